"""Two units of one programme with everything in them, each text with a word of its own unit.

So a leak is found by searching the bytes of an answer. Neither word is in anything that is shared:
the programme, its coordinator and advisers (colleagues, who see each other on the list of people),
the two offices' own names.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.test import Client

from advisory.consultations.actions import agree_consultation, ask_for_note, send_consultation
from advisory.events.actions import add_to_list, announce_event, ask_for_document, hold_event
from advisory.indicators.actions import add_indicator
from advisory.plans.actions import add_step, add_template_step, make_plan
from advisory.profiles.actions import write_profile
from advisory.programmes.actions import end_assignment
from advisory.programmes.models import Assignment, Programme, Unit
from advisory.programmes.substitutions import let_stand_in
from advisory.reports.actions import ask_for_month, begin_report, begin_unit_report
from contracting.calls.actions import ask_for_advice
from mkus_portal.accounts.hats import Hat, put_on
from mkus_portal.accounts.models import User
from mkus_portal.act import NOWHERE, Scope
from mkus_portal.drafting.actions import open_thread
from mkus_portal.drafting.models import Draft
from tests import cast
from tests.advisory import factories
from tests.advisory.events import factories as events
from tests.advisory.expertises import factories as expertises
from tests.clock import NOW
from tests.contracting.calls.factories import make_call

MARKS = {"a": "Qzvxa", "b": "Wkjqb"}
A_MINUTE_AGO = NOW - timedelta(minutes=1)


@dataclass
class Side:
    """A unit with its office, its adviser and all that they have made."""

    mark: str
    unit: Unit
    clerk: User
    adviser: User
    made: list[Any] = field(default_factory=list)


@dataclass
class Walled:
    """The programme with its two sides and everybody who is outside of the first."""

    programme: Programme
    sides: dict[str, Side]
    people: dict[str, tuple[User, str, Scope]]
    shared: list[Any] = field(default_factory=list)
    addresses: list[Any] = field(default_factory=list)

    def client(self, tag: str) -> Client:
        """The browser of somebody, with their hat on; a visitor's without an account."""
        client = Client()
        if tag == "visitor":
            return client
        user, role, scope = self.people[tag]
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        put_on(Hat(role, scope), session)
        session.save()
        return client


def walled() -> Walled:
    """Make them, through the actions alone."""
    programme = Programme.objects.create(code="MKUS", name="Program wsparcia")
    runs = factories.running(programme)
    template_step = add_template_step(
        runs,
        programme,
        name="Szkolenie dla urzędu",
        kind="event:office_training",
        whose="office",
        offset_days=90,
    )
    people = {"coordinator": (*held("programme_coordinator", programme.scope),)}
    sides = {}
    for key, mark in MARKS.items():
        sides[key] = side = make_side(programme, key, mark)
        office = Scope("office", side.unit.office_id)
        people[f"clerk_{key}"] = (side.clerk, "clerk", office)
        people[f"adviser_{key}"] = (side.adviser, "adviser", programme.scope)
    people["ended_adviser"] = (ended_adviser(programme, sides["a"]), "adviser", programme.scope)
    other = Programme.objects.create(code="INNY", name="Inny program")
    people["other_adviser"] = (*held("adviser", other.scope),)
    factories.make_adviser(other, "Olga Obca", user=people["other_adviser"][0])
    people["other_coordinator"] = (*held("programme_coordinator", other.scope),)
    own = cast.make_organisation(name="Stowarzyszenie Postronne", register_number="0000990009")
    people["ngo"] = (*held("ngo_admin", own.scope),)
    people["resident"] = (cast.make_user("Rita Bez Roli"), "person", NOWHERE)
    indicator = add_indicator(runs, programme, name="Warsztaty", unit="szt.", source="manual")
    report = begin_report(runs, programme, kind="annual", last_day=NOW.date())
    return Walled(programme, sides, people, shared=[template_step, indicator, report])


def held(role: str, scope: Scope) -> tuple[User, str, Scope]:
    """Somebody with a role, and the role."""
    return cast.member(role, scope, f"Osoba {role}"), role, scope


def make_side(programme: Programme, key: str, mark: str) -> Side:
    """A unit, its office, its adviser; entries, events, expertises, a plan, a profile, a call."""
    office = cast.make_office(f"urzad-{key}", f"Urząd Gminy {key.upper()}")
    clerk = cast.member("clerk", Scope("office", office.pk), f"Klara {mark}")
    unit = factories.make_unit(
        programme,
        f"{mark.lower()}-gmina",
        f"{mark} Gmina",
        office=office,
        agreement_signed_on=date(2026, 1, 7),
    )
    profile = factories.adviser_with_account(programme, f"Daria Doradczyni {key.upper()}")
    assignment = factories.assign(unit, profile)
    side = Side(mark, unit, clerk, profile.user)
    talk = [add_replacement(assignment), add_entries(side, profile), add_events(programme, side)]
    talk += [add_expertises(programme, side), add_papers(programme, side), add_call(side)]
    side.made = [unit, profile, assignment, *(one for part in talk for one in part)]
    return side


