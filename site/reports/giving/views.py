"""Figures taken away as files."""

from datetime import datetime, time

from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..audit.actions import note
from ..audit.models import Action
from ..boundaries import TIME, TODAY
from ..figures import view_of
from ..periods import ALL_TIME
from ..views import for_staff, only_administrators, visible_unit
from . import csv_files, figures, paper, xlsx


def _paper(request, sheet):
    today = timezone.localdate()
    stamp = int(timezone.make_aware(datetime.combine(today, time())).timestamp())
    made = _("Made on %(day)s by %(who)s") % {"day": f"{today:%d/%m/%Y}", "who": request.user}
    return paper.pdf_file(sheet, stamp, made)


# Each sends the first rows before the last are made.
WRITTEN = {
    "csv": (lambda _request, sheet: csv_files.csv_file(sheet), csv_files.MIME),
    "xlsx": (lambda _request, sheet: xlsx.xlsx_file(sheet), xlsx.MIME),
    "pdf": (_paper, paper.MIME),
}


@for_staff
def unit_file(request, pk, what, kind):
    unit = visible_unit(request.user, pk)
    return _file(request, unit, what, kind)


@for_staff
def country_file(request, what, kind):
    only_administrators(request.user)
    return _file(request, None, what, kind)


def _file(request, unit, what, kind):
    today = timezone.localdate()
    asked = request.GET.get("period", ALL_TIME), today, request.GET.get("boundaries", TODAY)
    view = view_of(request.user, unit, *asked)
    sheet = figures.sheet_of(what, view)
    if sheet is None or kind not in WRITTEN:
        raise Http404
    drawn = {"boundaries": TIME} if view.drawn == TIME else {}
    note(request, Action.EXPORT, unit, f"{what}.{kind}", period=view.period.key, **drawn)
    way = f"-{TIME}" if drawn else ""
    name = f"{what}-{unit.code if unit else 'vn'}-{view.period.key}{way}-{today:%Y%m%d}.{kind}"
    write, mime = WRITTEN[kind]
    return StreamingHttpResponse(
        write(request, sheet),
        content_type=mime,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
