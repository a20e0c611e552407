"""The consultation note: what was found and agreed, as a frozen value."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from advisory.consultations.linking import printed_links
from advisory.consultations.models import Consultation, Correction
from advisory.consultations.permissions import may_read
from advisory.consultations.rules import hours_in_words, travel_in_words
from advisory.consultations.words import held_in_words, people_in_words
from advisory.programmes.letterhead import letterhead_of
from advisory.programmes.models import Unit
from mkus_portal.accounts.roles import role_label
from mkus_portal.act import Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording
from mkus_portal.workflow.models import MoveLog

NOTE = "consultation_note"


@dataclass(frozen=True, slots=True)
class NoteStep:
    """A next step as the note prints it."""

    sentence: str
    whose: str
    due: str


@dataclass(frozen=True, slots=True)
class Note:
    """Everything that the note says."""

    letterhead: Letterhead
    programme: str
    unit: str
    task: str
    adviser: str
    organisation: str
    held: str
    hours: str
    form: str
    travel: str
    people: str
    about: tuple[tuple[str, str], ...]
    subject: str
    agenda: str
    findings: str
    steps: tuple[NoteStep, ...]
    agreed: str
    corrected: tuple[str, ...]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The lines under the heading: term and value."""
        lines = (
            ("Jednostka", self.unit),
            ("Zadanie", self.task),
            ("Doradca", ", ".join(one for one in (self.adviser, self.organisation) if one)),
            ("Kiedy", f"{self.held} ({self.form}, {self.hours})"),
            ("Dojazd", self.travel),
            ("Uczestnicy", self.people),
            *self.about,
        )
        return tuple((term, said) for term, said in lines if said)


def build_note(consultation: Consultation, asked_at: datetime) -> Note:
    """Return the note's content; an agreed entry gives the same at any instant."""
    unit, adviser = consultation.unit, consultation.adviser
    return Note(
        letterhead=_letterhead(unit),
        programme=unit.programme.name,
        unit=unit.name,
        task=unit.task,
        adviser=adviser_in_words(consultation),
        organisation=adviser.organisation_name,
        held=held_in_words(consultation),
        hours=hours_in_words(consultation.hours),
        form=consultation.get_form_display(),
        travel=travel_in_words(consultation.travel_km, consultation.travel_minutes),
        people=people_in_words(consultation),
        about=printed_links(consultation),
        subject=consultation.subject,
        agenda=consultation.agenda,
        findings=consultation.findings,
        steps=tuple(
            NoteStep(
                step.sentence,
                step.get_whose_display(),
                wording.day(step.due) if step.due else "bez terminu",
            )
            for step in consultation.steps.all()
        ),
        agreed=_agreed(consultation),
        corrected=tuple(
            f"{wording.instant(one.answered_at)}: {one.reason}"
            for one in consultation.corrections.filter(state=Correction.State.ACCEPTED)
        ),
    )


def _letterhead(unit: Unit) -> Letterhead:
    """Return the programme's letterhead with the unit's seat, where its office is known."""
    seat = unit.office.seat if unit.office else ""
    return letterhead_of(unit.programme, f"Jednostka: {unit.name}", place=seat)


def adviser_in_words(consultation: Consultation) -> str:
    """Return who held it, and in whose place where that was a substitution."""
    name = consultation.adviser.full_name
    rows: Any = Consultation.objects.filter(pk=consultation.pk).with_replaced()
    replaced: str | None = rows.values_list("replaced", flat=True).first()
    return f"{name} (w zastępstwie: {replaced})" if replaced else name


def _agreed(consultation: Consultation) -> str:
    """Return when the unit agreed and in which role; no names of office people."""
    line = MoveLog.objects.of(consultation).filter(move="agree").last()
    if line is None:
        return ""
    return f"{wording.instant(line.at)}, {role_label(line.role)}, {consultation.unit.name}"


def owner(consultation: Consultation) -> Scope:
    """Return the unit's office, in whose list the note stands."""
    return Scope("office", consultation.unit.office_id)


CONSULTATION_NOTE = DocumentKind(
    code=NOTE,
    label="Notatka z konsultacji",
    template="documents/consultation_note.html",
    build=build_note,
    may_read=may_read,
    owner=owner,
    version="2",
)
