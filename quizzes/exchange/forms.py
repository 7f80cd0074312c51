from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from ..models.questions import Topic
from .actions import UPLOAD_LIMIT, hand_in
from .items import UnreadableError

FORMATS = [
    ("xlsx", _("Excel (XLSX)")),
    ("moodle", _("Moodle XML")),
    ("gift", _("GIFT (plain text)")),
    ("qti", _("QTI 3.0 package")),
    ("csv", _("Table (CSV)")),
]


class LocaleForm(forms.Form):
    locale = forms.ModelChoiceField(Locale.objects, label=_("Language of the questions"), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = get_language() or settings.LANGUAGE_CODE
        self.fields["locale"].initial = Locale.objects.filter(language_code=code).first()


class ImportForm(LocaleForm):
    """A file; reading it is part of looking whether the form is right."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Moodle XML, GIFT, Aiken, QTI 2.1, 2.2 or 3.0 (a question or a package), Excel or CSV."),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
    )
    field_order = ["file", "locale"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > UPLOAD_LIMIT:
            raise forms.ValidationError(_("This file is too large. Split it and bring in the parts."))
        return file

    def handed_in_by(self, user):
        """What becomes of each question; None with the reason among the errors if the file can't be read."""
        file = self.cleaned_data["file"]
        try:
            return hand_in(user, self.cleaned_data["locale"], file.name, file.read())
        except UnreadableError as error:
            where = _(" (line %(line)s)") % {"line": error.line} if error.line else ""
            self.add_error("file", f"{error}{where}")


class ExportForm(LocaleForm):
    format = forms.ChoiceField(label=_("Kind of file"), choices=FORMATS)
    topic = forms.ModelChoiceField(
        Topic.objects.order_by("name"), label=_("Only this topic"), required=False, empty_label=_("All questions")
    )
    field_order = ["format", "locale", "topic"]
