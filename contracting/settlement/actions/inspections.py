"""Inspections planned, authorised, carried out, cancelled."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.contracts.models import Contract
from contracting.settlement.documents.inspections import AUTHORISATION_DOCUMENT
from contracting.settlement.letters import inspections as letters
from contracting.settlement.models import Inspection
from contracting.settlement.permissions.inspections import (
    may_change_plan,
    may_plan_inspection,
    may_prepare_authorisation,
)
from contracting.settlement.protocol import authorisation_of, place_of
from contracting.settlement.rules.inspections import Team
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.locking import hold
from mkus_portal.verdict import ALLOWED, Verdict, insist, refused
from mkus_portal.workflow.engine import perform

EVERYTHING = [one.value for one in Inspection.Subject]


def has_words(text: str, sentence: str) -> Verdict:
    """Ask for words; `sentence` says for which."""
    return ALLOWED if text.strip() else refused(sentence)


@transaction.atomic
def plan_inspection(act: Act, contract: Contract, **columns: Any) -> Inspection:
    """Plan an inspection of a contract; the contractor does not learn of it. Raises Refused.

    `columns` are the inspection's own; the scope is all of art. 17 unless it is said.
    """
    hold(contract)
    insist(may_plan_inspection(act, contract))
    inspection = Inspection(
        contract=contract,
        **{"subjects": EVERYTHING, **columns},
        planned_at=act.at,
        planned_by_id=act.user,
    )
    _save(inspection)
    letters.ask_for_inspection_step(act, inspection)
    return inspection


def _save(inspection: Inspection) -> None:
    """Save the plan. Raises ValidationError for a day outside its month and an empty scope."""
    planned = inspection.planned_on
    month = (inspection.planned_year, inspection.planned_month)
    if planned is not None and (planned.year, planned.month) != month:
        raise ValidationError({"planned_on": "Ten dzień jest poza wybranym miesiącem."})
    if not set(inspection.subjects) & set(EVERYTHING):
        raise ValidationError({"subjects": "Wybierz co najmniej jeden zakres kontroli."})
    inspection.full_clean()
    inspection.save()


@transaction.atomic
def plan_year(act: Act, contracts: Mapping[Contract, int], year: int) -> list[Inspection]:
    """Plan inspections of several contracts in a year: a month for each. Raises Refused.

    A contract that somebody has put into the year's plan meanwhile is refused with its number.
    """
    insist(ALLOWED if contracts else refused("Wybierz miesiąc co najmniej jednej umowie."))
    made = []
    for contract, month in sorted(contracts.items(), key=lambda one: one[0].pk):
        hold(contract)
        if contract.state != Contract.State.IN_FORCE:
            insist(refused(f"Umowa nr {contract.number} już nie obowiązuje."))
        if planned_in(contract, year):
            insist(refused(f"Umowa nr {contract.number} ma już kontrolę w planie na {year} r."))
        made.append(plan_inspection(act, contract, planned_year=year, planned_month=month))
    return made


def planned_in(contract: Contract, year: int) -> bool:
    """Whether a contract has an inspection in a year's plan."""
    rows = Inspection.objects.filter(contract=contract, planned_year=year)
    return rows.exclude(state=Inspection.State.CANCELLED).exists()


@transaction.atomic
def change_plan(
    act: Act, inspection: Inspection, based_on: int | None = None, **columns: Any
) -> Inspection:
    """Change the plan of an inspection that is not announced yet. Raises Refused, Overtaken."""
    hold(inspection)
    insist(may_change_plan(act, inspection))
    inspection.step(based_on)
    for name, value in columns.items():
        setattr(inspection, name, value)
    _save(inspection)
    letters.ask_for_inspection_step(act, inspection)
    return inspection


@transaction.atomic
def prepare_authorisation(
    act: Act,
    inspection: Inspection,
    team: Team,
    based_on: int | None = None,
    **columns: Any,
) -> Inspection:
    """Write the authorisation: number, day, who signs, who is authorised. Raises Refused."""
    hold(inspection)
    insist(may_prepare_authorisation(act, inspection))
    inspection.step(based_on)
    inspection.team = team
    for name, value in columns.items():
        setattr(inspection, name, value)
    inspection.full_clean()
    inspection.save()
    letters.ask_for_inspection_step(act, inspection)
    return inspection


@transaction.atomic
def authorise(act: Act, inspection: Inspection) -> Inspection:
    """Issue the authorisation: from now on the contractor knows. Raises Refused, MoveTaken."""
    with_announcement(act, inspection)
    perform(act, inspection, "authorise")
    request(
        act,
        AUTHORISATION_DOCUMENT.code,
        inspection,
        title=f"Upoważnienie do kontroli {authorisation_of(inspection)}"[:300],
    )
    letters.ask_for_inspection_step(act, inspection)
    text = (
        f"Urząd zapowiada kontrolę. Termin: {inspection.planned_term}\n"
        f"Miejsce: {place_of(inspection)}\nZakres: {inspection.get_subjects_display()}"
    )
    letters.tell_contractor(act, inspection, "Zapowiedź kontroli zadania", text)
    return inspection


def with_announcement(act: Act, inspection: Inspection) -> None:
    """Write when it was announced, in the same transaction as the move: the state asks for it."""
    hold(inspection)
    if inspection.state == Inspection.State.PLANNED:
        inspection.announced_at = act.at
        inspection.authorised_on = inspection.authorised_on or act.day
        inspection.save(update_fields=["announced_at", "authorised_on"])


@transaction.atomic
def carry_out(act: Act, inspection: Inspection, held_from: date, held_to: date) -> Inspection:
    """Record on which days it took place; the protocol is next. Raises Refused, MoveTaken."""
    insist(_days_fit(act, inspection, held_from, held_to))
    perform(act, inspection, "carry_out")
    inspection.held_from, inspection.held_to = held_from, held_to
    inspection.save(update_fields=["held_from", "held_to"])
    letters.ask_for_inspection_step(act, inspection)
    return inspection


def _days_fit(act: Act, inspection: Inspection, first: date, last: date) -> Verdict:
    if last < first:
        return refused("Kontrola nie może się kończyć, zanim się zacznie.")
    if last > act.day:
        return refused("Kontrola nie może się kończyć w przyszłości.")
    if inspection.authorised_on is not None and first < inspection.authorised_on:
        return refused("Kontrola nie może się zacząć przed dniem upoważnienia.")
    return ALLOWED


@transaction.atomic
def cancel(act: Act, inspection: Inspection, reason: str) -> Inspection:
    """Call an inspection off, with the reason. Raises Refused, MoveTaken."""
    insist(has_words(reason, "Napisz, dlaczego."))
    perform(act, inspection, "cancel", note=reason.strip())
    letters.ask_for_inspection_step(act, inspection)
    if inspection.announced_at is not None:
        text = f"Zapowiedziana kontrola nie odbędzie się. {reason.strip()}"
        letters.tell_contractor(act, inspection, "Kontrola odwołana", text)
    return inspection
