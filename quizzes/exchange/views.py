"""Trainers bring question banks in and take them out, in Wagtail."""

import tempfile
from collections import Counter

from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.desks import for_trainers

from ..interactions import Interaction
from ..models import QuestionImport
from . import sheet
from .actions import carry_out, take_out
from .forms import ExportForm, ImportForm
from .items import CHANGED, IMPORTED, REFUSED, UnreadableError
from .writing import MIME, write

ON_A_PAGE = 50


@for_trainers
def upload(request):
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (handed_in := form.handed_in_by(request.user)):
        return redirect("questions_import", handed_in.pk)
    status = 422 if form.errors else 200
    return render(request, "quizzes/exchange/upload.html", {"form": form}, status=status)


@require_safe
@for_trainers
def preview(request, key):
    """What would come in, or, once it was brought in, what came in."""
    handed_in = own(request.user, key)
    counts = Counter(row["outcome"] for row in handed_in.rows)
    chosen = request.GET.get("outcome", "")
    rows = [row for row in handed_in.rows if chosen in ("", row["outcome"])]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("p"))
    for row in page:
        row["kind"] = Interaction(row["interaction"]).label if row["interaction"] else ""
    context = {"handed_in": handed_in, "page": page, "chosen": chosen, "said": [said(o, counts[o]) for o in OUTCOMES]}
    return render(request, "quizzes/exchange/preview.html", context | {"coming": counts[IMPORTED] + counts[CHANGED]})


OUTCOMES = (IMPORTED, CHANGED, REFUSED)


def said(outcome, count):
    labels = {IMPORTED: _("as they are"), CHANGED: _("with changes"), REFUSED: _("refused")}
    return {"outcome": outcome, "label": labels[outcome], "count": count}


def own(user, key):
    """What somebody else has handed in is nobody's business."""
    return get_object_or_404(QuestionImport.objects.defer("content"), pk=key, user=user)


@require_POST
@for_trainers
def confirm(request, key):
    try:
        carry_out(own(request.user, key))
    except UnreadableError as error:
        messages.error(request, str(error))
    return redirect("questions_import", key)


@require_safe
@for_trainers
def template(request, language):
    name = "mau-cau-hoi.xlsx" if language == "vi" else "question-template.xlsx"
    return FileResponse(sheet.template(language), as_attachment=True, filename=name, content_type=MIME["xlsx"][1])


@require_safe
@for_trainers
def export(request):
    form = ExportForm(request.GET or None)
    if not form.is_bound or not form.is_valid():
        return render(request, "quizzes/exchange/export.html", {"form": form})
    ending, mime = MIME[form.cleaned_data["format"]]
    language, topic = form.cleaned_data["locale"].language_code, form.cleaned_data["topic"]
    file = tempfile.TemporaryFile()  # noqa: SIM115 the answer closes it
    write(take_out(form.cleaned_data["locale"], topic and topic.name), file, form.cleaned_data["format"], language)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"questions-{language}.{ending}", content_type=mime)


urls = [
    path("question-bank/import/", upload, name="questions_upload"),
    path("question-bank/import/<uuid:key>/", preview, name="questions_import"),
    path("question-bank/import/<uuid:key>/confirm/", confirm, name="questions_confirm"),
    path("question-bank/template/<slug:language>/", template, name="questions_template"),
    path("question-bank/export/", export, name="questions_export"),
]
