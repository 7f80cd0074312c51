from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from ..models import Reorganisation
from .importing import read
from .sheets import SheetError

UPLOAD_LIMIT = 5_000_000


class ImportForm(forms.ModelForm):
    """What the legal act says of all of it, and a file or a copied table with a line for each commune."""

    file = forms.FileField(label=_("File (CSV or XLSX)"), required=False)
    table = forms.CharField(
        label=_("Or paste the table here"),
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("The first line names the columns: code, to_code, to_name, share, fraction."),
    )

    class Meta:
        model = Reorganisation
        fields = ["title", "effective_on", "legal_reference"]
        widgets = {"effective_on": AdminDateInput}

    lines = ()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > UPLOAD_LIMIT:
            raise forms.ValidationError(_("This file is too large. Split it and bring in the parts."))
        return file

    def clean(self):
        super().clean()
        file, table = self.cleaned_data.get("file"), self.cleaned_data.get("table", "")
        content = file.read() if file else table.encode()
        if not content.strip():
            self.add_error("file", _("Choose a file, or paste a table."))
            return
        try:
            self.lines = read(content)
        except SheetError as error:
            self.add_error("file" if file else "table", str(error))

    @property
    def bad_lines(self):
        return [line for line in self.lines if line.troubles]
