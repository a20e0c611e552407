"""The choice of a type as pages and the report show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracting.analysis.content import method_of
from contracting.analysis.method import ChoiceMethod
from contracting.analysis.method.choice import ANSWERS, UNKNOWN
from contracting.analysis.models import Analysis, TypeChoice
from contracting.analysis.rules.choice import Ranking, stand_words, thawed


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer of a question: its value, label, and whether it is the one given."""

    value: str
    label: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of the helper with its answers."""

    code: str
    text: str
    hint: str
    basis: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class WeightRow:
    """What the answer to one question weighed for every type, in the ranking's order."""

    question: str
    answer: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoicePart:
    """Why this type: the ranking when it was kept, the team's reason, whether the two differ."""

    ranking: Ranking | None
    reason: str
    stand: str
    missing: str
    weights: tuple[WeightRow, ...]


def question_views(method: ChoiceMethod, answers: Mapping[str, str]) -> tuple[QuestionView, ...]:
    """Return the questions with the answers given so far."""
    return tuple(
        QuestionView(
            one.code,
            one.text,
            one.hint,
            method.bases[one.basis],
            tuple(
                AnswerView(value, label, answers.get(one.code) == value)
                for value, label in method.choices
            ),
        )
        for one in method.questions
    )


def given_answers(method: ChoiceMethod, posted: Mapping[str, str]) -> dict[str, str]:
    """Return the answers among what was sent; what is no answer of a question is left out."""
    return {code: posted[code] for code in method.codes if posted.get(code) in ANSWERS}


def packed(answers: Mapping[str, str]) -> str:
    """Return answers as one short text, to be carried from page to page: C01-yes.C02-no."""
    return ".".join(f"{code}-{answer}" for code, answer in answers.items())


def unpacked(method: ChoiceMethod, text: str) -> dict[str, str]:
    """Return the answers that such a text carries; anything else in it is left out."""
    pairs = (one.partition("-") for one in text.split("."))
    return given_answers(method, {code: answer for code, _, answer in pairs})


def weight_rows(
    method: ChoiceMethod, ranking: Ranking, answers: Mapping[str, str]
) -> tuple[WeightRow, ...]:
    """Return, for each answered question, what it weighed for each type."""
    rows = []
    for one in method.questions:
        answer = answers.get(one.code, "")
        if not answer:
            continue
        found = {effect.commissioning_type: effect.points for effect in one.effects_of(answer)}
        points = tuple(_signed(found.get(kind.code, 0)) for kind in ranking.types)
        rows.append(WeightRow(one.text, method.answers[answer], points))
    return tuple(rows)


def _signed(points: int) -> str:
    if not points:
        return "0"
    return f"+{points}" if points > 0 else f"−{-points}"


def choice_of(analysis: Analysis) -> TypeChoice | None:
    """Return the kept choice; None where nobody has kept one."""
    return TypeChoice.objects.filter(analysis=analysis).first()


def choice_part(analysis: Analysis) -> ChoicePart:
    """Return the report's „why this type”."""
    method = method_of(analysis).choice
    row = choice_of(analysis)
    if row is None:
        return ChoicePart(None, "", "", method.texts["not_kept"], ())
    ranking = thawed(row.ranking)
    stand = stand_words(method, ranking, analysis.commissioning_type) if ranking else ""
    known = {code: answer for code, answer in row.answers.items() if answer != UNKNOWN}
    return ChoicePart(
        ranking=ranking,
        reason=row.reason or method.texts["no_reason"],
        stand=stand,
        missing="",
        weights=weight_rows(method, ranking, known) if ranking else (),
    )
