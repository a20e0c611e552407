"""Ranking the types by the helper's answers: pure calculation, with a reason for every point."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from contracting.analysis.method import ChoiceMethod, CommissioningHints
from contracting.analysis.method.choice import WEIGHED

AGREES, DIFFERS, SHARED = "agrees", "differs", "shared"


@dataclass(frozen=True, slots=True)
class ChoiceReason:
    """What one answer weighed for a type: the question, the answer, the points, the sentence."""

    code: str
    question: str
    answer: str
    points: int
    because: str

    @property
    def signed(self) -> str:
        """Return the points with their sign: +3, −1."""
        return f"+{self.points}" if self.points > 0 else f"−{-self.points}"


@dataclass(frozen=True, slots=True)
class RankedType:
    """A type in the ranking; `place` is shared by types with as many points."""

    code: str
    label: str
    place: int
    points: int
    best: int
    reasons_for: tuple[ChoiceReason, ...]
    reasons_against: tuple[ChoiceReason, ...]

    @property
    def said(self) -> str:
        """Return the points with a proper minus."""
        return str(self.points) if self.points >= 0 else f"−{-self.points}"


@dataclass(frozen=True, slots=True)
class Ranking:
    """All types in their order, how many answers weighed, and what is to be said about it."""

    types: tuple[RankedType, ...]
    answered: int
    asked: int
    notes: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """Whether any answer weighed."""
        return self.answered > 0

    @property
    def leaders(self) -> tuple[RankedType, ...]:
        """Return the types on the first place; none while nothing was answered."""
        return tuple(one for one in self.types if self.says_something and one.place == 1)

    def of(self, commissioning_type: str) -> RankedType:
        """Return a type's place in the ranking. Raises KeyError for an unknown one."""
        return {one.code: one for one in self.types}[commissioning_type]


def rank(
    method: ChoiceMethod, types: Mapping[str, CommissioningHints], answers: Mapping[str, str]
) -> Ranking:
    """Return the ranking; the order in which the answers were given means nothing.

    An answer „nie wiem”, none at all, or one of an unknown question weighs nothing.
    """
    weighed = {code: answers.get(code, "") for code in method.codes}
    answered = sum(answer in WEIGHED for answer in weighed.values())
    found = [_ranked(method, types[code], weighed) for code in types]
    scores = sorted((one.points for one in found), reverse=True)
    placed = tuple(
        RankedType(
            code=one.code,
            label=one.label,
            place=scores.index(one.points) + 1,
            points=one.points,
            best=one.best,
            reasons_for=one.reasons_for,
            reasons_against=one.reasons_against,
        )
        for one in sorted(found, key=lambda one: -one.points)
    )
    return Ranking(placed, answered, len(method.codes), _notes(method, placed, answered))


def frozen(ranking: Ranking) -> dict[str, Any]:
    """Return the ranking as JSON keeps it."""
    return asdict(ranking)


def thawed(kept: Mapping[str, Any]) -> Ranking | None:
    """Return a kept ranking; None where none was kept."""
    if not kept:
        return None
    types = tuple(
        RankedType(
            **one
            | {
                side: tuple(ChoiceReason(**reason) for reason in one[side])
                for side in ("reasons_for", "reasons_against")
            }
        )
        for one in kept["types"]
    )
    return Ranking(types, kept["answered"], kept["asked"], tuple(kept["notes"]))


def stand_of(ranking: Ranking, commissioning_type: str) -> str:
    """Return how the chosen type stands to the ranking; empty while nothing was answered."""
    leaders = {one.code for one in ranking.leaders}
    if not leaders:
        return ""
    if commissioning_type not in leaders:
        return DIFFERS
    return AGREES if len(leaders) == 1 else SHARED


def stand_words(method: ChoiceMethod, ranking: Ranking, commissioning_type: str) -> str:
    """Say whether the chosen type is the one on the first place; empty for no ranking."""
    stand = stand_of(ranking, commissioning_type)
    if not stand:
        return ""
    chosen = ranking.of(commissioning_type).label
    return method.texts[stand].format(first=_listed(ranking.leaders), chosen=f"„{chosen}”")


def _ranked(
    method: ChoiceMethod, hints: CommissioningHints, answers: Mapping[str, str]
) -> RankedType:
    reasons = [
        ChoiceReason(
            one.code, one.text, method.answers[answers[one.code]], effect.points, effect.because
        )
        for one in method.questions
        for effect in one.effects_of(answers[one.code])
        if effect.commissioning_type == hints.code
    ]
    return RankedType(
        code=hints.code,
        label=hints.label,
        place=0,
        points=sum(one.points for one in reasons),
        best=method.best_for(hints.code),
        reasons_for=tuple(one for one in reasons if one.points > 0),
        reasons_against=tuple(one for one in reasons if one.points < 0),
    )


def _notes(method: ChoiceMethod, types: tuple[RankedType, ...], answered: int) -> tuple[str, ...]:
    """Return what is to be said: nothing yet, few answers, weak, a tie, a close result, clear."""
    texts = method.texts
    if not answered:
        return (texts["nothing"],)
    leaders = tuple(one for one in types if one.place == 1)
    notes = [texts["few"]] if answered < method.least_answers else []
    if leaders[0].points < method.least_points:
        notes.append(texts["weak"])
    following = types[len(leaders) :]
    if len(leaders) > 1:
        notes.append(texts["tie"].format(types=_listed(leaders)))
    elif following and leaders[0].points - following[0].points <= method.close_within:
        notes.append(_close(texts["close"], leaders, following))
    elif leaders[0].points >= method.least_points:
        notes.append(texts["clear"].format(first=_listed(leaders)))
    return tuple(notes)


def _close(
    sentence: str, leaders: tuple[RankedType, ...], following: tuple[RankedType, ...]
) -> str:
    return sentence.format(first=_listed(leaders), second=_listed(following[:1]))


def _listed(types: tuple[RankedType, ...]) -> str:
    """Return the labels as one list: „A”, „B” i „C”."""
    labels = [f"„{one.label}”" for one in types]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} i {labels[-1]}"
