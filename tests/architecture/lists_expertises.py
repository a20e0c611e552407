"""How one more row of the lists of expertises and experts comes about."""

from itertools import count
from typing import Any

from tests.advisory import factories as advisory
from tests.advisory.expertises import factories

_numbers = count(1)


def new_unit(people: Any) -> Any:
    """A unit that has ordered nothing."""
    number = next(_numbers)
    return advisory.make_unit(people.things["programme"], f"gmina-e{number}", f"Gmina {number}")


def the_expert(people: Any) -> Any:
    """The row of the cast's expert."""
    programme, person = people.things["programme"], people.people["expert"].user
    found = programme.experts.filter(user=person).first()
    return found or factories.make_expert(programme, "Ekspertka", person.email, person)


def add_expertise(people: Any, unit: Any = None) -> None:
    """One more expertise in the expert's hands."""
    runs = people.act("programme_coordinator")
    factories.assigned(runs, unit or new_unit(people), the_expert(people))


def add_to_one_unit(people: Any) -> None:
    """One more expertise of the one unit."""
    if "listed_unit" not in people.things:
        people.things["listed_unit"] = new_unit(people)
    add_expertise(people, people.things["listed_unit"])


def add_expert(people: Any) -> None:
    """One more expert of the programme."""
    address = f"ekspert{next(_numbers)}@lista.example"
    factories.make_expert(people.things["programme"], email=address)


# name of the list → (who reads it, how a row comes about, the example in its address)
LISTS: dict[str, tuple[Any, ...]] = {
    "expertise-list": ("programme_coordinator", add_expertise),
    "own-expertises": ("expert", add_expertise),
    "expert-list": ("programme_coordinator", add_expert, "programme"),
}
OTHER_LISTS: dict[str, tuple[Any, ...]] = {
    "programme-unit-detail": ("programme_coordinator", add_to_one_unit, "listed_unit"),
}
