"""A call of the past with everything after its deadline: check, commission, scores, decision."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from contracting.calls.models import Call, Publication
from contracting.evaluation.actions import (
    commission,
    deciding,
    dividing,
    formal,
    meeting,
    scoring,
    session,
)
from contracting.evaluation.card_form import scores_of
from contracting.evaluation.lineup import Proposed
from contracting.evaluation.models import Assessment, AwardDecision, Evaluation, Meeting, ScoreCard
from contracting.evaluation.rules.meeting import Votes
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.calls import record
from mkus_portal.demo.loading.commission import declare, evaluation_of, take
from mkus_portal.demo.loading.content import content, office_of
from mkus_portal.demo.loading.offices import address_of, signature_of
from mkus_portal.demo.loading.organisations import signatories
from mkus_portal.demo.loading.people import make_person
from mkus_portal.demo.loading.plans import CallPlan, call_plans
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.drafting.actions import save_field

KEY = "prusice-wspolnie"
BEGUN = f"evaluation:{KEY}"
ZERO = Decimal(0)


def decided_steps(world: World) -> Iterator[Step]:
    """Yield each step from the closed call to the bidders' answers."""
    plan = call_plans(world.calendar)[KEY]
    for name, after, hour, make in (
        ("", 1, "09:10", _begin),
        (":formal", 2, "10:00", _check),
        (":commission", 3, "12:30", _appoint),
    ):
        at = _after(plan, after, hour)
        yield Step(f"{BEGUN}{name}", at, partial(make, at=at))
    for place, one in enumerate(content("decided")["member"]):
        email = one["email"]
        at = _after(plan, 4, f"18:{10 + 20 * place}")
        yield Step(f"{BEGUN}:seat{place}", at, partial(take, begun=BEGUN, email=email, at=at))
        at = _after(plan, 5, f"18:{10 + 20 * place}")
        yield Step(
            f"{BEGUN}:statement{place}", at, partial(declare, begun=BEGUN, email=email, at=at)
        )
    at = _after(plan, 6, "09:00")
    yield Step(f"{BEGUN}:merit", at, partial(_open_merit, at=at))
    for place, one in enumerate(content("decided")["member"]):
        at = _after(plan, 7 + place, "19:00")
        make = partial(_score, place=place, email=one["email"], at=at)
        yield Step(f"{BEGUN}:cards{place}", at, make)
    for name, after, hour, make in (
        (":meeting", 11, "13:00", _meet),
        (":scenario", 11, "14:30", _divide),
        (":decision", 14, "11:00", _decide),
        (":results", 14, "14:00", _publish),
    ):
        at = _after(plan, after, hour)
        yield Step(f"{BEGUN}{name}", at, partial(make, at=at))
    for place, entry in enumerate(content("decided")["offer"]):
        at = _after(plan, 16, "17:00") + timedelta(minutes=25 * place)
        yield Step(f"answer:{entry['key']}", at, partial(_answer, entry=entry, at=at))


def _after(plan: CallPlan, days: int, hour: str) -> datetime:
    return moment(_day(plan, days), hour)


def _day(plan: CallPlan, days: int) -> date:
    return plan.deadline.date() + timedelta(days=days)


def office_act(world: World, role: str, at: datetime) -> Act:
    """Return somebody of the office that announced the call."""
    address = address_of(office_of("prusice"), role)
    return world.act(address, role, world.scope("office", "office:prusice"), at)


def assessment_of(world: World, key: str) -> Assessment:
    """Return the assessment of an offer by the offer's key."""
    rows = Assessment.objects.select_related(
        "evaluation__call__office", "offer__task__call__office", "offer__organisation"
    )
    return rows.get(offer=world.made[f"offer:{key}"])


def _begin(world: World, at: datetime) -> Evaluation:
    call = world.get(Call, f"call:{KEY}")
    return session.begin_evaluation(office_act(world, "clerk", at), call)


def _check(world: World, at: datetime) -> Evaluation:
    for place, entry in enumerate(content("decided")["offer"]):
        assessment = assessment_of(world, entry["key"])
        act = office_act(world, "clerk", at + timedelta(minutes=15 * place))
        answered = assessment.answers.values("condition")
        waiting = assessment.evaluation.conditions.exclude(pk__in=answered)
        formal.save_answers(act, assessment, {one.pk: formal.Given("met") for one in waiting})
        formal.accept_formally(act, assessment_of(world, entry["key"]))
    return evaluation_of(world, BEGUN)


