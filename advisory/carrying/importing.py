"""Bringing in a whole programme, its consultations, its events: all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.carrying.checking import (
    faults_of_assignments,
    faults_of_consultations,
    faults_of_events,
    faults_of_expertises,
    overlaps,
    unknown_codes,
)
from advisory.carrying.clearing import clear_programme
from advisory.carrying.permissions import may_carry_in
from advisory.carrying.sheets import (
    ASSIGNMENTS,
    CONSULTATIONS,
    EVENTS,
    EXPERTISES,
    SHEETS,
    Fault,
    Row,
    Sheet,
    read_sheet,
)
from advisory.carrying.writing import (
    write_advisers,
    write_assignments,
    write_consultations,
    write_events,
    write_expertises,
    write_units,
)
from advisory.events.models import Participant
from advisory.plans.actions import plan_on_agreement
from advisory.programmes.models import Programme, Unit
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist

LIMIT = 5
KNOWN = "„{code}” już jest w programie."
LISTED = (
    "„{code}” ma w portalu listę uczestników, więc liczby z wykazu policzyłyby te osoby drugi raz."
    " Usuń ten wiersz, a wydarzenie popraw w portalu."
)
TAKEN = "Kod „{code}” jest już zajęty. Aby zastąpić cały program, dodaj --replace."


class CarryingError(Exception):
    """The lists cannot be taken; `faults` says why, place by place."""

    def __init__(self, faults: Sequence[Fault | str]) -> None:
        super().__init__("\n".join(str(one) for one in faults))
        self.faults = list(faults)


def refuse(*faults: Fault | str) -> NoReturn:
    """Say what is wrong. Raises CarryingError."""
    raise CarryingError(faults)


@dataclass(frozen=True, slots=True)
class Carried:
    """What came in: how many rows of each list, and what is odd about them without being wrong."""

    programme: Programme
    counts: Mapping[str, int]
    warnings: tuple[str, ...]


def read_programme(files: Mapping[str, str]) -> tuple[dict[str, list[Row]], list[Fault]]:
    """Read all six lists (`units` … → the text of the file), with everything that is wrong."""
    lists: dict[str, list[Row]] = {}
    faults: list[Fault] = []
    for sheet in SHEETS:
        rows, found = read_sheet(sheet, files[sheet.name])
        lists[sheet.name] = rows
        faults += found
    return lists, faults


def check_programme(lists: Mapping[str, Sequence[Row]]) -> list[Fault]:
    """Return where the lists do not fit each other."""
    units = {row.given["code"] for row in lists["units"]}
    advisers = {row.given["code"] for row in lists["advisers"]}
    faults = []
    for sheet in (ASSIGNMENTS, CONSULTATIONS, EXPERTISES):
        faults += unknown_codes(sheet, lists[sheet.name], "unit_code", units)
    for sheet in (ASSIGNMENTS, CONSULTATIONS):
        faults += unknown_codes(sheet, lists[sheet.name], "adviser_code", advisers)
    faults += unknown_codes(EVENTS, lists["events"], "unit_codes", units)
    return [
        *faults,
        *faults_of_assignments(lists["assignments"]),
        *faults_of_consultations(lists["consultations"]),
        *faults_of_events(lists["events"]),
        *faults_of_expertises(lists["expertises"], LIMIT),
    ]


@transaction.atomic
def import_programme(
    act: Act, files: Mapping[str, str], code: str, *, name: str = "", replace: bool = False
) -> Carried:
    """Make a programme from its six lists, or replace one that was brought in the same way.

    Raises CarryingError with every fault and its place: then nothing is kept. A programme in which
    somebody has already worked is not replaced.
    """
    lists, faults = read_programme(files)
    if not faults:
        faults = check_programme(lists)
    if faults:
        refuse(*faults)
    programme, planned = _programme(act, code, name, replace=replace)
    days = [row.given["date"] for row in lists["consultations"]]
    days += [row.given["date_from"] for row in lists["events"]]
    days += [row.given["date_to"] for row in lists["events"]]
    programme.starts_on, programme.ends_on = min(days, default=None), max(days, default=None)
    programme.save(update_fields=["starts_on", "ends_on"])
    units = write_units(act, programme, lists["units"])
    advisers = write_advisers(programme, lists["advisers"])
    write_assignments(units, advisers, lists["assignments"])
    write_consultations(act, units, advisers, lists["consultations"])
    write_events(act, programme, units, lists["events"])
    write_expertises(units, lists["expertises"])
    for one in planned:
        if one in units:
            plan_on_agreement(act, units[one])
    counts = {sheet.name: len(lists[sheet.name]) for sheet in SHEETS}
    return Carried(programme, counts, tuple(overlaps(lists["consultations"])))


def _programme(act: Act, code: str, name: str, *, replace: bool) -> tuple[Programme, Sequence[str]]:
    """Return the programme, empty, and the codes of the units that had a plan."""
    found = Programme.objects.filter(code=code).first()
    if found is None:
        programme = Programme(code=code, name=name or code)
        insist(may_carry_in(act, programme))
        try:
            programme.full_clean()
        except ValidationError as error:
            refuse(*error.messages)
        programme.save()
        return programme, ()
    hold(found)
    insist(may_carry_in(act, found))
    if not replace:
        refuse(TAKEN.format(code=code))
    reasons, planned = clear_programme(act, found)
    if reasons:
        refuse(*reasons)
    if name:
        found.name = name
        found.save(update_fields=["name"])
    return found, planned


def parse_consultations(programme: Programme, text: str) -> tuple[list[Row], list[Fault]]:
    """Read a list of consultations against the programme's units and advisers; two queries."""
    rows, faults = read_sheet(CONSULTATIONS, text)
    units = set(programme.units.values_list("code", flat=True))
    advisers = set(programme.advisers.values_list("code", flat=True))
    return rows, [
        *faults,
        *unknown_codes(CONSULTATIONS, rows, "unit_code", units),
        *unknown_codes(CONSULTATIONS, rows, "adviser_code", advisers),
        *faults_of_consultations(rows),
    ]


