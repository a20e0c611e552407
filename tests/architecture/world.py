"""The world that the rails walk through: every role of every holder, every thing in its states.

Built through the rooms' own actions. `Person.tag` is the role's code, with the prefix of the
foreign holder: `clerk`, `neighbour_clerk`, `ngo_admin`, `rival_ngo_admin`, `other_adviser`.
A new room adds its things here by name; the tables of the rails speak of them by that name.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from advisory.consultations.models import Consultation, NextStep
from advisory.programmes import actions as programmes
from advisory.programmes.models import Programme
from advisory.reports.models import AdviserMonth
from contracting.analysis.actions import close_analysis
from contracting.calls import actions as calls
from contracting.calls.models import Call, Publication
from contracting.offers import actions as offers
from mkus_portal.accounts.hats import Hat, put_on
from mkus_portal.accounts.models import User
from mkus_portal.act import NOWHERE, WARSAW, Act, Scope
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.models import Attachment
from mkus_portal.documents import actions as documents
from mkus_portal.documents.models import Document
from mkus_portal.law.registry import register
from mkus_portal.notifications.invitations import invite
from mkus_portal.offices.models import OrganisingUnit
from ngos.actions import add_representative, ask_for_access
from tests import cast
from tests.architecture.world_amendments import add_amendments
from tests.architecture.world_contract_money import add_contract_money
from tests.architecture.world_contracts import add_contracts
from tests.architecture.world_deciding import add_evaluations
from tests.architecture.world_delivered import add_delivered
from tests.architecture.world_evaluation_commission import add_commissions
from tests.architecture.world_evaluation_formal import add_formal_check
from tests.architecture.world_evaluation_scoring import add_scoring
from tests.architecture.world_events import add_events
from tests.architecture.world_expertises import add_expertises
from tests.architecture.world_guide import add_guide
from tests.architecture.world_plans import add_plans
from tests.architecture.world_profiles import add_profiles
from tests.architecture.world_programmes import add_logos, add_substitution
from tests.architecture.world_reports import add_unit_reports
from tests.architecture.world_settlement_inspections import add_inspections
from tests.architecture.world_settlement_ledger import add_ledgers
from tests.architecture.world_settlement_reports import add_reports
from tests.architecture.world_settlement_returns import add_returns
from tests.architecture.world_sharing import add_sharing
from tests.architecture.world_social import add_social
from tests.architecture.world_surveys import add_surveys
from tests.architecture.world_talk import (
    add_advice,
    add_call_advice,
    add_guests,
    add_talk,
)
from tests.architecture.world_visits import add_visits
from tests.clock import NOW
from tests.contracting.analysis import factories as analyses
from tests.contracting.calls import factories as call_factories
from tests.contracting.offers import factories as offer_factories
from tests.mkus_portal.attachments import samples

OFFICE_ROLES = ("office_admin", "coordinator", "clerk", "executive", "treasurer", "lawyer")
NGO_ROLES = ("ngo_admin", "ngo_editor", "ngo_signatory", "ngo_accountant")
PROGRAMME_ROLES = ("programme_coordinator", "adviser")
EXPERT_ROLES = ("expert",)
WROTE = NOW - timedelta(days=2)
EARLY = datetime(2026, 10, 12, 10, 0, tzinfo=WARSAW)
EARLY_DEADLINE = datetime(2026, 11, 20, 15, 30, tzinfo=WARSAW)
IN_TIME = datetime(2026, 11, 12, 10, 0, tzinfo=WARSAW)
FAR_ENOUGH = {  # 21 days and more from NOW, so that the next step of the call can be made
    "deadline_at": datetime(2027, 1, 8, 15, 30, tzinfo=WARSAW),
    "decision_on": date(2027, 1, 20),
    "realization_from": date(2027, 2, 1),
}
RESERVED = {"annulment_reservation": "Konkurs można unieważnić z ważnej przyczyny."}


@dataclass
class Person:
    """Somebody of the cast: who they are, what they act as, the browser they are signed in with."""

    tag: str
    user: User | None
    act: Act
    client: Client


@dataclass
class World:
    """The cast by tag and the things by name."""

    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def act(self, tag: str, at: datetime = NOW) -> Act:
        """What somebody does at an instant."""
        return self.people[tag].act.later(at)

    def client(self, tag: str) -> Client:
        """The browser of somebody."""
        return self.people[tag].client

    def resolve(self, name: str) -> Any:
        """`thing` is its key, `thing.word` its attribute, `=word` the word itself."""
        if name.startswith("="):
            return name[1:]
        thing, _, attribute = name.partition(".")
        found = self.things[thing]
        return getattr(found, attribute) if attribute else getattr(found, "pk", found)

    def url(self, name: str, example: str | dict[str, str] = "", query: str = "") -> str:
        """The address of a page about an example."""
        given = {"pk": example} if isinstance(example, str) and example else example or {}
        kwargs = {key: self.resolve(value) for key, value in dict(given).items()}
        return reverse(name, kwargs=kwargs) + query


def sign_in(world: World, tag: str, user: User | None, role: str, scope: Scope = NOWHERE) -> None:
    """Enter somebody: signed in, with the hat on."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        if role != "person":
            session = client.session
            put_on(Hat(role, scope), session)
            session.save()
    act = Act(user=user.pk if user else None, role=role, scope=scope, at=NOW)
    world.people[tag] = Person(tag, user, act, client)