def _appoint(world: World, at: datetime) -> Any:  # noqa: ANN401 - the act of appointment
    clerk, evaluation = office_act(world, "clerk", at), evaluation_of(world, BEGUN)
    for one in content("decided")["member"]:
        if "name" in one:
            make_person(world, one["email"], one["name"])
        person = world.get(User, f"person:{one['email']}")
        commission.add_member(
            clerk,
            evaluation,
            Proposed(
                person.full_name,
                person.email,
                "body",
                one["function"],
                is_chair=one.get("chair", False),
            ),
        )
    order = commission.Order(
        number=f"{content('decided')['order']}.{at.year}",
        date=at.date(),
        signatory=signature_of(office_of("prusice")),
        chair=evaluation.members.get(is_chair=True).pk,
        without_ngo="none_indicated",
    )
    return commission.appoint(office_act(world, "executive", at), evaluation, order)


def _open_merit(world: World, at: datetime) -> Evaluation:
    return session.open_merit(office_act(world, "clerk", at), evaluation_of(world, BEGUN))


def _score(world: World, place: int, email: str, at: datetime) -> Evaluation:
    evaluation = evaluation_of(world, BEGUN)
    member = evaluation.members.get(email=email)
    act = world.act(email, member.role, Scope("call", evaluation.call_id), at)
    for number, entry in enumerate(content("decided")["offer"]):
        later = act.later(at + timedelta(minutes=20 * number))
        card = scoring.begin_card(later, assessment_of(world, entry["key"]))
        _fill(later, card, entry["points"][place])
        scoring.close_card(later, card)
    return evaluation


def _fill(act: Act, card: ScoreCard, points: list[int]) -> None:
    reasons = content("decided")["reasons"]
    for row, given, reason in zip(scores_of(card), points, reasons, strict=True):
        for cell, text in (("points", str(given)), ("reason", reason)):
            kept = card.draft.cardscores.get(pk=row.pk)
            save_field(act, card.draft, f"scores:{row.pk}:{cell}", text, kept.version_of(cell))


def _meet(world: World, at: datetime) -> Meeting:
    clerk, evaluation = office_act(world, "clerk", at), evaluation_of(world, BEGUN)
    about = content("decided")
    scoring.end_scoring(clerk, evaluation)
    made = meeting.open_meeting(
        clerk, evaluation, place=about["place"], began_at=at - timedelta(minutes=50)
    )
    made = meeting.save_presence(
        clerk, made, list(made.attendances.values_list("member", flat=True))
    )
    for entry in about["offer"]:
        assessment = assessment_of(world, entry["key"])
        amount = Decimal(entry["amount"]) or assessment.offer.grant
        meeting.save_vote(clerk, made, assessment, Votes(2, 0, 0), proposed_grant=amount)
    made.refresh_from_db()
    return meeting.save_notes(clerk, made, notes=about["notes"], remarks="")


def _divide(world: World, at: datetime) -> Meeting:
    """Choose the division that the commission found, and close its meeting."""
    clerk, evaluation = office_act(world, "clerk", at), evaluation_of(world, BEGUN)
    about, task = content("decided"), evaluation.call.tasks.get()
    scenario = dividing.add_scenario(clerk, evaluation, task, name=about["scenario"], cut="typed")
    amounts = {
        one.pk: one.proposed_grant or ZERO for one in evaluation.assessments.filter(state="scored")
    }
    dividing.type_amounts(clerk, scenario, amounts)
    scenario.refresh_from_db()
    dividing.choose_scenario(clerk, scenario, about["scenario_reason"])
    made = world.get(Meeting, f"{BEGUN}:meeting")
    return meeting.close_meeting(clerk, made, at)


def _decide(world: World, at: datetime) -> AwardDecision:
    number = f"{content('decided')['act']}.{at.year}"
    by = deciding.LegalAct(number, at.date(), signature_of(office_of("prusice")))
    return deciding.decide(office_act(world, "executive", at), evaluation_of(world, BEGUN), by)


def _publish(world: World, at: datetime) -> Call:
    plan = call_plans(world.calendar)[KEY]
    record(world, plan, at, Publication.Subject.RESULTS.value)
    return world.get(Call, f"call:{KEY}")


def _answer(world: World, entry: dict[str, Any], at: datetime) -> Assessment:
    assessment = assessment_of(world, entry["key"])
    by = next(one["by"] for one in content("offers")["offer"] if one["key"] == entry["key"])
    scope = world.scope("organisation", f"organisation:{by}")
    act = world.act(signatories(by)[0], "ngo_signatory", scope, at)
    if entry["answer"] == "accept":
        return deciding.accept_award(act, assessment)
    return deciding.resign_award(act, assessment, entry["why"])