def parse_events(
    programme: Programme, text: str, *, replace: bool = False
) -> tuple[list[Row], list[Fault]]:
    """Read a list of events against the programme's units and codes; two queries."""
    rows, faults = read_sheet(EVENTS, text)
    units = set(programme.units.values_list("code", flat=True))
    faults = [*faults, *unknown_codes(EVENTS, rows, "unit_codes", units), *faults_of_events(rows)]
    if not replace:
        known = set(programme.events.values_list("code", flat=True))
        faults += [
            Fault(
                EVENTS.file_name, row.place, "code", f"„{row.given['code']}” już jest w programie."
            )
            for row in rows
            if row.given["code"] in known
        ]
        return rows, faults
    listed = Participant.objects.filter(event__programme=programme)
    with_list = set(listed.values_list("event__code", flat=True))
    faults += [
        Fault(EVENTS.file_name, row.place, "code", LISTED.format(code=row.given["code"]))
        for row in rows
        if row.given["code"] in with_list
    ]
    return rows, faults


@transaction.atomic
def import_consultations(act: Act, programme: Programme, text: str) -> Carried:
    """Add a list of consultations. Raises Refused, CarryingError: then nothing is kept."""
    _hold(act, programme)
    rows = _whole(CONSULTATIONS, *parse_consultations(programme, text))
    advisers = {one.code: one for one in programme.advisers.all()}
    write_consultations(act, _units(programme), advisers, rows)
    return Carried(programme, {CONSULTATIONS.name: len(rows)}, tuple(overlaps(rows)))


@transaction.atomic
def import_events(act: Act, programme: Programme, text: str, *, replace: bool = False) -> Carried:
    """Add a list of events; with `replace` those whose code exists get the new words and numbers.

    Raises Refused, CarryingError: then nothing is kept.
    """
    _hold(act, programme)
    rows = _whole(EVENTS, *parse_events(programme, text, replace=replace))
    write_events(act, programme, _units(programme), rows)
    return Carried(programme, {EVENTS.name: len(rows)}, ())


def _hold(act: Act, programme: Programme) -> None:
    hold(programme)
    insist(may_carry_in(act, programme))


def _whole(sheet: Sheet, rows: list[Row], faults: list[Fault]) -> list[Row]:
    """Return the rows of a list without faults. Raises CarryingError."""
    if faults:
        refuse(*faults)
    if not rows:
        refuse(Fault(sheet.file_name, 0, "", "pod nagłówkami nie ma żadnego wiersza."))
    return rows


def _units(programme: Programme) -> dict[str, Unit]:
    return {one.code: one for one in programme.units.all()}
