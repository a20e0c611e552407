"""The form that takes an analysis from a file."""

from typing import Any

from django import forms

from contracting.analysis.carrying.checking import LARGEST_FILE

TOO_LARGE = "Plik jest za duży. Analiza ma najwyżej kilka megabajtów."
NO_TEXT = "To nie jest plik analizy: portal czyta pliki JSON zapisane w UTF-8."


class ImportForm(forms.Form):
    """A file of `mkus-analysis/1`."""

    file = forms.FileField(
        label="Plik analizy (mkus-analysis/1)",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        help_text="Plik, który zapisał ten albo inny portal przyciskiem „Pobierz plik analizy”.",
        error_messages={"required": "Wybierz plik.", "empty": "Ten plik jest pusty."},
    )

    def clean_file(self) -> str:
        """Return the file's text."""
        upload: Any = self.cleaned_data["file"]
        if upload.size > LARGEST_FILE:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(NO_TEXT) from error
