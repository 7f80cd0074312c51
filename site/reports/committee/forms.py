from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import can_see_figures


class NumberForm(forms.Form):
    """The number at the foot of a page."""

    number = forms.CharField(
        label=_("Number at the foot of the page"),
        max_length=200,
        error_messages={"required": _("Type the number that stands at the foot of the page.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class LettersForm(forms.Form):
    """Who gets the page by e-mail: oneself; an administrator names others by their address."""

    email = forms.EmailField(label=_("E-mail address of the official"), required=False)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def __init__(self, data=None, *, user, unit):
        super().__init__(data, label_suffix="", auto_id="id_letters_%s")
        self.user, self.unit = user, unit
        if not user.is_superuser:
            del self.fields["email"]

    def clean_email(self):
        email = self.cleaned_data["email"]
        if not email:
            return email
        found = User.objects.filter(email__iexact=email, is_active=True).first()
        if not found or not can_see_figures(found, self.unit):
            raise ValidationError(
                _("Nobody with this address may see these figures. Give the person a role in this place first.")
            )
        self.user = found
        return email
