import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import Learner

# No language of Viet Nam puts more than this on one letter (Ê Đê and Thai: two, Khmer: three).
MARKS_IN_A_ROW = 3
# Controls, unassigned signs (next year's pictures), private and half characters, currencies, mathematics, pictures.
NO_LETTERS = {"Cc", "Cn", "Co", "Cs", "Sc", "Sm", "So"}


def clean_name(name: str) -> str:
    """A person's name, tidied; raises ValidationError with a sentence where it is no name."""
    # Invisible signs come along when a name is pasted; nobody can see them to take them out.
    visible = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) != "Cf")
    name = " ".join(visible.replace("’", "'").split())
    if not any(c.isalpha() for c in name):
        raise ValidationError(_("Please write the name with letters."))
    if any(unicodedata.category(c) in NO_LETTERS for c in name):
        raise ValidationError(_("Please write the name with letters only, without pictures or signs."))
    if _longest_run_of_marks(name) > MARKS_IN_A_ROW:
        raise ValidationError(_("This name has too many accents on one letter. Please write it again."))
    return name


def _longest_run_of_marks(text):
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
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
