"""The choice helper as data: plain questions, what an answer weighs for a type, the sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contracting.analysis.method.reading import Reader

YES, NO, UNKNOWN = "yes", "no", "unknown"
WEIGHED = (YES, NO)
ANSWERS = (*WEIGHED, UNKNOWN)
HEAVIEST = 5
MOST = 100
TEXTS: Mapping[str, frozenset[str]] = {  # the sentences, with the words that each may stand for
    "lead": frozenset(),
    "not_deciding": frozenset(),
    "nothing": frozenset(),
    "few": frozenset(),
    "weak": frozenset(),
    "tie": frozenset({"types"}),
    "close": frozenset({"first", "second"}),
    "clear": frozenset({"first"}),
    "agrees": frozenset(),
    "differs": frozenset({"first", "chosen"}),
    "shared": frozenset(),
    "no_reason": frozenset(),
    "not_kept": frozenset(),
}
BASES = ("MKUS", "P")
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one answer weighs for one type: points above zero speak for it, below against it."""

    answer: str
    commissioning_type: str
    points: int
    because: str


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """A plain question; `basis` tells whether it restates MKUS or is the portal's own."""

    code: str
    text: str
    hint: str
    basis: str
    effects: tuple[Effect, ...]

    def effects_of(self, answer: str) -> tuple[Effect, ...]:
        """Return what an answer weighs; nothing for „nie wiem” and for no answer."""
        return tuple(one for one in self.effects if one.answer == answer)


@dataclass(frozen=True, slots=True)
class ChoiceMethod:
    """All of the helper that is data.

    A type below `least_points` fits weakly, two types within `close_within` points are close, and
    below `least_answers` answers the ranking is a first impression only.
    """

    questions: tuple[ChoiceQuestion, ...]
    answers: Mapping[str, str]
    bases: Mapping[str, str]
    least_answers: int
    least_points: int
    close_within: int
    texts: Mapping[str, str]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the questions in their order."""
        return tuple(one.code for one in self.questions)

    @property
    def choices(self) -> Choices:
        """Return the answers with their labels, in the order of the page."""
        return tuple((code, self.answers[code]) for code in ANSWERS)

    def best_for(self, commissioning_type: str) -> int:
        """Return the most points that a type can reach."""
        return sum(
            max(0, *(_points(one, answer, commissioning_type) for answer in WEIGHED))
            for one in self.questions
        )


def _points(question: ChoiceQuestion, answer: str, commissioning_type: str) -> int:
    return sum(
        one.points
        for one in question.effects_of(answer)
        if one.commissioning_type == commissioning_type
    )


def read_choice(reader: "Reader", types: frozenset[str]) -> ChoiceMethod:
    """Return the content of `choice.toml`. Raises MethodError naming file and key."""
    questions = tuple(_question(one, types) for one in reader.each("question", "code"))
    codes = [one.code for one in questions]
    if twice := {code for code in codes if codes.count(code) > 1}:
        reader.fail(f"lista „question”: kod „{min(twice)}” stoi dwa razy")
    method = ChoiceMethod(
        questions=questions,
        answers=_labels(reader, "answers", ANSWERS),
        bases=_labels(reader, "bases", BASES),
        least_answers=_number(reader, "least_answers", len(questions)),
        least_points=_number(reader, "least_points", MOST),
        close_within=_number(reader, "close_within", MOST),
        texts={key: _sentence(reader, key) for key in TEXTS},
    )
    for kind in sorted(types):
        if method.best_for(kind) < method.least_points:
            reader.fail(f"klucz „least_points”: typ „{kind}” nigdy go nie osiągnie")
    reader.finish()
    return method


def _labels(reader: "Reader", key: str, codes: tuple[str, ...]) -> dict[str, str]:
    given = reader.take(key, dict)
    if set(given) != set(codes):
        reader.fail(f"klucz „{key}”: brakuje albo nie ma takiego: „{min(set(given) ^ set(codes))}”")
    if not all(isinstance(one, str) and one.strip() for one in given.values()):
        reader.fail(f"klucz „{key}” ma złą wartość")
    return dict(given)


def _sentence(reader: "Reader", key: str) -> str:
    text: str = reader.take(key, str)
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        reader.fail(f"klucz „{key}”: niedomknięty nawias")
    if unknown := names - TEXTS[key]:
        reader.fail(f"klucz „{key}”: nie ma słowa „{{{min(unknown)}}}”")
    return text


def _number(reader: "Reader", key: str, most: int) -> int:
    value: int = reader.take(key, int)
    if isinstance(value, bool) or not 1 <= value <= most:
        reader.fail(f"klucz „{key}” to liczba całkowita od 1 do {most}")
    return value


def _question(reader: "Reader", types: frozenset[str]) -> ChoiceQuestion:
    code = reader.take("code", str)
    basis = reader.take("basis", str)
    if basis not in BASES:
        reader.fail(f"klucz „basis”: nieznane źródło „{basis}”")
    effects = tuple(_effect(one, types) for one in reader.each("effect", "type"))
    pairs = [(one.answer, one.commissioning_type) for one in effects]
    if len(set(pairs)) != len(pairs):
        reader.fail("lista „effect”: jedna odpowiedź waży dla typu dwa razy")
    question = ChoiceQuestion(
        code=code,
        text=reader.take("text", str),
        hint=reader.take("hint", str),
        basis=basis,
        effects=effects,
    )
    reader.finish()
    return question


def _effect(reader: "Reader", types: frozenset[str]) -> Effect:
    kind, answer = reader.take("type", str), reader.take("answer", str)
    if kind not in types:
        reader.fail(f"klucz „type”: nie ma typu „{kind}”")
    if answer not in WEIGHED:
        reader.fail(f"klucz „answer”: odpowiedź „{answer}” nie może ważyć")
    points: int = reader.take("points", int)
    if isinstance(points, bool) or not points or not -HEAVIEST <= points <= HEAVIEST:
        reader.fail(f"klucz „points” to liczba od −{HEAVIEST} do {HEAVIEST}, różna od zera")
    effect = Effect(answer, kind, points, reader.take("because", str))
    reader.finish()
    return effect
