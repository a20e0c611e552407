"""The minutes of a meeting, as PDF and as a text that the office can go on editing."""

from dataclasses import dataclass
from datetime import datetime

from contracting.evaluation.meeting_board import MeetingBoard, TaskLines, VoteLine, board_of
from contracting.evaluation.models import Evaluation, Meeting, Recusal, SpreadNote
from contracting.evaluation.scoring_permissions import may_read_minutes
from mkus_portal.act import Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.documents.word import Word
from mkus_portal.web import wording

MINUTES_CODE = "commission_minutes"


@dataclass(frozen=True, slots=True)
class Person:
    """A member in the list of presence."""

    name: str
    side: str
    function: str
    presence: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A vote in the minutes."""

    number: str
    bidder: str
    title: str
    asked: str
    points: str
    votes: str
    proposed: str
    remarks: str


@dataclass(frozen=True, slots=True)
class TaskPart:
    """A task with its votes, its pool and the scenario that was chosen for it."""

    name: str
    rows: tuple[OfferRow, ...]
    pool: str
    scenario: str
    scenario_reason: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that the minutes print."""

    letterhead: Letterhead
    watermark: str
    title: str
    call: str
    facts: tuple[tuple[str, str], ...]
    people: tuple[Person, ...]
    quorum: str
    without_ngo: str
    recusals: tuple[tuple[str, str, str], ...]
    rules: str
    tasks: tuple[TaskPart, ...]
    spreads: tuple[tuple[str, str], ...]
    notes: str
    remarks: str
    signing: tuple[str, ...]


def build_minutes(meeting: Meeting, asked_at: datetime) -> Minutes:
    """Return the minutes of the meeting as it stands; of a closed one the same at any instant."""
    evaluation = meeting.evaluation
    office = evaluation.call.office
    board = board_of(meeting)
    there = [one.member for one in board.attendances if one.is_present]
    is_open = meeting.state == Meeting.State.OPEN
    return Minutes(
        letterhead=Letterhead(office.name, (office.office_name,), office.seat),
        watermark="PROJEKT" if is_open else "",
        title=f"Protokół z posiedzenia nr {meeting.number} komisji konkursowej",
        call=evaluation.call.title,
        facts=tuple(_facts(meeting)),
        people=tuple(
            Person(
                name=str(one.member),
                side=one.member.get_side_display(),
                function="przewodniczący komisji" if one.member.is_chair else one.member.function,
                presence="obecny/a" if one.is_present else "nieobecny/a",
            )
            for one in board.attendances
        ),
        quorum=_quorum(board, evaluation.quorum),
        without_ngo=_without_ngo(evaluation),
        recusals=tuple(_recusals(evaluation)),
        rules=_rules(evaluation),
        tasks=tuple(_task_part(evaluation, one) for one in board.tasks),
        spreads=tuple(
            (one.assessment.offer.number, one.reason)
            for one in SpreadNote.objects.filter(assessment__evaluation=evaluation)
            .select_related("assessment__offer")
            .order_by("assessment__offer__number")
        ),
        notes=meeting.notes,
        remarks=meeting.remarks,
        signing=tuple(str(one) for one in there),
    )


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    acts = "; ".join(
        f"{one.number} z {wording.day(one.date)} ({one.signatory})"
        for one in meeting.evaluation.acts.order_by("recorded_at", "pk")
    )
    return [
        ("Miejsce", meeting.place),
        ("Początek", wording.instant(meeting.began_at)),
        ("Koniec", wording.instant(meeting.ended_at)),
        ("Akt powołania komisji", acts or "–"),
    ]


def _quorum(board: MeetingBoard, percent: int) -> str:
    is_there = "jest" if board.has_quorum else "nie ma"
    return (
        f"Obecnych: {board.present} z {board.line_up} osób z prawem głosu. Kworum"
        f" ({percent}% składu, czyli {board.needed}) {is_there}."
    )


def _without_ngo(evaluation: Evaluation) -> str:
    if not evaluation.without_ngo:
        return ""
    return str(evaluation.get_without_ngo_display())


def _recusals(evaluation: Evaluation) -> list[tuple[str, str, str]]:
    rows = Recusal.objects.filter(member__evaluation=evaluation)
    rows = rows.select_related("member", "assessment__offer")
    return [
        (str(one.member), one.assessment.offer.number, one.get_ground_display())
        for one in rows.order_by("member__full_name", "assessment__offer__number")
    ]


def _rules(evaluation: Evaluation) -> str:
    if evaluation.collective_card:
        return "Punkty oferty komisja ustaliła wspólnie, na jednej karcie każdej oferty."
    return (
        f"Punkty oferty: {evaluation.get_counting_display()}. Kart na ofertę co najmniej:"
        f" {evaluation.cards_needed}. Dodatkowa opinia, gdy oceny różnią się o więcej niż"
        f" {evaluation.spread_alarm}% punktów."
    )