def make_user(tag: str, **fields: Any) -> User:
    """Somebody whose address says who they are."""
    return cast.make_user(tag, email=f"{tag}@swiat.example", **fields)


def make_people() -> World:
    """Two offices, two organisations, two programmes, each with all its roles; those without."""
    world = World()
    own = cast.make_organisation(
        name="Stowarzyszenie Wspólna Droga", register_number="0000990001", signing_rule="alone"
    )
    rival = cast.make_organisation(
        name="Fundacja Rywalka", register_number="0000990002", signing_rule="alone"
    )
    world.things |= {
        "office": cast.make_office("prusice", "Gmina Prusice"),
        "neighbour": cast.make_office("sasiednia", "Gmina Sąsiednia"),
        "organisation": own,
        "rival": rival,
        "programme": Programme.objects.create(code="mkus", name="Program wsparcia"),
        "other_programme": Programme.objects.create(code="inny", name="Inny program"),
    }
    for kind, prefix, holder, roles in (
        ("office", "", "office", OFFICE_ROLES),
        ("office", "neighbour_", "neighbour", OFFICE_ROLES),
        ("organisation", "", "organisation", NGO_ROLES),
        ("organisation", "rival_", "rival", NGO_ROLES),
        ("programme", "", "programme", PROGRAMME_ROLES + EXPERT_ROLES),
        ("programme", "other_", "other_programme", PROGRAMME_ROLES + EXPERT_ROLES),
    ):
        scope = Scope(kind, world.things[holder].pk)
        for role in roles:
            user = make_user(prefix + role)
            cast.give(user, role, scope)
            sign_in(world, prefix + role, user, role, scope)
    sign_in(world, "operator", make_user("operator", is_operator=True), "operator")
    sign_in(world, "resident", make_user("resident"), "person")
    sign_in(world, "visitor", None, "public")
    for prefix, holder in (("", own), ("rival_", rival)):
        world.things[f"{prefix}representative"] = add_representative(
            world.act(f"{prefix}ngo_admin", WROTE),
            holder,
            full_name="Zofia Prezeska",
            function="prezes",
            is_president=True,
            user=world.people[f"{prefix}ngo_signatory"].user,
            valid_from=date(2024, 1, 1),
        )
    return world


def make_world() -> World:
    """The people with everything that they have made by NOW."""
    world = make_people()
    _ground_floor(world)
    _calls(world)
    _offers(world)
    add_commissions(world, EARLY, EARLY_DEADLINE, WROTE, writers_of)
    add_evaluations(world, partial(_closed_call, world.things["office"]), writers_of)
    add_formal_check(world, EARLY, EARLY_DEADLINE, WROTE, writers_of)
    add_scoring(world, WROTE)
    add_contracts(world)
    add_contract_money(world)
    add_reports(world)
    add_amendments(world)
    add_ledgers(world)
    add_returns(world)
    add_inspections(world)
    add_surveys(world, WROTE)
    _analyses(world)
    _advisory(world)
    add_logos(world)
    add_substitution(world)
    add_visits(world, WROTE)
    add_expertises(world, WROTE)
    add_events(world)
    add_plans(world)
    add_profiles(world)
    add_unit_reports(world)
    world.things["letter"] = Email.objects.order_by("pk").first()
    return world


