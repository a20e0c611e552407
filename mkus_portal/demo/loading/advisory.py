"""The support programme: units, advisers with their assignments, and the log of consultations."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from advisory.consultations import actions
from advisory.consultations.models import Consultation, Correction, NextStep
from advisory.plans.actions import add_typical_template
from advisory.programmes.actions import add_adviser, add_unit, assign_adviser, create_programme
from advisory.programmes.models import Adviser, Programme, Unit
from advisory.reports.actions import ask_for_month
from mkus_portal.accounts.models import User
from mkus_portal.act import NOWHERE, Act, Scope
from mkus_portal.demo.loading.calendar import Calendar, moment
from mkus_portal.demo.loading.content import content, office_of
from mkus_portal.demo.loading.offices import OPERATOR, address_of
from mkus_portal.demo.loading.people import make_person
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.documents.models import Document
from mkus_portal.offices.models import LocalGovernment

AGREED_EARLIER_THAN = -45
AGENDA = "1. Co zrobiono od ostatniego spotkania\n2. {subject}\n3. Następne kroki"
REPORTING = "d01"
CORRECTED = ("prusice", -37)
CORRECTION = "Jedna z osób z organizacji była tylko na początku; lista obecności mówi o jednej."
OBJECTION = (
    "Spotkanie skończyło się pół godziny wcześniej. Prosimy też dopisać wniosek o szkolenie."
)


class Visit(NamedTuple):
    """A row of the log."""

    unit: str
    offset: int
    hour: str
    hours: str
    form: str
    people_office: int
    people_ngo: int
    subject: int
    variant: int
    ends: str


def advisory_steps(world: World) -> Iterator[Step]:
    """Yield the programme, its consultations, and one adviser's month."""
    calendar = world.calendar
    programme = content("advisory")["programme"]
    begun = moment(calendar.office_day(programme["starts"]), "09:15")
    yield Step("programme", begun, partial(_make_programme, at=begun))
    for one in content("advisory")["adviser"]:
        at = begun + timedelta(minutes=15 * int(one["code"][1:]))
        yield Step(f"adviser:{one['code']}", at, partial(_add, one=one, at=at))
    for number, row in enumerate(content("advisory")["visits"], 1):
        yield from _visit_steps(f"consultation:{number}", Visit(*row), calendar)
    month = calendar.day(0).replace(day=1) - timedelta(days=1)
    if month.replace(day=1) > begun.date():
        at = moment(calendar.day(-1), "21:30")
        yield Step("month", at, partial(_ask_for_month, month=month, at=at))


def _make_programme(world: World, at: datetime) -> Programme:
    """Start the edition and add the seventeen units."""
    about = content("advisory")["programme"]
    programme = create_programme(
        world.act(OPERATOR, "operator", NOWHERE, at),
        about["code"],
        about["name"],
        world.get(User, f"person:{about['coordinator']}"),
        starts_on=at.date(),
        ends_on=world.calendar.day(about["ends"]),
        meetings_due=about["meetings_due"],
    )
    running = coordinator_act(world, programme.scope, at)
    add_typical_template(running, programme)
    offices = content("offices")["office"]
    first = min(office["agreement_signed_on"] for office in offices)
    for office in offices:
        is_powiat = office["kind"] == LocalGovernment.Kind.POWIAT
        unit = add_unit(
            running,
            programme,
            office["code"],
            office["name"],
            kind=Unit.Kind.POWIAT if is_powiat else Unit.Kind.GMINA,
            commissioning_type=office["commissioning_type"],
            task=content("advisory")["tasks"][office["code"]],
            agreement_signed_on=at.date() + (office["agreement_signed_on"] - first),
        )
        world.keep(f"unit:{office['code']}", unit)
    return programme


def coordinator_act(world: World, scope: Scope, at: datetime) -> Act:
    """Return the act of the coordinator of the programme."""
    email = content("advisory")["programme"]["coordinator"]
    return world.act(email, "programme_coordinator", scope, at)


def adviser_address(code: str) -> str:
    """Return the adviser's e-mail address."""
    return f"doradca.{code}@program.example"


def _add(world: World, one: dict[str, Any], at: datetime) -> Adviser:
    """Add an adviser with an account and assign their units."""
    programme = world.get(Programme, "programme")
    act = coordinator_act(world, programme.scope, at)
    person = make_person(world, adviser_address(one["code"]), one["name"])
    adviser = add_adviser(act, programme, one["code"], one["name"], one["organisation"], person)
    limit = Decimal(content("advisory")["programme"]["hours_limit"])
    for code in one["units"]:
        assign_adviser(act, world.get(Unit, f"unit:{code}"), adviser, hours_limit=limit)
    return adviser


def _adviser_of(unit: str) -> str:
    found: str = next(one["code"] for one in content("advisory")["adviser"] if unit in one["units"])
    return found


