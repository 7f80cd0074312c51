from django import forms
from django.utils.translation import gettext_lazy as _

from .rescue import BYTES

TOO_LARGE = _("This file is larger than 2 MB, so no phone of this site saved it. Choose another one.")


class FileForm(forms.Form):
    """The file that a phone saved, or its text where the phone could only copy it."""

    file = forms.FileField(label=_("The file"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("Or its text, copied from a message"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def clean(self):
        if not self.errors and not self.cleaned_data.get("file") and not self.cleaned_data.get("text"):
            raise forms.ValidationError(_("Choose the file that the phone saved, or put its text here."))

    def body(self) -> bytes:
        file = self.cleaned_data["file"]
        return file.read() if file else self.cleaned_data["text"].encode("utf-8", "surrogatepass")
