"""The form of a list of records: pasted from a spreadsheet, or a file."""

from typing import Any

from django import forms

from mkus_portal.spreadsheets import LARGEST_FILE, LONGEST_TEXT, TOO_LONG, Unreadable


class ListForm(forms.Form):
    """A list with a heading row; a file's rows go on as text, so that they can be put right."""

    text = forms.CharField(
        label="Wykaz wklejony z arkusza",
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "wrap": "off"}),
        help_text="Zaznacz w arkuszu wiersze razem z nagłówkami, skopiuj i wklej tutaj.",
        error_messages={"max_length": TOO_LONG},
    )
    file = forms.FileField(
        label="Albo plik z wykazem",
        required=False,
        help_text="XLSX albo CSV, najwyżej 2 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def read(self, content: bytes) -> str:
        """Return the bytes of a file as text with a heading row. Raises Unreadable."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Return the list as text: the file's, where there is one."""
        given: dict[str, Any] = super().clean() or {}
        upload = given.get("file")
        if upload:
            try:
                given["text"] = self._read(upload)
            except Unreadable as error:
                self.add_error("file", str(error))
        elif not self.errors and not given.get("text", "").strip():
            self.add_error("text", "Wklej wykaz albo wybierz plik.")
        return given

    def _read(self, upload: Any) -> str:  # noqa: ANN401 - Django's uploaded file
        """Return the file as text, no more of it read than is taken. Raises Unreadable."""
        text = self.read(upload.read(LARGEST_FILE + 1))
        if len(text) > LONGEST_TEXT:
            raise Unreadable(TOO_LONG)
        return text
