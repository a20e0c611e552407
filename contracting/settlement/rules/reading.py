"""The bytes of an uploaded list of documents as text with tabs."""

from contracting.settlement.rules.columns import read_heading
from mkus_portal.spreadsheets import text_of_file


def text_of_list(content: bytes) -> str:
    """Return the list as text with a heading row. Raises Unreadable."""
    return text_of_file(content, lambda row: read_heading(row).is_recognised)
