"""In the editor: trainers read answers in own words, and mark a question again whose key was wrong."""

from fractions import Fraction

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.desks import for_trainers, heading
from accounts.permissions import can_help

from .models import Attempt, Question, Rescoring
from .remarking import changes_of, read_answers, rescore

SHARES = [("1", gettext_lazy("Right")), ("1/2", gettext_lazy("Half")), ("0", gettext_lazy("Not right"))]
SHOWN = 50


@for_trainers
def to_read(request):
    """The oldest first: somebody waits for it."""
    rows = Attempt.objects.filter(is_waiting=True).select_related("learner__unit").order_by("submitted_at")
    mine = [row for row in rows if can_help(request.user, row.learner.unit_id)]
    context = heading(_("Answers to read"), "edit") | {"attempts": mine[:SHOWN], "count": len(mine)}
    return render(request, "quizzes/admin/to_read.html", context)


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def read(request, pk):
    attempt = get_object_or_404(Attempt.objects.select_related("learner"), pk=pk)
    if not can_help(request.user, attempt.learner.unit_id):
        raise Http404
    waiting = [row for row in attempt.sheet if row["share"] is None]
    if not waiting:
        messages.info(request, _("These answers have been read already."))
        return redirect("quizzes_to_read")
    allowed = dict(SHARES)
    given = {row["key"]: request.POST.get(row["key"]) for row in waiting}
    is_whole = all(share in allowed for share in given.values())
    if request.method == "POST" and is_whole:
        read_answers(attempt, {key: Fraction(share) for key, share in given.items()}, request.user)
        messages.success(request, _("Read. The person sees the new result."))
        return redirect("quizzes_to_read")
    context = heading(_("Answers to read"), "edit") | {
        "attempt": attempt,
        "rows": waiting,
        "shares": SHARES,
        "given": given,
    }
    context |= {"is_missing": request.method == "POST"}
    return render(request, "quizzes/admin/read.html", context, status=422 if request.method == "POST" else 200)


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def mark_again(request, pk):
    """First what would change; then, with a reason, it is done and noted."""
    if not request.user.has_perm("quizzes.publish_question"):
        raise Http404
    question = get_object_or_404(Question, pk=pk)
    reason = request.POST.get("reason", "").strip()[:250]
    if request.method == "POST" and reason:
        done = rescore(question.key, request.user, reason)
        said = ngettext("%(n)s attempt was marked again.", "%(n)s attempts were marked again.", done.changed)
        messages.success(request, said % {"n": done.changed})
        return redirect(reverse("wagtailsnippets_quizzes_question:list"))
    changes = changes_of(question.key)
    context = heading(_("Mark again"), "rotate") | {"question": question, "changes": changes[:SHOWN]}
    context |= {
        "count": len(changes),
        "gains": sum(change.gains for change in changes),
        "loses": sum(change.loses for change in changes),
        "earlier": Rescoring.objects.filter(question_key=question.key).select_related("by"),
        "is_missing": request.method == "POST",
        "reachable": {c.attempt.pk for c in changes[:SHOWN] if can_help(request.user, c.attempt.learner.unit_id)},
    }
    return render(request, "quizzes/admin/mark_again.html", context, status=422 if request.method == "POST" else 200)
