"""The expertise as a document: who ordered it, questions, answers, author, files."""

from dataclasses import dataclass
from datetime import datetime

from advisory.expertises.files import RESULTS
from advisory.expertises.models import Expertise
from advisory.expertises.permissions import may_read_answers
from advisory.programmes.letterhead import letterhead_of
from mkus_portal.act import Scope
from mkus_portal.attachments.models import Attachment
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.documents.word import Word
from mkus_portal.web import wording

EXPERTISE_CODE = "expertise"
NO_ANSWER = "Brak odpowiedzi"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer."""

    number: int
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A file that belongs to the expertise; `digest` is its SHA-256 in groups of four."""

    name: str
    size: str
    digest: str


@dataclass(frozen=True, slots=True)
class ExpertiseDocument:
    """Everything that the document prints."""

    letterhead: Letterhead
    watermark: str
    title: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    background: str
    answers: tuple[Answered, ...]
    files: tuple[PrintedFile, ...]


def build_expertise(expertise: Expertise, asked_at: datetime) -> ExpertiseDocument:
    """Return the content; an accepted expertise gives the same at any instant."""
    unit = expertise.unit
    accepted = expertise.state == Expertise.State.ACCEPTED
    return ExpertiseDocument(
        letterhead=letterhead_of(
            unit.programme,
            f"Jednostka: {unit.name}",
            place=unit.office.seat if unit.office else "",
        ),
        watermark="" if accepted else "NIEPRZYJĘTA",
        title=str(expertise),
        kind=f"Ekspertyza: {expertise.get_kind_display()}",
        facts=_facts(expertise),
        background=expertise.background,
        answers=tuple(
            Answered(one.position, one.question, one.answer.strip() or NO_ANSWER)
            for one in expertise.questions.all()
        ),
        files=_files(expertise),
    )


def client_in_words(expertise: Expertise) -> str:
    """Return who ordered it; no names of office people."""
    unit = expertise.unit
    if expertise.ordered_by == Expertise.Party.OFFICE and unit.office:
        return unit.office.office_name
    if expertise.ordered_by == Expertise.Party.ADVISER:
        return f"doradca jednostki {unit.name}"
    if expertise.ordered_by == Expertise.Party.COORDINATOR:
        return f"koordynator programu, dla jednostki {unit.name}"
    return ""


def author_in_words(expertise: Expertise) -> str:
    """Return the expert with the organisation."""
    expert = expertise.expert
    if expert is None:
        return ""
    return ", ".join(one for one in (expert.full_name, expert.organisation_name) if one)


def _facts(expertise: Expertise) -> tuple[tuple[str, str], ...]:
    lines = (
        ("Zamawiający", client_in_words(expertise)),
        ("Jednostka", expertise.unit.name),
        ("Zadanie", expertise.unit.task),
        ("Autor", author_in_words(expertise)),
        ("Zamówiono", wording.day(expertise.ordered_on)),
        ("Oddano", wording.day(expertise.delivered_on) if expertise.delivered_on else ""),
        ("Przyjęto", wording.day(expertise.accepted_on) if expertise.accepted_on else ""),
    )
    return tuple((term, said) for term, said in lines if said)


def _files(expertise: Expertise) -> tuple[PrintedFile, ...]:
    rows = Attachment.objects.of_kind(RESULTS, [expertise]).current().order_by("pk")
    return tuple(
        PrintedFile(one.name, one.size_text, wording.in_groups(one.digest)) for one in rows
    )


def owner(expertise: Expertise) -> Scope:
    """Return the unit's office, in whose list the document stands; the programme without one."""
    unit = expertise.unit
    if unit.office_id is None:
        return unit.programme.scope
    return Scope("office", unit.office_id)


EXPERTISE_DOCUMENT = DocumentKind(
    code=EXPERTISE_CODE,
    label="Ekspertyza",
    template="documents/expertise.html",
    build=build_expertise,
    may_read=may_read_answers,
    owner=owner,
)


def expertise_word(expertise: Expertise, at: datetime) -> bytes:
    """Return the expertise as DOCX; the same content at the same instant is the same file."""
    content = build_expertise(expertise, at)
    word = Word(content.title, content.letterhead.name, at)
    word.letterhead(content.letterhead)
    word.heading(content.title, 1)
    word.paragraph(content.kind)
    if content.watermark:
        word.paragraph("Ekspertyza czeka na przyjęcie przez koordynatora programu.")
    word.facts(content.facts)
    if content.background:
        word.heading("Tło sprawy", 2)
        word.paragraph(*content.background.splitlines())
    word.heading("Pytania i odpowiedzi", 2)
    for one in content.answers:
        word.heading(f"{one.number}. {one.question}", 3)
        word.paragraph(*one.answer.splitlines())
    word.heading("Pliki", 2)
    if content.files:
        word.table(
            ("Plik", "Rozmiar", "Skrót SHA-256"),
            [(one.name, one.size, one.digest) for one in content.files],
        )
    else:
        word.paragraph("Do ekspertyzy nie dołączono plików.")
    return word.content()