def _ground_floor(world: World) -> None:
    office, own = world.things["office"], world.things["organisation"]
    admin = world.act("office_admin", WROTE)
    resident = world.people["resident"].user
    world.things |= {
        "parameter": min(register.parameters),
        "unit": OrganisingUnit.objects.create(office=office, name="MOPS", head_title="Dyrektor"),
        "membership": world.people["treasurer"].user.memberships.get(),
        "ngo_membership": world.people["ngo_editor"].user.memberships.get(),
        "invitation": invite(admin, "nowa@example.pl", "clerk", admin.scope),
        "account_less": add_representative(
            world.act("ngo_admin", WROTE), own, full_name="Jan Cichy", function="skarbnik"
        ),
        "access_request": ask_for_access(
            world.act("resident", WROTE), own, resident, "ngo_editor", "Prowadzę zajęcia."
        ),
    }
    for state, move in (("granted_request", "grant"), ("refused_request", "refuse")):
        person = make_user(state)
        asked = ask_for_access(cast.act_of(person, at=WROTE), own, person, "ngo_editor", "Pomagam.")
        world.things[state] = asked
        _answer(world, asked, move)


def _answer(world: World, asked: Any, move: str) -> None:
    from ngos.actions import grant_access, refuse_access  # noqa: PLC0415 - named by the move

    if move == "grant":
        grant_access(world.act("ngo_admin", WROTE), asked)
    else:
        refuse_access(world.act("ngo_admin", WROTE), asked, "Nie znamy Pana.")


def _calls(world: World) -> None:
    office = world.things["office"]
    clerk = world.act("clerk", call_factories.AT)
    draft = call_factories.make_call(office, act=clerk, title="Szkic", **FAR_ENOUGH)
    waiting = call_factories.make_call(office, act=clerk, title="Czeka", **FAR_ENOUGH)
    calls.send_to_approve(clerk, waiting)
    cancelled = call_factories.make_call(office, act=clerk, title="Odwołany")
    calls.cancel_call(clerk, cancelled, "Zmiana budżetu.")
    annulled = call_factories.make_published_call(office, title="Unieważniony", **RESERVED)
    calls.annul_call(
        world.act("executive", WROTE),
        annulled,
        ground="reservation",
        reason="Brak środków.",
        act_number="13/2026",
        act_date=WROTE.date(),
        signatory="Anna Wzorowa, wójt",
    )
    reserving = call_factories.make_published_call(office, title="Z zastrzeżeniem", **RESERVED)
    open_call = call_factories.make_published_call(office, title="Otwarty")
    closed = _closed_call(office, "Po terminie")
    ready = call_factories.make_approved_call(office, title="Gotowy do otwarcia", **FAR_ENOUGH)
    record_all_places(ready)
    add_call_advice(world.things, clerk, world.people["resident"].user)
    world.things |= {
        "draft_call": draft,
        "draft_task": draft.tasks.get(),
        "draft_criterion": draft.criteria.get(),
        "draft_previous": draft.previous_tasks.get(),
        "waiting_call": waiting,
        "approved_call": call_factories.make_approved_call(office, title="Zatwierdzony"),
        "ready_call": ready,
        "reserving_call": reserving,
        "open_call": open_call,
        "open_task": open_call.tasks.get(),
        "closed_task": closed.tasks.get(),
        "announcement": open_call.announcements.get(),
        "closed_call": closed,
        "annulled_call": annulled,
        "cancelled_call": cancelled,
        "publication": open_call.publications.first(),
        "scan": scan_of(clerk, open_call.publications.first()),
        "question": calls.ask_question(world.act("resident", IN_TIME), open_call, "Czy można?"),
    }


def _closed_call(office: Any, title: str) -> Call:
    return call_factories.make_published_call(
        office, at=EARLY, title=title, deadline_at=EARLY_DEADLINE
    )


def scan_of(act: Act, publication: Publication) -> Attachment:
    """Add a scan to a publication that its address proves."""
    upload = SimpleUploadedFile("tablica.jpg", samples.JPEG)
    taken = attachments.receive(act, "publication-scan", [upload], publication).taken
    attachments.attach(act, publication, taken)
    return Attachment.objects.get(pk=taken[0].pk)


def record_all_places(call: Call) -> None:
    """Write the three publications without the move that the third one makes."""
    for place in Publication.Place:
        Publication.objects.create(
            call=call,
            subject=Publication.Subject.ANNOUNCEMENT,
            place=place,
            version=call.announced_version,
            published_at=call_factories.AT,
            entered_at=call_factories.AT,
            url="https://bip.example.pl/konkurs",
            author="Ewa Pisząca",
            responsible="Jan Odpowiedzialny",
        )


