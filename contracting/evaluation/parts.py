"""The pages of one evaluation, beside each other: who sees which."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from contracting.evaluation.models import COMMISSION_ROLES, OFFICE_READERS, Evaluation
from contracting.evaluation.permissions import seat_of
from mkus_portal.act import Act


@dataclass(frozen=True, slots=True)
class Part:
    """A page of an evaluation: its label, its name, for whom."""

    label: str
    url_name: str
    shown: Callable[[Act, Evaluation], bool]


def for_office(act: Act, evaluation: Evaluation) -> bool:
    """Whether the page is the office's."""
    return act.holds(*OFFICE_READERS)


def for_all(act: Act, evaluation: Evaluation) -> bool:
    """Whether the page is for everybody who sees the evaluation: the commission too."""
    return True


def for_member(act: Act, evaluation: Evaluation) -> bool:
    """Whether the page is of those who score."""
    return act.holds("commission_member")


def for_leader(act: Act, evaluation: Evaluation) -> bool:
    """Whether the page is the office's and the chair's."""
    seat = seat_of(act, evaluation)
    return for_office(act, evaluation) or (seat is not None and seat.is_chair)


def for_commission(act: Act, evaluation: Evaluation) -> bool:
    """Whether the page is a member's own."""
    return act.holds(*COMMISSION_ROLES)


PARTS = (
    Part("Przebieg", "evaluation-detail", for_all),
    Part("Warunki formalne", "formal-conditions", for_office),
    Part("Ocena formalna", "formal-list", for_office),
    Part("Braki formalne", "formal-defects", for_office),
    Part("Komisja", "commission-detail", for_office),
    Part("Bezstronność", "impartiality", for_commission),
    Part("Moje karty", "evaluation-cards", for_member),
    Part("Punktacja", "evaluation-scoring", for_leader),
    Part("Posiedzenia", "evaluation-meetings", for_all),
    Part("Ranking i podział", "evaluation-ranking", for_leader),
    Part("Wyniki", "evaluation-results", for_office),
)


def links(act: Act, evaluation: Evaluation, here: str) -> list[tuple[str, str, bool]]:
    """Return the pages for the act as tabs; `here` is the name of the one that is shown."""
    return [
        (part.label, reverse(part.url_name, args=(evaluation.pk,)), part.url_name == here)
        for part in PARTS
        if part.shown(act, evaluation)
    ]


LISTS = (
    ("Oceny konkursów", "evaluation-list"),
    ("Nabory do komisji", "office-recruitment-list"),
    ("Żądania uzasadnienia", "reasons-list"),
)


def lists(act: Act, here: str) -> list[tuple[str, str, bool]]:
    """Return the office's lists of this room as tabs; a commission has the first one alone."""
    if not act.holds(*OFFICE_READERS):
        return []
    return [(label, reverse(name), name == here) for label, name in LISTS]
