"""The report of an event as DOCX."""

from datetime import datetime

from django.db.models import QuerySet

from advisory.events.documents import build_report
from advisory.events.models import Event
from advisory.events.papers import event_paper
from advisory.events.permissions import may_read
from mkus_portal.chapters import Paper
from mkus_portal.chapters.pages import WordPage
from mkus_portal.verdict import Verdict


class EventWord(WordPage[Event]):
    """The report, for whoever may have it as PDF; the file bears the instant of the event's row."""

    model = Event

    def visible(self) -> QuerySet[Event]:
        """Return the events with their programmes."""
        return super().visible().select_related("programme")

    def may_have(self, found: Event) -> Verdict:
        """Ask as for the PDF."""
        return may_read(self.act, found)

    def text_of(self, found: Event) -> tuple[Paper, datetime, str]:
        """Return the report."""
        at = found.created_at
        return event_paper(build_report(found, at)), at, f"Sprawozdanie {found.title}"
