"""How one more row of the lists of surveys and of links comes about."""

from itertools import count
from typing import Any

from contracting.surveys import actions
from contracting.surveys.models import Survey
from tests.contracting.surveys import factories

_numbers = count(1)


def add_survey(people: Any) -> Survey:
    """One more survey with answers."""
    return factories.make_closed(people.act("clerk", factories.WROTE), answers=2)


def add_link(people: Any) -> None:
    """One more link of the one survey."""
    act = people.act("clerk", factories.WROTE)
    if "listed_survey" not in people.things:
        people.things["listed_survey"] = factories.make_open(act, is_anonymous=False)
    survey = Survey.objects.get(pk=people.things["listed_survey"].pk)
    actions.invite(act, survey, [f"osoba{next(_numbers)}@lista.example"])


# name of the list → (who reads it, how a row comes about, the example in its address)
LISTS: dict[str, tuple[Any, ...]] = {
    "survey-list": ("clerk", add_survey),
    "survey-links": ("clerk", add_link, "listed_survey"),
}