def writers_of(world: World, call: Call, prefix: str = "") -> offer_factories.Cast:
    """The organisation that writes offers for the call."""
    holder = world.things["rival" if prefix else "organisation"]
    editor = world.act(f"{prefix}ngo_editor", IN_TIME)
    signatory = world.act(f"{prefix}ngo_signatory", IN_TIME)
    task = call.tasks.select_related("call__office").get()
    return offer_factories.Cast(call.office, call, task, holder, editor, signatory, signatory)


def _offers(world: World) -> None:
    here = writers_of(world, world.things["open_call"])
    draft = here.draft()
    offers.sign_offer(here.president, draft)
    withdrawn = here.sent()
    offers.withdraw_offer(here.president, withdrawn, "Pomyłka.")
    world.things |= {
        "draft_offer": draft,
        "offer_draft": draft.draft,
        "withdrawn_offer": withdrawn,
        "sealed_offer": here.sent(),
        "opened_offer": writers_of(world, world.things["closed_call"]).sent(),
    }
    add_advice(world.things, here.editor, world.people["resident"].user)


def _analyses(world: World) -> None:
    clerk = world.act("clerk", WROTE)
    whole = analyses.fill(clerk, analyses.make_analysis(clerk, title="Pełna"))
    closed = analyses.fill(clerk, analyses.make_analysis(clerk, title="Zamknięta"))
    close_analysis(clerk, closed)
    world.things |= {
        "whole_analysis": whole,
        "analysis_draft": whole.draft,
        "closed_draft": closed.draft,
        "gappy_analysis": analyses.make_analysis(clerk, title="Z brakami"),
        "closed_analysis": closed,
        "narrow_analysis": analyses.make_analysis(clerk, title="Sama", is_staged=False),
        "plan_term": closed.plan_terms.first(),
    }
    add_social(world.things, clerk)
    add_guide(world.things, clerk)
    add_sharing(world, WROTE)
    add_talk(world.things, clerk, world.act("ngo_editor", WROTE))
    add_guests(world.things, clerk, world.people["resident"].user)
    add_delivered(world.things, clerk)


def _advisory(world: World) -> None:
    programme, office = world.things["programme"], world.things["office"]
    runs = world.act("programme_coordinator", WROTE)
    unit = programmes.add_unit(
        runs, programme, office.code, office.name, kind="gmina", commissioning_type="service"
    )
    person = world.people["adviser"].user
    adviser = programmes.add_adviser(runs, programme, "daria", "Daria Doradczyni", user=person)
    assignment = programmes.assign_adviser(runs, unit, adviser, valid_from=date(2026, 1, 1))
    world.things |= {
        "advised_unit": unit,
        "adviser": adviser,
        "new_adviser": programmes.add_adviser(runs, programme, "nowy", "Nowy Doradca"),
        "assignment": assignment,
        "adviser_month": AdviserMonth.objects.create(adviser=adviser, year=2026, month=11),
    }
    for state in Consultation.State.values:
        world.things[f"{state}_consultation"] = Consultation.objects.create(
            unit=unit,
            adviser=adviser,
            held_on=date(2026, 11, 3),
            hours=Decimal("1.5"),
            subject=f"Konsultacja {state}",
            findings="Ustalono zakres zadania.",
            state=state,
            logged_at=WROTE,
        )
    for whose in NextStep.Whose.values:
        world.things[f"{whose}_step"] = NextStep.objects.create(
            consultation=world.things["agreed_consultation"], sentence="Spisać zakres", whose=whose
        )


def print_files(world: World) -> None:
    """Build the files that pages send: the announcement, the report, the guide."""
    for name, obj in (
        ("announcement_document", world.things["announcement"]),
        ("report_document", world.things["closed_analysis"]),
        ("guide_document", world.things["guide_booklet"]),
        ("expertise_document", world.things["accepted_expertise"]),
    ):
        document = Document.objects.about(obj).get()
        documents.build(Act.system(WROTE), document.pk, lambda: WROTE + timedelta(seconds=3))
        world.things[name] = Document.objects.get(pk=document.pk)
    world.things["offer_document"] = Document.objects.about(world.things["sealed_offer"]).first()
