"""A trainer's help for people of the own commune who are present: a forgotten secret, a code to take home."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from accounts.models import Membership
from accounts.permissions import is_trainer

from .models import Learner
from .resuming import LIVES, issue_code
from .secret import take_secret_away
from .views.resuming import shown

FOUND = 50


def own_learners(user):
    """People who live where this trainer works; an administrator reaches all."""
    if not is_trainer(user):
        raise PermissionDenied
    learners = Learner.objects.filter(erased_at=None).exclude(name="").select_related("unit")
    if user.is_superuser:
        return learners
    units = Membership.objects.filter(user=user).trainers().values("unit")
    return learners.filter(unit__in=units)


def desk(request):
    """People by the name they gave."""
    typed = request.GET.get("q", "").strip()[:120]
    found = own_learners(request.user).filter(name__icontains=typed).order_by("name")[:FOUND] if typed else []
    return render(request, "learners/admin/desk.html", {"found": found, "typed": typed})


@require_POST
def reset_secret(request, key):
    learner = get_object_or_404(own_learners(request.user), pk=key)
    take_secret_away(learner)
    log(instance=learner, action="learners.reset_secret", user=request.user)
    messages.success(request, _("%(name)s has no secret any more and can set a new one.") % {"name": learner})
    return redirect("learners_desk")


@require_POST
def print_code(request, key):
    """A code that lives longer, for a person who is present; the paper is the only copy."""
    learner = get_object_or_404(own_learners(request.user), pk=key)
    life = request.POST.get("life", "soon")
    code = issue_code(learner, LIVES.get(life, LIVES["soon"]))
    log(instance=learner, action="learners.print_code", user=request.user, data={"life": life})
    context = {"learner": learner, "words": shown(code), "digits": code.digits, "life": life}
    return render(request, "learners/admin/code.html", context)
