"""A person's own sign-in, by phone number or e-mail: to have the learning back on any phone. It opens no editor.

The flow is allauth's; what is ours are the pages, and that staff who are signed in here are asked to sign out first.
"""

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core import ratelimit
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.codes import CodeToAddress
from accounts.forms import AskForCodeForm

from ..requests import current_learner, personal, same_origin_post
from .people import WRONG
from .resuming import TOO_MANY

NOT_SENT = 503


def page(view_class):
    """A view that anybody may look at, and only our own pages may post to."""
    view = view_class.as_view()
    look, post = personal(view), same_origin_post(view)

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    def wrapper(request):
        if request.user.is_authenticated:
            return personal(staff_page)(request)
        return (post if request.method == "POST" else look)(request)

    return wrapper


def staff_page(request):
    return render(request, "learners/account_staff.html", status=409 if request.method == "POST" else 200)


def form_page(request, typed="", trouble="", status=200):
    context = {"typed": typed, "trouble": trouble, "current": current_learner(request)}
    return render(request, "learners/account.html", context, status=status)


def holder(request):
    learner = current_learner(request)
    return str(learner.pk) if learner else ""


class AskForCodeView(RequestLoginCodeView):
    form_class = AskForCodeForm

    def get(self, request):
        return form_page(request)

    def form_valid(self, form):
        own = holder(self.request)
        also_me = own if self.request.POST.get("also_me") == own else ""
        try:
            CodeToAddress.initiate(request=self.request, to=form.cleaned_data["address"], holder=own, also_me=also_me)
        except OSError:
            return self.again(_("The code could not be sent just now. Try again in a few minutes."), NOT_SENT)
        return redirect("learners:check_code")

    def form_invalid(self, form):
        is_too_many = form.has_error("address", "too_many_codes")
        return self.again(form.errors["address"][0], TOO_MANY if is_too_many else WRONG)

    def again(self, trouble, status):
        return form_page(self.request, self.request.POST.get("address", "")[:254], trouble, status)

    def _redirect_to_pending_stage(self, request, stage):
        """Whoever got no code, or mistyped the number, asks again."""


class CheckCodeView(ConfirmLoginCodeView):
    template_name = "learners/account_code.html"

    def dispatch(self, request):
        """As allauth's own, with our process, and our page where there is no code to check."""
        self._process = CodeToAddress.pending(request)
        # A code is no business of whoever was given the phone since.
        if self._process and self._process.state["holder"] in ("", holder(request)):
            return super(ConfirmLoginCodeView, self).dispatch(request)
        if request.method == "POST":
            return form_page(request, trouble=_("This took too long. Ask for a new code."), status=WRONG)
        return redirect("learners:account")

    def post(self, request):
        if ratelimit.consume(request, action="try_login_code", key=self._process.state["phone"]):
            return super().post(request)
        return form_page(request, trouble=_("Too many wrong tries. Wait an hour, then try again."), status=TOO_MANY)

    def form_valid(self, form):
        # For whoever hears allauth's signal: who was shown when the code was asked for.
        self.request.also_me = self._process.state["also_me"]
        return super().form_valid(form)

    def form_invalid(self, form):
        if self._process.record_invalid_attempt():
            trouble = _("This code is wrong or too old. Look at the newest message, or go back and ask for a new code.")
            return self.render_to_response(self.get_context_data(form=form, trouble=trouble), status=WRONG)
        return form_page(self.request, trouble=_("Five wrong codes. Ask for a new one."), status=WRONG)

    def get_context_data(self, **kwargs):
        return super().get_context_data(masked=self._process.state["masked"], **kwargs)

    def get_next_url(self):
        return reverse("courses:my_learning")


account = page(AskForCodeView)
check_code = page(CheckCodeView)
