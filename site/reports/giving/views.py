"""Figures taken away as files."""

from datetime import datetime, time
from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..audit.actions import note
from ..audit.models import Action
from ..figures import view_of
from ..periods import ALL_TIME
from ..views import for_staff, only_administrators, visible_unit
from . import csv_files, figures, paper, xlsx

STREAMED = {"csv": (csv_files.csv_file, csv_files.MIME), "xlsx": (xlsx.xlsx_file, xlsx.MIME)}


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
    view = view_of(request.user, unit, request.GET.get("period", ALL_TIME), today)
    sheet = figures.sheet_of(what, view)
    if sheet is None or kind not in (*STREAMED, "pdf"):
        raise Http404
    note(request, Action.EXPORT, unit, f"{what}.{kind}", period=view.period.key)
    name = f"{what}-{unit.code if unit else 'vn'}-{view.period.key}-{today:%Y%m%d}.{kind}"
    answer = partial(_paper, request, unit) if kind == "pdf" else partial(_stream, kind)
    response = answer(sheet, today)
    if response.status_code == HTTPStatus.OK:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _stream(kind, sheet, today):
    write, mime = STREAMED[kind]
    return StreamingHttpResponse(write(sheet), content_type=mime)


def _paper(request, unit, sheet, today):
    stamp = int(timezone.make_aware(datetime.combine(today, time())).timestamp())
    made = _("Made on %(day)s by %(who)s") % {"day": f"{today:%d/%m/%Y}", "who": request.user}
    try:
        return HttpResponse(paper.pdf_file(sheet, stamp, made), content_type=paper.MIME)
    except paper.TooLong:
        sentence = _("The table has more than %(most)s rows, too many for paper: take it as Excel or CSV.")
        messages.error(request, sentence % {"most": f"{paper.MOST_ROWS:,}".replace(",", ".")})
        return redirect(reverse("reports:unit", args=[unit.pk]) if unit else reverse("reports:country"))
