"""Criteria of a call as they follow from an analysis, each mapped to one of the statutory six."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from contracting.analysis import concept as asked
from contracting.analysis.concept import Concept, Weighed
from contracting.calls.models import Criterion
from mkus_portal.folding import folded
from mkus_portal.web import wording

Statutory = Criterion.Statutory
GROSZ, MOST_POINTS, WHOLE = Decimal("0.01"), Decimal("9999.99"), Decimal(100)
LONGEST = 300
# words by which a criterion of the analysis is known, folded; the first that fits decides
KNOWN_BY: tuple[tuple[int, tuple[str, ...]], ...] = (
    (Statutory.IN_KIND, ("wolontari", "rzeczow", "osobow", "praca spoleczna")),
    (Statutory.OWN_FUNDS, ("wklad", "srodki wlasne", "srodkow wlasnych", "innych zrodel")),
    (Statutory.RECORD, ("dotychczas", "rzeteln", "terminow", "rozlicz", "wspolprac", "wczesniej")),
    (Statutory.COSTS, ("koszt", "kalkulac", "budzet", "cena")),
    (Statutory.QUALITY, ("jakos", "standard", "kwalifik", "dostepn", "potrzeb", "rezultat")),
    (Statutory.ABILITY, ("mozliw", "doswiadcz", "potencjal", "zasob", "kadr", "zespol")),
)
# the portal's proposal where the analysis has no criteria: points of a hundred, the rest is quality
PROPOSED: tuple[tuple[int, str, int], ...] = (
    (Statutory.ABILITY, "Możliwość realizacji zadania", 15),
    (Statutory.COSTS, "Kalkulacja kosztów", 20),
    (Statutory.IN_KIND, "Wkład rzeczowy i osobowy, w tym wolontariat", 5),
    (Statutory.RECORD, "Rzetelność i terminowość wcześniejszych zadań", 10),
)
OWN_FUNDS = (Statutory.OWN_FUNDS, "Udział środków własnych i z innych źródeł", 10)
QUALITY, STANDARD, STANDARD_POINTS = "Jakość i korzyść mieszkańców", "Zgodność ze standardem", 10


@dataclass(frozen=True, slots=True)
class DrawnCriterion:
    """A criterion, or with `parts` a group of them, whose points are theirs."""

    statutory: int
    label: str
    points: Decimal
    questions: tuple[str, ...]
    description: str = ""
    parts: tuple["DrawnCriterion", ...] = ()

    @property
    def numbered_label(self) -> str:
        """What the criterion is called in the list of what was filled."""
        return f"Kryterium: {self.label}"

    @property
    def said(self) -> str:
        """The points, the statutory criterion and the parts in one line."""
        whole = f"{wording.number(self.points)} pkt; {Statutory(self.statutory).label}"
        parts = (f"{one.label} {wording.number(one.points)} pkt" for one in self.parts)
        inside = ", ".join(parts)
        return f"{whole} ({inside})" if inside else whole


def draw_criteria(
    concept: Concept, *, is_support: bool
) -> tuple[tuple[DrawnCriterion, ...], tuple[str, ...]]:
    """Return the criteria, and the sentences about what needs a look."""
    if not concept.criteria:
        doubt = (
            "w analizie ich nie ma; portal proponuje kryteria z art. 15 ustawy, a wśród nich"
            " kryteria efektywności społecznej według ich wag – sprawdź punkty"
        )
        return _proposed(concept, is_support=is_support), (doubt,)
    found, doubts = [], []
    for one in concept.criteria:
        drawn, doubt = _known(one, is_support=is_support)
        if drawn is not None:
            found.append(drawn)
        if doubt:
            doubts.append(doubt)
    total = sum((one.points for one in found), Decimal(0))
    if found and total != WHOLE:
        doubts.append(f"punkty dają razem {wording.number(total)}, nie 100")
    doubts += _left_out(found, is_support=is_support)
    return tuple(found), tuple(doubts)


def _known(one: Weighed, *, is_support: bool) -> tuple[DrawnCriterion | None, str]:
    name = one.label or "kryterium bez nazwy"
    if not one.label or one.weight is None or not 0 < one.weight <= MOST_POINTS:
        return None, f"„{name}” pominięto: nie ma nazwy albo wagi, która jest liczbą punktów"
    points = one.weight.quantize(GROSZ, rounding=ROUND_HALF_UP)
    words = folded(one.label)
    fitting = [code for code, known in KNOWN_BY if any(word in words for word in known)]
    allowed = [code for code in fitting if is_support or code != Statutory.OWN_FUNDS]
    if fitting and not allowed:
        return None, f"„{name}” pominięto: udział środków własnych ocenia się tylko przy wspieraniu"
    doubt = "" if allowed else f"„{name}” przypisano do kryterium jakości – sprawdź"
    code = allowed[0] if allowed else Statutory.QUALITY.value
    drawn = DrawnCriterion(code, name[:LONGEST], points, (asked.CRITERIA,), one.how)
    return drawn, doubt


def _left_out(found: Sequence[DrawnCriterion], *, is_support: bool) -> list[str]:
    """Return a sentence about each statutory criterion that none of them stands for."""
    told = {one.statutory for one in found}
    wanted = [one for one in Statutory if is_support or one != Statutory.OWN_FUNDS]
    missing = [str(one.label) for one in wanted if one.value not in told]
    if not found or not missing:
        return []
    return [f"żadne nie odpowiada kryterium z art. 15 ust. 1: {'; '.join(missing)}"]


def _proposed(concept: Concept, *, is_support: bool) -> tuple[DrawnCriterion, ...]:
    rows = [*PROPOSED, *([OWN_FUNDS] if is_support else [])]
    plain = [
        DrawnCriterion(code, label, Decimal(points), (asked.CRITERIA,))
        for code, label, points in rows
    ]
    left = int(WHOLE) - sum(points for _, _, points in rows)
    return (*plain, _quality(concept, left))


def _quality(concept: Concept, points: int) -> DrawnCriterion:
    """Return the group of quality: the standard, where there is one, and the social criteria."""
    parts = []
    code = Statutory.QUALITY.value
    if concept.says(asked.STANDARD):
        part = Decimal(STANDARD_POINTS if concept.social else points)
        parts.append(DrawnCriterion(code, STANDARD, part, (asked.STANDARD,)))
    left = points - sum(int(one.points) for one in parts)
    parts += [
        DrawnCriterion(code, one.label[:LONGEST], Decimal(given), (asked.SOCIAL,))
        for one, given in zip(concept.social, shared(concept.social, left), strict=True)
        if given
    ]
    questions = tuple(dict.fromkeys(q for one in parts for q in one.questions))
    whole = Decimal(points)
    return DrawnCriterion(code, QUALITY, whole, questions or (asked.CRITERIA,), "", tuple(parts))


def shared(weighed: Sequence[Weighed], points: int) -> list[int]:
    """Return whole points by weight that come to `points`; the largest remainders go up."""
    weights = [one.weight or Decimal(0) for one in weighed]
    total = sum(weights, Decimal(0))
    if not total:
        return [0] * len(weights)
    exact = [weight * points / total for weight in weights]
    given = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda at: (given[at] - exact[at], at))
    for at in order[: points - sum(given)]:
        given[at] += 1
    return given
