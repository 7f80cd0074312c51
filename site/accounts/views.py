from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


class SignInView(LoginView):
    """Signing in; whoever guesses too often is told so, with the status that says it."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts"):
            response.status_code = 429
        return response

    def _redirect_to_pending_stage(self, request, stage):
        """A learner's code that was asked for in this browser does not stand in the way of staff."""
        clear_login(request)


def admin_sign_in(request):
    """The editor has no sign-in of its own; this sends people to the one there is, where guessing is limited."""
    if request.user.is_authenticated:
        messages.get_messages(request)._loaded_messages.clear()  # Wagtail has said it too; once is enough
        raise PermissionDenied(
            _("Your sign-in does not open this page. If you need it for your work, ask an administrator.")
        )
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        wanted = reverse("wagtailadmin_home")
    return redirect_to_login(wanted, reverse("account_login"))
