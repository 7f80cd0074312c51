"""allauth's forms with our words."""

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from .addresses import read_address

WORDS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("The password you have now"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}


class OurWordsMixin:
    """A label over each field says what it is; nothing is written into the fields."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = WORDS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        if "password" in self.fields:
            self.fields["password"].help_text = ""


class SignInForm(OurWordsMixin, allauth_forms.LoginForm):
    pass


class ResetPasswordForm(OurWordsMixin, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWordsMixin, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(OurWordsMixin, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(OurWordsMixin, allauth_forms.SetPasswordForm):
    pass


class AskForCodeForm(allauth_forms.RequestLoginCodeForm):
    """One field for a phone number or an e-mail address."""

    email = None
    address = forms.CharField(required=False)

    def clean_address(self):
        """The limit counts by fingerprint, for the cache keeps what it counts by."""
        to = read_address(self.cleaned_data["address"])
        if not ratelimit.consume(context.request, action="request_login_code", key=to.digest):
            raise get_adapter().validation_error("too_many_codes")
        return to
