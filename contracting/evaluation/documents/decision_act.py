"""The project of the executive body's act on the choice of offers, as a text to go on editing.

Before the decision it says what the commission proposes and the chosen scenarios give; after it
what was decided. The act itself is the office's: its number and date are filled in there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracting.evaluation.documents.results import BASIS
from contracting.evaluation.models import Assessment, Evaluation, Scenario
from contracting.evaluation.rules.allocation import ZERO
from contracting.evaluation.standing import TaskStanding, amounts_of, goes_on_reserve, standing_of
from mkus_portal.documents.word import Word
from mkus_portal.web import wording

State = Assessment.State
BLANK = "………………"
PLACES = (
    "Wyniki ogłasza się w Biuletynie Informacji Publicznej, na tablicy ogłoszeń w siedzibie urzędu"
    " i na jego stronie internetowej."
)
HEAD = ("Oferent", "Zadanie publiczne", "Kwota dotacji")


@dataclass(frozen=True, slots=True)
class TaskChoice:
    """What is chosen for a task: rows of bidder, title, amount; the reserve list in its order."""

    name: str
    rows: Sequence[tuple[str, str, str]]
    reserve: Sequence[tuple[str, str]]
    total: str


@dataclass(frozen=True, slots=True)
class DecisionAct:
    """Everything that the project of the act says."""

    office: str
    seat: str
    kind: str
    whose: str
    call: str
    meetings: Sequence[str]
    choices: Sequence[TaskChoice]
    empty: Sequence[str]
    number: str
    day: str


def decision_act(evaluation: Evaluation) -> DecisionAct:
    """Return the project as the evaluation stands."""
    call = evaluation.call
    office, decision = call.office, evaluation.decisions.first()
    standings = [standing_of(evaluation, task) for task in call.tasks.all()]
    return DecisionAct(
        office=office.office_name,
        seat=office.seat,
        kind=office.act_kind,
        whose=call.unit.head_title if call.unit else office.executive_title_genitive,
        call=call.title,
        meetings=[
            f"nr {one.number} z {wording.day(one.began_at)}"
            for one in evaluation.meetings.order_by("number")
        ],
        choices=[_choice(evaluation, one) for one in standings if one.ranked],
        empty=[str(one.task) for one in standings if not one.ranked],
        number=decision.act_number if decision else BLANK,
        day=wording.day(decision.act_date) if decision else BLANK,
    )


def _choice(evaluation: Evaluation, standing: TaskStanding) -> TaskChoice:
    scenario = Scenario.objects.filter(
        evaluation=evaluation, task=standing.task, is_chosen=True
    ).first()
    divided = amounts_of(scenario, standing) if scenario else {}
    rows, reserve, total = [], [], ZERO
    for ranked in standing.ranked:
        assessment = standing.by_pk[ranked.entry.pk]
        said = (assessment.offer.organisation.name, str(assessment.offer))
        if assessment.state == State.SCORED:
            proposed = assessment.proposed_grant
            amount = divided.get(assessment.pk, ZERO) if proposed is None else proposed
            waits = scenario is not None and goes_on_reserve(scenario, standing, ranked.entry)
        else:
            amount, waits = assessment.awarded_grant or ZERO, assessment.state == State.RESERVE
        if amount > ZERO:
            rows.append((*said, wording.money(amount)))
            total += amount
        elif waits:
            reserve.append(said)
    return TaskChoice(str(standing.task), rows, reserve, wording.money(total))


def act_word(act: DecisionAct, at: datetime) -> bytes:
    """Return the project as DOCX; the same content at the same instant is the same file."""
    kind = act.kind.capitalize()
    word = Word(f"{kind} w sprawie wyboru ofert – {act.call}", act.office, at)
    word.heading(f"{kind} nr {act.number} {act.whose}", 1)
    word.paragraph(f"{act.seat}, dnia {act.day}")
    word.paragraph(
        f"w sprawie wyboru ofert złożonych w otwartym konkursie ofert „{act.call}”",
        f"Na podstawie {BASIS} oraz po zapoznaniu się z opinią komisji konkursowej"
        f" (posiedzenie {', '.join(act.meetings) or BLANK}) postanawia się, co następuje:",
    )
    for number, choice in enumerate(act.choices, 1):
        word.heading(f"§ {number}. {choice.name}", 2)
        _say_choice(word, choice)
    _say_rest(word, act, len(act.choices) + 1)
    return word.content()


def _say_choice(word: Word, choice: TaskChoice) -> None:
    if choice.rows:
        word.paragraph("1. Wybiera się następujące oferty i przyznaje dotacje:")
        word.table(HEAD, choice.rows)
        word.paragraph(f"Łącznie: {choice.total}.")
    else:
        word.paragraph("1. Nie wybiera się żadnej oferty.")
    if choice.reserve:
        word.paragraph("2. Na liście rezerwowej umieszcza się, w tej kolejności:")
        rows = [(str(at), *one) for at, one in enumerate(choice.reserve, 1)]
        word.table(("Miejsce", "Oferent", "Zadanie publiczne"), rows)


def _say_rest(word: Word, act: DecisionAct, number: int) -> None:
    for task in act.empty:
        word.heading(f"§ {number}. {task}", 2)
        word.paragraph("Konkurs unieważnia się w tej części (art. 18a ust. 1 ustawy).")
        number += 1
    for sentence in (
        "Warunkiem przekazania dotacji jest zawarcie umowy.",
        PLACES,
        f"{act.kind.capitalize()} wchodzi w życie z dniem podpisania.",
    ):
        word.heading(f"§ {number}.", 2)
        word.paragraph(sentence)
        number += 1
    word.paragraph(BLANK, "(podpis)")
