"""The commission of a closed call: people sought, indicated, appointed, declared, excluded.

One member has declared, one is asked about a name, one has a role at a bidder's and waits.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from contracting.calls.models import Call
from contracting.evaluation.actions import commission, impartiality, recruitment
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.conflicts import bids_of, digest_of_bids
from contracting.evaluation.lineup import Proposed, of_candidate
from contracting.evaluation.models import (
    Candidate,
    CommissionAct,
    CommissionMember,
    Evaluation,
    ImpartialityStatement,
    Recruitment,
)
from mkus_portal.accounts.actions import accept_invitation
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content, office_of
from mkus_portal.demo.loading.offices import address_of, signature_of
from mkus_portal.demo.loading.organisations import signatories
from mkus_portal.demo.loading.people import make_person
from mkus_portal.demo.loading.steps import Step, World

OFFICE = "prusice"
CALL = "call:prusice-seniorzy"
BEGUN = "evaluation:prusice-seniorzy"
SOUGHT = "recruitment:prusice-seniorzy"


def commission_steps(world: World) -> Iterator[Step]:
    """Yield the recruitment, the candidates, the line-up, the act and the seats taken."""
    days = world.calendar
    sought = moment(days.office_day(-30), "11:20")
    yield Step(SOUGHT, sought, partial(_seek, at=sought))
    for place, entry in enumerate(content("commission")["candidate"]):
        at = moment(days.day(-26 + place), "19:15")
        key = f"{SOUGHT}:{entry['by']}"
        yield Step(key, at, partial(_indicate, entry=entry, at=at))
    begun = moment(days.office_day(-5), "16:20")
    yield Step(BEGUN, begun, partial(_begin, at=begun))
    appointed = moment(days.office_day(-4), "17:10")
    yield Step(f"{BEGUN}:commission", appointed, partial(_appoint, at=appointed))
    for place, email in enumerate(content("commission")["taken"]):
        at = moment(days.day(-3), "18:05") + timedelta(minutes=20 * place)
        key = f"{BEGUN}:seat{place}"
        yield Step(key, at, partial(take, begun=BEGUN, email=email, at=at))
    for place, email in enumerate(content("commission")["declared"]):
        at = moment(days.day(-2), "18:05") + timedelta(minutes=20 * place)
        key = f"{BEGUN}:statement{place}"
        yield Step(key, at, partial(declare, begun=BEGUN, email=email, at=at))


def _act(world: World, role: str, at: datetime) -> Act:
    address = address_of(office_of(OFFICE), role)
    return world.act(address, role, world.scope("office", f"office:{OFFICE}"), at)


def _call(world: World) -> Call:
    return world.get(Call, CALL)


def evaluation_of(world: World, begun: str) -> Evaluation:
    """Return an evaluation that has begun, with its call and office at hand."""
    rows = Evaluation.objects.select_related("call__office")
    return rows.get(pk=world.made[begun])


def _seek(world: World, at: datetime) -> Recruitment:
    """Publish the recruitment, and enter the people of the commission who are new here."""
    about = content("commission")
    for one in about["person"]:
        make_person(world, one["email"], one["name"])
    act = _act(world, "clerk", at)
    call = _call(world)
    made = recruitment.create_recruitment(
        act,
        title=about["title"],
        call=call,
        year=call.year,
        requirements=about["requirements"],
        opens_on=act.day,
        closes_on=act.day + timedelta(days=50),
    )
    return recruitment.publish_recruitment(act, made)


def _begin(world: World, at: datetime) -> Evaluation:
    return begin_evaluation(_act(world, "clerk", at), _call(world))


def _indicate(world: World, entry: dict[str, str], at: datetime) -> Candidate:
    scope = world.scope("organisation", f"organisation:{entry['by']}")
    act = world.act(signatories(entry["by"])[0], "ngo_signatory", scope, at)
    person = world.get(User, f"person:{entry['email']}")
    return recruitment.indicate_candidate(
        act,
        world.get(Recruitment, SOUGHT),
        full_name=person.full_name,
        email=person.email,
        experience=entry["experience"],
    )


def _appoint(world: World, at: datetime) -> CommissionAct:
    clerk, evaluation = _act(world, "clerk", at), evaluation_of(world, BEGUN)
    for one in content("commission")["member"]:
        person = world.get(User, f"person:{one['email']}")
        commission.add_member(
            clerk,
            evaluation,
            Proposed(
                person.full_name,
                person.email,
                one["side"],
                one["function"],
                is_chair=one.get("chair", False),
            ),
        )
    candidate = Candidate.objects.get(pk=world.made[f"{SOUGHT}:{content('commission')['chosen']}"])
    commission.add_member(clerk, evaluation, of_candidate(candidate))
    chair = evaluation.members.get(is_chair=True)
    order = commission.Order(
        number=f"OR.0050.131.{at.year}",
        date=at.date(),
        signatory=signature_of(office_of(OFFICE)),
        chair=chair.pk,
    )
    return commission.appoint(_act(world, "executive", at), evaluation, order)


def take(world: World, begun: str, email: str, at: datetime) -> CommissionMember:
    """Take the seat to which a person is invited."""
    rows = CommissionMember.objects.select_related("invitation")
    member = rows.get(evaluation=world.made[begun], email=email)
    person = world.get(User, f"person:{email}")
    if member.invitation is not None:
        accept_invitation(world.person_act(email, at), member.invitation, person)
    return member


def declare(world: World, begun: str, email: str, at: datetime) -> ImpartialityStatement:
    """Declare impartiality towards the bidders of the call."""
    evaluation = evaluation_of(world, begun)
    member = evaluation.members.get(email=email)
    act = world.act(email, member.role, Scope("call", evaluation.call_id), at)
    digest = digest_of_bids(bids_of(evaluation))
    return impartiality.declare(act, evaluation, {}, digest=digest)
