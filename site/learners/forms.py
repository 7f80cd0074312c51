import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import Learner

# More accents on one letter than any language of Viet Nam puts there (Ê Đê: two) are a prank, not a name.
MARKS_IN_A_ROW = 3


def clean_name(name: str) -> str:
    """A person's name, tidied; raises ValidationError with a sentence where it is no name."""
    name = " ".join(unicodedata.normalize("NFC", name).replace("’", "'").split())
    if not any(c.isalpha() for c in name):
        raise ValidationError(_("Please write the name with letters."))
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "So") for c in name):
        raise ValidationError(_("Please write the name with letters only, without pictures or signs."))
    if _longest_run_of_marks(name) >= MARKS_IN_A_ROW:
        raise ValidationError(_("This name has too many accents on one letter. Please write it again."))
    return name


def _longest_run_of_marks(text):
    longest = run = 0
    for character in unicodedata.normalize("NFC", text):
        run = run + 1 if unicodedata.combining(character) else 0
        longest = max(longest, run)
    return longest


class NameField(forms.CharField):
    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Full name"))
        super().__init__(max_length=Learner._meta.get_field("name").max_length, **kwargs)

    def clean(self, value):
        return clean_name(super().clean(value)) if value and value.strip() else super().clean(value)


class NameForm(forms.Form):
    name = NameField(label=_("A name for this phone"))
