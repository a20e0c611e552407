"""The line-up of a commission as the rules ask about it, and as an act freezes it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from contracting.evaluation.conflicts import (
    Bid,
    Finding,
    bar,
    bids_of,
    candidates_of,
    findings,
)
from contracting.evaluation.models import Candidate, CommissionMember, Evaluation, Recusal
from contracting.evaluation.rules.commission import Indicated, Person, line_up_gaps


@dataclass(frozen=True, slots=True)
class Place:
    """A seat as the list of the commission prints it."""

    name: str
    side: str
    function: str
    organisation: str
    is_chair: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """Whom the office proposes; a candidate brings the rest along."""

    full_name: str
    email: str
    side: str
    function: str = ""
    is_chair: bool = False
    candidate: Candidate | None = None


def of_candidate(candidate: Candidate, *, function: str = "", is_chair: bool = False) -> Proposed:
    """Return a candidate as a proposal."""
    name, email = candidate.full_name, candidate.email
    return Proposed(name, email, CommissionMember.Side.NGO, function, is_chair, candidate)


def indicated(evaluation: Evaluation, bids: Sequence[Bid]) -> list[Indicated]:
    """Return the candidates for this commission, and who of them is excluded."""
    bidding = {organisation for bid in bids for organisation in bid.organisations}
    candidates = list(candidates_of(evaluation.call))
    barred = {one.email for one in candidates if one.organisation_id in bidding}
    excluded = _excluded_from_all(evaluation, len(bids))
    return [
        Indicated(
            name=one.full_name,
            organisation=one.organisation.name,
            is_excluded=one.email in barred or one.email in excluded,
        )
        for one in candidates
    ]


def _excluded_from_all(evaluation: Evaluation, offers: int) -> set[str]:
    """Return the addresses of those who are excluded from every offer of the call."""
    counted: dict[str, set[int]] = {}
    rows = Recusal.objects.filter(member__evaluation=evaluation)
    for email, assessment in rows.values_list("member__email", "assessment"):
        counted.setdefault(email, set()).add(assessment)
    return {email for email, found in counted.items() if offers and len(found) == offers}


def people(members: Iterable[CommissionMember], found: Sequence[Finding]) -> list[Person]:
    """Return the members with what bars each of them."""
    return [
        Person(one.full_name, one.side, one.is_chair, _barred(one, bar(found, one.pk)))
        for one in members
    ]


def _barred(member: CommissionMember, sentence: str) -> str:
    return f"{member.full_name}: {sentence}" if sentence else ""


def gaps(
    evaluation: Evaluation, members: Sequence[CommissionMember], without_ngo: str, day: date
) -> list[str]:
    """Return what stands in the way of appointing these people."""
    bids = bids_of(evaluation)
    found = findings(evaluation, members, day, bids)
    return line_up_gaps(people(members, found), without_ngo, indicated(evaluation, bids))


def frozen(evaluation: Evaluation, members: Iterable[CommissionMember]) -> dict[str, Any]:
    """Return the line-up and the ground for working without NGO persons, in JSON's types."""
    places = [
        Place(
            name=one.full_name,
            side=one.get_side_display(),
            function=one.function,
            organisation=one.organisation.name if one.organisation else "",
            is_chair=one.is_chair,
        )
        for one in members
    ]
    ground = evaluation.get_without_ngo_display() if evaluation.without_ngo else ""
    return {"members": [asdict(one) for one in places], "without_ngo": ground}


def in_print(member: CommissionMember) -> tuple[bool, int, str]:
    """Return the order of lists: the chair, the body's people, the NGOs', experts; by name."""
    sides = CommissionMember.Side.values
    return (not member.is_chair, sides.index(member.side), member.full_name)
