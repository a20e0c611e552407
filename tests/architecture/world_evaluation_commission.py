"""Commissions of the rails' world: one being lined up, one that reads and declares.

Both are of calls whose deadline has passed, each with an offer of the world's organisation.
"""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress

from contracting.evaluation.actions import commission, impartiality, recruitment, session
from contracting.evaluation.conflicts import bids_of, digest_of_bids
from contracting.evaluation.lineup import Proposed
from contracting.evaluation.models import Assessment, CommissionMember, Evaluation
from mkus_portal.accounts.actions import accept_invitation
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from tests.contracting.calls import factories as call_factories
from tests.contracting.offers.factories import Cast

COMMISSION = frozenset({"commission_member", "commission_expert"})
OTHER_COMMISSION = frozenset({"other_commission_member"})


def add_commissions(world: Any, early: Any, deadline: Any, wrote: Any, writers_of: Any) -> None:
    """Add the recruitments, the two commissions and their people."""
    _add_recruitments(world, wrote)
    lined, sitting = (
        _begun(world, title, early, deadline, wrote, writers_of)
        for title in ("Komisja w powołaniu", "Komisja powołana")
    )
    _seat(world, lined, {"other_commission_member": "body"}, wrote, "1/2026")
    _seat(
        world,
        sitting,
        {"commission_member": "body", "commission_expert": "expert"},
        wrote,
        "2/2026",
    )
    act = world.act("commission_member", wrote)
    evaluation = Evaluation.objects.select_related("call").get(pk=sitting.pk)
    statement = impartiality.declare(
        act, evaluation, {}, digest=digest_of_bids(bids_of(evaluation))
    )
    evaluation.assessments.update(state=Assessment.State.FORMAL_OK)
    session.open_merit(world.act("clerk", wrote), Evaluation.objects.get(pk=sitting.pk))
    proposed = commission.add_member(
        world.act("clerk", wrote), lined, Proposed("Ewa Nowa", "ewa@swiat.example", "body")
    )
    world.things |= {
        "lined_evaluation": lined,
        "sitting_evaluation": Evaluation.objects.get(pk=sitting.pk),
        "proposed_member": proposed,
        "sitting_member": CommissionMember.objects.get(user=act.user),
        "waiting_member": _waiting(world, sitting, wrote),
        "commission_act": sitting.acts.first(),
        "statement": statement,
        "commissioned_offer": sitting.assessments.get().offer,
    }


def _add_recruitments(world: Any, wrote: Any) -> None:
    clerk = world.act("clerk", wrote)
    said = {
        "year": 2027,
        "requirements": "Szukamy osób z doświadczeniem.",
        "opens_on": date(2026, 11, 2),
        "closes_on": date(2026, 12, 31),
        "call": None,
    }
    draft = recruitment.create_recruitment(clerk, title="Szkic naboru", **said)
    taking = recruitment.create_recruitment(clerk, title="Nabór roczny", **(said | {"year": 2028}))
    recruitment.publish_recruitment(clerk, taking)
    candidate = recruitment.indicate_candidate(
        world.act("ngo_admin", wrote),
        taking,
        full_name="Celina Wskazana",
        email="celina@swiat.example",
        experience="",
    )
    world.things |= {
        "draft_recruitment": draft,
        "open_recruitment": taking,
        "candidate": candidate,
    }


def _begun(
    world: Any, title: str, early: Any, deadline: Any, wrote: Any, writers_of: Any
) -> Evaluation:
    call = call_factories.make_published_call(
        world.things["office"], at=early, title=title, deadline_at=deadline
    )
    writers: Cast = writers_of(world, call)
    writers.sent()
    return session.begin_evaluation(world.act("clerk", wrote), call)


def _seat(
    world: Any, evaluation: Evaluation, people: dict[str, str], wrote: Any, number: str
) -> None:
    """Propose, appoint and seat people of the cast by their tags."""
    from tests.architecture.world import make_user, sign_in  # noqa: PLC0415 - world builds with this

    clerk, executive = world.act("clerk", wrote), world.act("executive", wrote)
    seats = {}
    for tag, side in people.items():
        user = make_user(tag)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        seats[tag] = commission.add_member(
            clerk, evaluation, Proposed(user.full_name, user.email, side)
        )
    chair = next(one for one in seats.values() if one.side == "body")
    order = commission.Order(
        number, wrote.date(), "Anna Wzorowa, wójt", chair.pk, without_ngo="none_indicated"
    )
    commission.appoint(executive, evaluation, order)
    for tag, member in seats.items():
        member.refresh_from_db()
        user = User.objects.get(email=member.email)
        accept_invitation(
            Act(user.pk, "person", Scope("none", None), wrote), member.invitation, user
        )
        sign_in(world, tag, user, member.role, Scope("call", evaluation.call_id))


def _waiting(world: Any, evaluation: Evaluation, wrote: Any) -> CommissionMember:
    """Somebody appointed by a second act who has not taken the invitation."""
    evaluation = Evaluation.objects.select_related("call__office").get(pk=evaluation.pk)
    member = commission.add_member(
        world.act("clerk", wrote), evaluation, Proposed("Jan Czeka", "jan@swiat.example", "body")
    )
    chair = evaluation.members.get(is_chair=True)
    order = commission.Order(
        "3/2026", wrote.date(), "Anna Wzorowa, wójt", chair.pk, without_ngo="none_indicated"
    )
    commission.appoint(world.act("executive", wrote), evaluation, order)
    member.refresh_from_db()
    return member