def _visit_steps(key: str, visit: Visit, calendar: Calendar) -> Iterator[Step]:
    """Yield the entry in the evening, the sending the next day, the office's word after that."""
    held = calendar.office_day(visit.offset)
    logged = moment(held, f"{18 + visit.subject % 3}:{10 + visit.people_office * 7}")
    yield Step(key, logged, partial(_log, visit=visit, held=held, at=logged))
    if visit.ends == "draft":
        return
    sent = moment(held + timedelta(days=1), f"08:{10 + visit.subject * 4}")
    yield Step(f"{key}:sent", sent, partial(_send, key=key, visit=visit, at=sent))
    if visit.ends == "sent":
        return
    said = moment(held + timedelta(days=2), f"1{visit.subject % 4}:{15 + visit.variant * 20}")
    make = _agree if visit.ends == "agreed" else _dispute
    yield Step(f"{key}:{visit.ends}", said, partial(make, key=key, visit=visit, at=said))
    if (visit.unit, visit.offset) == CORRECTED:
        yield from _correction_steps(key, visit, held)
    if visit.ends == "agreed" and visit.offset < AGREED_EARLIER_THAN:
        done = moment(held + timedelta(days=21), "13:25")
        yield Step(f"{key}:done", done, partial(_finish, key=key, visit=visit, at=done))


def _correction_steps(key: str, visit: Visit, held: date) -> Iterator[Step]:
    """Yield the adviser's correction of an agreed entry and the office's agreement to it."""
    asked = moment(held + timedelta(days=5), "09:40")
    yield Step(f"{key}:correction", asked, partial(_correct, key=key, visit=visit, at=asked))
    agreed = moment(held + timedelta(days=6), "12:05")
    yield Step(f"{key}:corrected", agreed, partial(_accept, key=key, visit=visit, at=agreed))


def adviser_act(world: World, unit: str, at: datetime) -> Act:
    """Return the act of the adviser of the unit."""
    scope = world.scope("programme", "programme")
    return world.act(adviser_address(_adviser_of(unit)), "adviser", scope, at)


def office_act(world: World, unit: str, at: datetime) -> Act:
    """Return the act of the coordinator of the office."""
    address = address_of(office_of(unit), "coordinator")
    return world.act(address, "coordinator", world.scope("office", f"office:{unit}"), at)


def _log(world: World, visit: Visit, held: date, at: datetime) -> Consultation:
    subject = content("advisory")["subject"][visit.subject]
    is_visit = visit.form == Consultation.Form.VISIT
    steps = [
        actions.Step(subject["steps"][0], held + timedelta(days=28), NextStep.Whose.OFFICE),
    ]
    if is_visit:
        later = held + timedelta(days=35)
        steps.append(actions.Step(subject["steps"][1], later, NextStep.Whose.ADVISER))
    return actions.log_consultation(
        adviser_act(world, visit.unit, at),
        world.get(Unit, f"unit:{visit.unit}"),
        world.get(Adviser, f"adviser:{_adviser_of(visit.unit)}"),
        steps if visit.variant == 0 or is_visit else [],
        held_on=held,
        started_at=moment(held, visit.hour).time(),
        hours=Decimal(visit.hours),
        form=visit.form,
        people_office=visit.people_office,
        people_ngo=visit.people_ngo,
        people_other=visit.variant if is_visit else 0,
        travel_km=(36 + 14 * visit.subject) if is_visit else 0,
        travel_minutes=(50 + 15 * visit.subject) if is_visit else 0,
        agenda=AGENDA.format(subject=subject["name"]) if is_visit else "",
        subject=subject["name"],
        findings=subject["findings"][visit.variant],
    )


def _send(world: World, key: str, visit: Visit, at: datetime) -> Consultation:
    consultation = world.get(Consultation, key)
    actions.send_consultation(adviser_act(world, visit.unit, at), consultation)
    return consultation


def _agree(world: World, key: str, visit: Visit, at: datetime) -> Consultation:
    consultation = world.get(Consultation, key)
    actions.agree_consultation(office_act(world, visit.unit, at), consultation)
    return consultation


def _dispute(world: World, key: str, visit: Visit, at: datetime) -> Consultation:
    consultation = world.get(Consultation, key)
    actions.dispute_consultation(office_act(world, visit.unit, at), consultation, OBJECTION)
    return consultation


def _correct(world: World, key: str, visit: Visit, at: datetime) -> Correction:
    act = adviser_act(world, visit.unit, at)
    consultation = world.get(Consultation, key)
    return actions.ask_for_correction(act, consultation, CORRECTION, people_ngo=1)


def _accept(world: World, key: str, visit: Visit, at: datetime) -> Correction:
    correction = world.get(Correction, f"{key}:correction")
    actions.accept_correction(office_act(world, visit.unit, at), correction)
    return correction


def _finish(world: World, key: str, visit: Visit, at: datetime) -> Consultation:
    """Say that the steps of an old consultation are done."""
    consultation = world.get(Consultation, key)
    for step in consultation.steps.order_by("pk"):
        act = office_act(world, visit.unit, at)
        if step.whose == NextStep.Whose.ADVISER:
            act = adviser_act(world, visit.unit, at)
        actions.finish_step(act, step)
    return consultation


def _ask_for_month(world: World, month: date, at: datetime) -> Document:
    scope = world.scope("programme", "programme")
    act = world.act(adviser_address(REPORTING), "adviser", scope, at)
    return ask_for_month(act, world.get(Adviser, f"adviser:{REPORTING}"), month.replace(day=1))
