"""The form of a list of accounting documents."""

from typing import Any

from contracting.settlement.rules.importing import MOST_ROWS
from contracting.settlement.rules.reading import text_of_list
from mkus_portal.web.listform import ListForm


class ImportForm(ListForm):
    """A list of documents: its headings are known by our names of the columns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"XLSX albo CSV, najwyżej 2 MB i {MOST_ROWS} wierszy."

    def read(self, content: bytes) -> str:
        """Return the list as text. Raises Unreadable."""
        return text_of_list(content)
