"""The form of a list of consultations or events."""

from django import forms

from advisory.carrying.sheets import CONSULTATIONS, EVENTS
from mkus_portal.spreadsheets import text_of_file
from mkus_portal.web.listform import ListForm

KINDS = ((CONSULTATIONS.name, "konsultacje"), (EVENTS.name, "wydarzenia"))
COLUMNS = {one.name: list(one.readers) for one in (CONSULTATIONS, EVENTS)}
NEEDED = {one.name: set(one.columns) for one in (CONSULTATIONS, EVENTS)}
OPTIONAL = {one.name: list(one.optional) for one in (CONSULTATIONS, EVENTS) if one.optional}


class ProgrammeListForm(ListForm):
    """What is brought in, and the list."""

    kind = forms.ChoiceField(label="Co wczytujesz", choices=KINDS, widget=forms.RadioSelect)
    field_order = ("kind", "text", "file")

    def read(self, content: bytes) -> str:
        """Return the list as text. Raises Unreadable."""
        return text_of_file(content, _is_heading)


def _is_heading(row: list[str]) -> bool:
    """Whether a row of a sheet holds the columns of one of the lists."""
    return any(columns <= set(row) for columns in NEEDED.values())
