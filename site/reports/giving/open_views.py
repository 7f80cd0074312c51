"""Public pages: open data, and how machines may ask."""

from datetime import date

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..periods import last_day
from . import csv_files, meanings, open_data, openapi
from .answering import marked

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
SHOWN_MONTHS = 6


def of_everybody(view):
    """Kept for an hour by whoever likes; the same for all."""
    return require_safe(cache_control(public=True, max_age=open_data.KEPT_SECONDS)(view))


@of_everybody
def page(request):
    """What there is to take, up to when, and what may be done with it."""
    found = open_data.closed_months()
    months = [(month, last_day(month), f"?month={month:%Y-%m}") for month in found[:SHOWN_MONTHS]]
    response = render(request, "reports/giving/open_data.html", {"months": months, "licence": LICENCE})
    # The page cache keeps a page until content changes; this one changes with the month.
    patch_vary_headers(response, ["Cookie"])
    return response


@of_everybody
def communes_csv(request):
    month = month_of(request)
    return StreamingHttpResponse(
        csv_files.csv_file(open_data.sheet(month)),
        content_type=csv_files.MIME,
        headers=free() | {"Content-Disposition": f'attachment; filename="communes-{month:%Y-%m}.csv"'},
    )


@of_everybody
def communes_json(request):
    return marked(request, open_data.document(month_of(request), LICENCE), free())


@require_safe
def api_guide(request):
    """How machines may ask, for those who write them."""
    context = {
        "resources": openapi.resources(),
        "problems": openapi.problems(),
        "meanings": meanings.meanings() | meanings.of_aims(),
        "rule": meanings.rule(),
        "of_keys": meanings.of_keys(),
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "reports/giving/api_guide.html", context)


def month_of(request) -> date:
    """The month asked for, of those that are over; the latest unless said otherwise."""
    found = {f"{month:%Y-%m}": month for month in open_data.closed_months()}
    asked = request.GET.get("month", next(iter(found), ""))
    if asked not in found:
        raise Http404(_("There are no figures of that month, or it is not over yet."))
    return found[asked]


def free() -> dict:
    """Pages of other sites may read it too."""
    return {"Access-Control-Allow-Origin": "*", "Link": f'<{LICENCE["url"]}>; rel="license"'}
