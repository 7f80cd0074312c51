"""allauth's forms with our words."""

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

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
