from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .permissions import is_official, is_trainer


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This sign-in has been switched off. Ask an administrator."),
        "email_password_mismatch": _("This e-mail address and password do not go together. Check both and try again."),
        "enter_current_password": _("This is not the password you have now. Try again."),
        "incorrect_password": _("This is not the password you have now. Try again."),
        "too_many_login_attempts": _("Too many wrong tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "unknown_email": _("Nobody signs in with this e-mail address. Check it and try again."),
    }

    def is_open_for_signup(self, request):
        """Learners need no account; staff are invited by an administrator."""
        return False

    def get_login_redirect_url(self, request):
        """Each to the page of their work: trainers to the editor, officials to their figures."""
        if request.user.is_superuser or is_trainer(request.user):
            return reverse("wagtailadmin_home")
        return reverse("reports:start") if is_official(request.user) else "/"

    def format_email_subject(self, subject):
        """Without a host's name in brackets in front."""
        return str(subject)
