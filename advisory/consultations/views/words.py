"""The note of a consultation as DOCX."""

from datetime import datetime

from django.db.models import QuerySet

from advisory.consultations.documents import build_note
from advisory.consultations.models import Consultation
from advisory.consultations.papers import note_paper
from advisory.consultations.permissions import may_ask_for_note
from mkus_portal.chapters import Paper
from mkus_portal.chapters.pages import WordPage
from mkus_portal.verdict import Verdict


class ConsultationWord(WordPage[Consultation]):
    """The note, once the unit has agreed; the file bears the instant of the entry."""

    model = Consultation

    def visible(self) -> QuerySet[Consultation]:
        """Return the entries with all that the note tells."""
        return super().visible().select_related("unit__programme", "unit__office", "adviser")

    def may_have(self, found: Consultation) -> Verdict:
        """Ask as for the PDF."""
        return may_ask_for_note(self.act, found)

    def text_of(self, found: Consultation) -> tuple[Paper, datetime, str]:
        """Return the note."""
        name = f"Notatka {found.unit.name} {found.held_on:%Y-%m-%d}"
        return note_paper(build_note(found, found.logged_at)), found.logged_at, name
