"""A reorganisation before it is approved: what it would move, and the buttons for it."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from ..models import Reorganisation, Status
from . import actions
from .checking import troubles
from .forms import ImportForm
from .importing import bring_in
from .preview import preview


def for_administrators(view):
    """Nobody else learns that this is here."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.has_perm("communes.change_reorganisation"):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


@for_administrators
@require_safe
def show(request, pk):
    plan = get_object_or_404(Reorganisation.objects.select_related("approved_by", "undone_by", "entered_by"), pk=pk)
    is_open = plan.can_be_edited
    found = troubles(plan) if is_open else []
    by_row = {row: [trouble.sentence for trouble in found if trouble.row == row] for row in {t.row for t in found}}
    changes = plan.changes.select_related("predecessor__parent", "province")
    context = {
        "plan": plan,
        "lines": [(change, by_row.get(row, [])) for row, change in enumerate(changes, 1)],
        "troubles_of_all": by_row.get(0, []),
        "can_be_approved": is_open and not found,
        "is_due": plan.effective_on <= timezone.localdate(),
        "tables": [] if plan.status == Status.IN_EFFECT else preview(plan),
    }
    return render(request, "communes/ledger/show.html", context | heading(plan.title))


def heading(title):
    """What Wagtail's frame of a page shows above it."""
    above = {"url": reverse("reorganisations:index"), "label": _("Mergers and splits")}
    return {"header_title": title, "header_icon": "site", "breadcrumbs_items": [above, {"url": "", "label": title}]}


@for_administrators
@require_POST
def approve(request, pk):
    plan = get_object_or_404(Reorganisation, pk=pk)
    try:
        is_done = actions.approve(plan, request.user, timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reorganisations:show", pk)
    plan.refresh_from_db()
    if not is_done:
        messages.warning(request, _("This was approved before; nothing was done twice."))
    elif plan.status == Status.IN_EFFECT:
        messages.success(request, _("Approved and in effect: the new communes are there."))
    else:
        messages.success(
            request, _("Approved. Nothing changes before %(day)s.") % {"day": f"{plan.effective_on:%d/%m/%Y}"}
        )
    return redirect("reorganisations:show", pk)


@for_administrators
@require_POST
def undo(request, pk):
    plan = get_object_or_404(Reorganisation, pk=pk)
    if actions.undo(plan, request.user):
        messages.success(request, _("Undone. You can change it and approve it again."))
    else:
        messages.error(request, _("Only what is approved and waits for its day can be undone."))
    return redirect("reorganisations:show", pk)


@for_administrators
def bring(request):
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and not form.bad_lines:
        form.instance.entered_by = request.user
        plan = bring_in(form.save(commit=False), form.lines)
        return redirect("reorganisations:show", plan.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form} | heading(_("Bring in a table"))
    return render(request, "communes/ledger/bring.html", context, status=status)
