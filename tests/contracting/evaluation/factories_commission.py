"""Evaluations with offers, recruitments and commissions for tests, built through the actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from contracting.calls.models import Call
from contracting.evaluation.actions import commission, impartiality, recruitment, session
from contracting.evaluation.conflicts import bids_of, digest_of_bids
from contracting.evaluation.lineup import Proposed, of_candidate
from contracting.evaluation.models import (
    Assessment,
    Candidate,
    CommissionAct,
    CommissionMember,
    Evaluation,
    ImpartialityStatement,
    Recruitment,
)
from mkus_portal.accounts.actions import accept_invitation
from mkus_portal.accounts.models import User
from mkus_portal.act import WARSAW, Act, Scope
from mkus_portal.offices.models import LocalGovernment
from ngos.actions import add_representative
from ngos.models import Organisation, Representative
from tests.contracting.calls.factories import make_office, make_published_call, member_act
from tests.contracting.offers.factories import Cast, make_cast, make_organisation, ngo_act

LATER = datetime(2026, 12, 3, 10, 0, tzinfo=WARSAW)
SOUGHT = datetime(2026, 11, 20, 10, 0, tzinfo=WARSAW)
_numbers = count(1)


@dataclass
class Room:
    """A closed call with two bidders, its evaluation, and those who run and decide it."""

    office: LocalGovernment
    call: Call
    bidder: Cast
    rival: Cast
    evaluation: Evaluation
    clerk: Act
    executive: Act

    def fresh(self) -> Evaluation:
        """The evaluation as it is now."""
        return Evaluation.objects.select_related("call__office").get(pk=self.evaluation.pk)

    def of(self, cast: Cast) -> Assessment:
        """The assessment of somebody's offer."""
        rows = Assessment.objects.select_related("evaluation__call", "offer")
        return rows.get(evaluation=self.evaluation, offer__organisation=cast.organisation)


def make_room(at: datetime = LATER, **offer: Any) -> Room:
    """The formal check has begun; `offer` is said of the bidder's offer."""
    office = make_office()
    call = make_published_call(office)
    bidder, rival = make_cast(call=call), make_cast(call=call)
    bidder.sent(**offer)
    rival.sent()
    clerk = member_act(office, at=at)
    evaluation = session.begin_evaluation(clerk, call)
    return Room(office, call, bidder, rival, evaluation, clerk, member_act(office, "executive", at))


def make_person(full_name: str = "") -> User:
    """Somebody who has confirmed their address."""
    number = next(_numbers)
    name = full_name or f"Ktoś {number}"
    user = User.objects.create_user(f"komisja{number}@example.pl", full_name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_recruitment(
    office: LocalGovernment, call: Call | None = None, *, published: bool = True, **fields: Any
) -> Recruitment:
    """A recruitment that lasts in the autumn of 2026."""
    act = member_act(office, at=SOUGHT)
    made = recruitment.create_recruitment(
        act,
        **{
            "title": "Nabór do komisji",
            "call": call,
            "year": 2027,
            "requirements": "Szukamy osób z doświadczeniem.",
            "opens_on": date(2026, 11, 16),
            "closes_on": date(2026, 12, 31),
            **fields,
        },
    )
    return recruitment.publish_recruitment(act, made) if published else made


def indicate(
    made: Recruitment, organisation: Organisation, user: User, at: datetime = SOUGHT
) -> Candidate:
    """The organisation indicates somebody."""
    act = ngo_act(organisation, user, "ngo_admin", at)
    return recruitment.indicate_candidate(
        act, made, full_name=user.full_name, email=user.email, experience=""
    )


def make_candidate(
    office: LocalGovernment, call: Call | None = None, user: User | None = None
) -> Candidate:
    """Somebody whom an organisation without an offer indicates."""
    organisation, _ = make_organisation()
    return indicate(make_recruitment(office, call), organisation, user or make_person())


def propose(room: Room, user: User, side: str = "body", **fields: Any) -> CommissionMember:
    """The clerk proposes somebody who was not indicated."""
    proposed = Proposed(user.full_name, user.email, side, **fields)
    return commission.add_member(room.clerk, room.fresh(), proposed)


def propose_candidate(room: Room, candidate: Candidate) -> CommissionMember:
    """The clerk proposes a candidate."""
    return commission.add_member(room.clerk, room.fresh(), of_candidate(candidate))


def appoint(room: Room, **fields: Any) -> CommissionAct:
    """The executive body appoints everybody proposed; the first body's person chairs."""
    evaluation = room.fresh()
    standing = evaluation.members.standing()
    chair = standing.filter(side="body").exclude(pk__in=fields.get("leaving") or ()).first()
    order = commission.Order(
        **{
            "number": f"{next(_numbers)}/2026",
            "date": LATER.date(),
            "signatory": "Anna Wzorowa, wójt",
            "chair": chair.pk if chair else 0,
            **fields,
        }
    )
    return commission.appoint(room.executive, evaluation, order)


def take_seat(member: CommissionMember, at: datetime = LATER) -> Act:
    """The member takes the invitation; what they do from now on."""
    member.refresh_from_db()
    assert member.invitation is not None
    user = User.objects.get(email=member.email)
    person = Act(user.pk, "person", Scope("none", None), at)
    accept_invitation(person, member.invitation, user)
    return Act(user.pk, member.role, Scope("call", member.evaluation.call_id), at)


def seat(room: Room, user: User | None = None, side: str = "body") -> Act:
    """Somebody is proposed, appointed and has taken the seat; the body's first person chairs."""
    member = propose(room, user or make_person(), side)
    needs_reason = not room.fresh().members.standing().filter(side="ngo").exists()
    appoint(room, without_ngo="none_indicated" if needs_reason else "")
    return take_seat(member)


def declare(act: Act, evaluation: Evaluation, **answers: Any) -> ImpartialityStatement:
    """The member declares; impartial to all unless `exclusions` are said."""
    evaluation = Evaluation.objects.select_related("call").get(pk=evaluation.pk)
    exclusions = answers.pop("exclusions", {})
    digest = answers.pop("digest", digest_of_bids(bids_of(evaluation)))
    return impartiality.declare(act, evaluation, exclusions, digest=digest, **answers)


def pass_formal(room: Room) -> None:
    """Every offer is fit: how that comes about is the formal check's own business."""
    room.evaluation.assessments.update(state=Assessment.State.FORMAL_OK)


def open_merit(room: Room) -> Evaluation:
    """The formal check is over."""
    pass_formal(room)
    evaluation = room.fresh()
    return session.open_merit(room.clerk.later(LATER + timedelta(hours=1)), evaluation)


def represent(of: Cast, **fields: Any) -> Representative:
    """Somebody who may sign for a bidder."""
    return add_representative(
        of.editor,
        of.organisation,
        **{"function": "skarbnik", "valid_from": date(2024, 1, 1), **fields},
    )
