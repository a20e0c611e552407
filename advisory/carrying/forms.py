"""The form of a list: pasted, or a file."""

from typing import Any

from django import forms

from advisory.carrying.sheets import CONSULTATIONS, EVENTS
from mkus_portal.spreadsheets import LARGEST_FILE, Unreadable, text_of_file

LONGEST = 1_000_000
TOO_LONG = "Ten wykaz jest za długi. Podziel go na części."
KINDS = ((CONSULTATIONS.name, "konsultacje"), (EVENTS.name, "wydarzenia"))
COLUMNS = {one.name: list(one.columns) for one in (CONSULTATIONS, EVENTS)}


class ListForm(forms.Form):
    """What is brought in, and the list with its heading row."""

    kind = forms.ChoiceField(label="Co wczytujesz", choices=KINDS, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Wykaz wklejony z arkusza",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "wrap": "off"}),
        help_text="Zaznacz w arkuszu wiersze razem z nagłówkami, skopiuj i wklej tutaj.",
        error_messages={"max_length": TOO_LONG},
    )
    file = forms.FileField(
        label="Albo plik z wykazem",
        required=False,
        help_text="CSV albo XLSX, najwyżej 2 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean(self) -> dict[str, Any]:
        """Return the list as text: the file's, where there is one."""
        given: dict[str, Any] = super().clean() or {}
        upload = given.get("file")
        if upload:
            try:
                given["text"] = text_of_file(upload.read(LARGEST_FILE + 1), _is_heading)
            except Unreadable as error:
                self.add_error("file", str(error))
        elif not self.errors and not given.get("text", "").strip():
            self.add_error("text", "Wklej wykaz albo wybierz plik.")
        return given


def _is_heading(row: list[str]) -> bool:
    """Whether a row of a sheet holds the columns of one of the lists."""
    return any(set(columns) <= set(row) for columns in COLUMNS.values())