def add_replacement(assignment: Assignment) -> list[Any]:
    """Somebody who will stand in for the adviser next year."""
    programme = assignment.unit.programme
    standing_in = factories.make_adviser(programme, "Zofia Zastępczyni")
    runs = factories.running(programme)
    days = {"valid_from": date(2027, 1, 11), "valid_to": date(2027, 1, 22)}
    return [let_stand_in(runs, assignment, standing_in, reason="Urlop", **days)]


def add_entries(side: Side, profile: Any) -> list[Any]:
    """A draft, one sent, one agreed with its note; each with a step for either side."""
    adviser, clerk = cast.act_of(side.adviser), cast.act_of(side.clerk)
    found = []
    for number, state in enumerate(("draft", "sent", "agreed")):
        steps = [
            factories.step(f"Krok {side.mark} {who}", whose=who) for who in ("office", "adviser")
        ]
        entry = factories.log(
            adviser,
            side.unit,
            profile,
            steps,
            held_on=date(2026, 11, 18 + number),
            hours="1.5",
            subject=f"Temat {side.mark} {state}",
            findings=f"Ustalenia {side.mark}",
        )
        if state != "draft":
            send_consultation(adviser, entry)
        if state == "agreed":
            agree_consultation(clerk, entry)
            found.append(ask_for_note(adviser, entry))
        found += [entry, *entry.steps.all()]
    found.append(ask_for_month(adviser, profile, date(2026, 11, 1)))
    return found


def add_events(programme: Programme, side: Side) -> list[Any]:
    """An event announced and one held, with people, and the list as a document."""
    runs = factories.running(programme)
    words = {"title": f"Szkolenie {side.mark}", "place": f"Sala {side.mark}"}
    announced = events.plan(programme, [side.unit], **words)
    past = events.plan(programme, [side.unit], first=date(2026, 11, 10), **words)
    found = [announced, past, events.plan(programme, [side.unit], **words)]
    for event in (announced, past):
        announce_event(runs, event)
        person = events.person(f"Uczestnik {side.mark}", f"u.{side.mark.lower()}@org.example")
        found.append(add_to_list(runs, event, **{**person, "comes_from": f"Klub {side.mark}"}))
        found += event.days.all()
    hold_event(runs, past)
    found.append(ask_for_document(runs, past, "attendance_list"))
    return found


def add_expertises(programme: Programme, side: Side) -> list[Any]:
    """One ordered, one in work with answers, one accepted."""
    clerk = cast.act_of(side.clerk)
    expert = expertises.expert_with_account(programme, "Ewelina Ekspertka")
    words = {
        "title": f"Badanie {side.mark}",
        "background": f"Tło {side.mark}",
        "questions": (f"Pytanie {side.mark}?",),
    }
    ordered = expertises.order(clerk, side.unit, **words)
    in_work = expertises.assigned(clerk, side.unit, expert, **words)
    expertises.answer(in_work, f"Odpowiedź {side.mark}")
    accepted = expertises.accepted(clerk, side.unit, expert, **words)
    found = [expert, ordered, in_work, accepted, *in_work.questions.all()]
    return [*found, *Draft.objects.filter(object_id=in_work.pk, form_code=in_work.draft.form_code)]


def add_papers(programme: Programme, side: Side) -> list[Any]:
    """The unit's plan with a step, and a profile that is not published."""
    runs = factories.running(programme)
    if not side.unit.plan_steps.exists():
        make_plan(runs, side.unit)
    step = add_step(
        runs,
        side.unit,
        name=f"Zadanie {side.mark}",
        kind="",
        whose="office",
        due_on=date(2026, 12, 1),
    )
    profile = write_profile(runs, side.unit, about=f"O gminie {side.mark}")
    days = {"first_day": date(2026, 1, 7), "last_day": NOW.date()}
    report = begin_unit_report(runs, side.unit, effects=f"Efekty {side.mark}", **days)
    return [step, *side.unit.plan_steps.all(), profile, report]


def add_call(side: Side) -> list[Any]:
    """A draft of a call with an adviser invited, whom nobody else knows."""
    clerk = cast.act_of(side.clerk)
    call = make_call(side.unit.office, act=clerk, title=f"Konkurs {side.mark}")
    advice = ask_for_advice(
        clerk, call, email=f"d.{side.mark.lower()}@org.example", until=date(2027, 3, 1)
    )
    comment = open_thread(clerk, call.draft, "title", f"Uwaga {side.mark}")
    return [call, call.draft, advice, comment, *call.tasks.all(), *call.criteria.all()]


def ended_adviser(programme: Programme, side: Side) -> User:
    """Somebody who accompanied the first unit until a minute ago and wrote an entry there."""
    profile = factories.adviser_with_account(programme, "Edward Były")
    assignment = factories.assign(side.unit, profile)
    act = cast.act_of(profile.user).later(A_MINUTE_AGO - timedelta(hours=1))
    entry = factories.log(
        act,
        side.unit,
        profile,
        subject=f"Temat {side.mark}",
        findings=f"Ustalenia {side.mark}",
        held_on=date(2026, 11, 16),
    )
    send_consultation(act, entry)
    side.made.append(entry)
    end_assignment(
        factories.running(programme).later(A_MINUTE_AGO), assignment, last_day=A_MINUTE_AGO.date()
    )
    return profile.user
