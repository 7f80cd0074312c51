from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .channels import channel_for
from .models import Address
from .permissions import is_official, is_trainer


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This sign-in has been switched off. Ask an administrator."),
        "email_password_mismatch": _("This e-mail address and password do not go together. Check both and try again."),
        "enter_current_password": _("This is not the password you have now. Try again."),
        "incorrect_password": _("This is not the password you have now. Try again."),
        "too_many_codes": _("Too many codes were asked for. Wait an hour, then try again."),
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

    def get_user_by_phone(self, phone):
        """The learner's user for a fingerprint; staff have none, so no code opens the editor."""
        known = Address.objects.select_related("user").filter(digest=phone).first()
        return known.user if known else None

    def set_phone_verified(self, user, phone):
        user.addresses.filter(digest=phone).update(verified_at=timezone.now())

    def send_verification_code_sms(self, user, phone, code, kind="phone", **kwargs):
        """By SMS or e-mail, as the settings say."""
        text = gettext("%(code)s is your code for Bình dân học vụ số. It is good for ten minutes. Tell it to nobody.")
        channel_for(kind).send(phone, gettext("Your code"), text % {"code": code})

    def login(self, request, user):
        """Only staff get a session. A learner's phone remembers the person, until it is handed over or left."""
        if user.addresses.exists():
            request.session.flush()
        else:
            super().login(request, user)