def _task_part(evaluation: Evaluation, one: TaskLines) -> TaskPart:
    scenario = evaluation.scenarios.filter(task=one.task, is_chosen=True).first()
    left = one.pool.left
    pool = f"Pula: {wording.money(one.pool.pool)}. Zaproponowano: "
    pool += f"{wording.money(one.pool.proposed)}."
    if left is not None:
        word = "Ponad pulę" if left < 0 else "Pozostaje"
        pool += f" {word}: {wording.money(abs(left))}."
    return TaskPart(
        name=str(one.task),
        rows=tuple(_row(line) for line in one.lines),
        pool=pool,
        scenario=f"{scenario} ({scenario.get_cut_display()})" if scenario else "",
        scenario_reason=scenario.reason if scenario else "",
    )


def _row(line: VoteLine) -> OfferRow:
    offer, vote = line.assessment.offer, line.vote
    remarks = []
    if vote is not None and vote.excluded:
        remarks.append(f"Nie głosowali (wyłączeni): {', '.join(vote.excluded)}.")
    if vote is not None and vote.reason:
        remarks.append(vote.reason)
    return OfferRow(
        number=offer.number,
        bidder=str(offer.organisation),
        title=str(offer),
        asked=wording.money(offer.grant),
        points=wording.number(line.assessment.points),
        votes=(
            f"za {vote.votes_for}, przeciw {vote.votes_against}, wstrzymało się {vote.abstained}"
            if vote is not None
            else "głosowano na innym posiedzeniu"
        ),
        proposed=wording.money(vote.proposed_grant if vote else line.assessment.proposed_grant),
        remarks=" ".join(remarks),
    )


def owner(meeting: Meeting) -> Scope:
    """Return the office in whose list the minutes stand."""
    return Scope("office", meeting.evaluation.call.office_id)


MINUTES = DocumentKind(
    code=MINUTES_CODE,
    label="Protokół z posiedzenia komisji konkursowej",
    template="documents/commission_minutes.html",
    build=build_minutes,
    may_read=may_read_minutes,
    owner=owner,
)

VOTE_HEAD = ("Oferta", "Wnioskowana kwota", "Punkty", "Głosy", "Proponowana kwota", "Uwagi")


def word_of(minutes: Minutes, at: datetime) -> bytes:
    """Return the minutes as a DOCX file; the same content at the same instant is the same file."""
    word = Word(f"{minutes.title} – {minutes.call}", minutes.letterhead.name, at)
    word.letterhead(minutes.letterhead)
    word.heading(minutes.title, 1)
    word.paragraph(f"Otwarty konkurs ofert: {minutes.call}")
    if minutes.watermark:
        word.paragraph("PROJEKT – posiedzenie trwa, protokół nie jest ostateczny.")
    word.facts(minutes.facts)
    word.heading("Skład komisji i obecność", 2)
    word.table(
        ("Imię i nazwisko", "Kogo reprezentuje", "Funkcja", "Obecność"),
        [(one.name, one.side, one.function, one.presence) for one in minutes.people],
    )
    word.paragraph(minutes.quorum)
    if minutes.without_ngo:
        word.paragraph(
            f"Komisja działa bez osób wskazanych przez organizacje: {minutes.without_ngo}."
        )
    word.heading("Wyłączenia", 2)
    if minutes.recusals:
        word.table(("Członek komisji", "Oferta", "Podstawa"), minutes.recusals)
    else:
        word.paragraph("Nikt nie jest wyłączony z oceny żadnej oferty.")
    _word_votes(word, minutes)
    for title, text in (
        ("Przebieg posiedzenia", minutes.notes),
        ("Zdania odrębne i uwagi", minutes.remarks or "Nie zgłoszono."),
    ):
        if text:
            word.heading(title, 2)
            word.paragraph(*text.split("\n"))
    word.heading("Podpisy obecnych", 2)
    word.table(("Imię i nazwisko", "Podpis"), [(name, "") for name in minutes.signing])
    return word.content()


def _word_votes(word: Word, minutes: Minutes) -> None:
    word.heading("Ocena ofert i głosowania", 2)
    word.paragraph(minutes.rules)
    if not minutes.tasks:
        word.paragraph("Na tym posiedzeniu nie głosowano nad ofertami.")
    for part in minutes.tasks:
        word.heading(part.name, 3)
        rows = [
            (
                f"{one.number}, {one.bidder}: {one.title}",
                one.asked,
                one.points,
                one.votes,
                one.proposed,
                one.remarks,
            )
            for one in part.rows
        ]
        word.table(VOTE_HEAD, rows)
        word.paragraph(part.pool)
        if part.scenario:
            word.paragraph(f"Wybrany wariant podziału: {part.scenario}.", part.scenario_reason)
    for number, reason in minutes.spreads:
        word.paragraph(f"Rozbieżność ocen oferty {number}: {reason}")
