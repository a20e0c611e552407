"""The formal check of one closed call: every outcome, and a call for correction that waits."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from contracting.calls.models import Call
from contracting.evaluation.actions import formal
from contracting.evaluation.actions.formal import Given
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.models import Assessment, Correction, Evaluation
from contracting.offers import actions as offers
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content, office_of
from mkus_portal.demo.loading.offices import address_of
from mkus_portal.demo.loading.organisations import signatories, writer
from mkus_portal.demo.loading.plans import CallPlan, call_plans
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.drafting import actions as drafting

CALL = "elk-sport"
DAYS_TO_CORRECT = 9
ACCEPTED = ("igrzyska-mlodziezy", "judo-i-biegi", "gimnastyka-i-kije")
TO_CORRECT = "wioslarze"
CORRECTED = "rowery-dla-dzieci"
REJECTED = "turniej-osiedli"
SHORT = "Nie opisano, w jaki sposób dzieci z okolicznych szkół trafią na zajęcia."
ASKED = {"III": "W punkcie III.3 dopisz, jak będzie prowadzony nabór uczestników."}
ASKED_STAFF = {"IV": "W punkcie IV.2 podaj, kto poprowadzi zajęcia i z jakim uprawnieniem."}
STAFF = (
    "Zajęcia poprowadzą dwie instruktorki rekreacji ruchowej z dyplomem oraz trzech wolontariuszy"
    " z kartą rowerową i kursem pierwszej pomocy. Rowery i kaski mamy własne."
)
OUTSIDE = "Turniej jest wydarzeniem zamkniętym dla członków klubu, a konkurs dotyczy mieszkańców."
LETTER = "Prosimy o uzupełnienie. Nieuzupełniona w terminie oferta zostanie odrzucona."


def formal_steps(world: World) -> Iterator[Step]:
    """Yield the beginning of the evaluation and what became of its offers."""
    plan = call_plans(world.calendar)[CALL]
    at = partial(_after, plan)
    yield Step(f"evaluation:{CALL}", at(1, "09:20"), partial(_begin, at=at(1, "09:20")))
    for place, key in enumerate(ACCEPTED):
        when = at(1, f"10:{10 + 12 * place}")
        yield Step(f"formal:{key}", when, partial(_accept, key=key, at=when))
    for key, hour, reasons in (
        (CORRECTED, "11:05", ASKED_STAFF),
        (TO_CORRECT, "11:40", ASKED),
    ):
        when = at(1, hour)
        make = partial(_ask, key=key, reasons=reasons, at=when)
        yield Step(f"formal:{key}", when, make)
    rejected = at(1, "12:15")
    yield Step(f"formal:{REJECTED}", rejected, partial(_reject, key=REJECTED, at=rejected))
    corrected = at(2, "17:45")
    yield Step(f"formal:{CORRECTED}:sent", corrected, partial(_correct, at=corrected))


def _after(plan: CallPlan, days: int, hour: str) -> datetime:
    return moment(plan.deadline.date() + timedelta(days=days), hour)


def _clerk(world: World, at: datetime) -> Act:
    code = "elk"
    return world.act(
        address_of(office_of(code), "clerk"), "clerk", world.scope("office", f"office:{code}"), at
    )


def _begin(world: World, at: datetime) -> Evaluation:
    call = Call.objects.select_related("office").get(pk=world.made[f"call:{CALL}"])
    return begin_evaluation(_clerk(world, at), call)


def _checked(world: World, key: str, at: datetime, defect: str = "", **which: Any) -> Assessment:
    """Fill the sheet: yes to what waits for a person, no to one condition for a defect."""
    rows = Assessment.objects.select_related("evaluation__call__office", "offer")
    assessment = rows.get(offer=world.made[f"offer:{key}"])
    answered = assessment.answers.values("condition")
    waiting = assessment.evaluation.conditions.exclude(pk__in=answered)
    given = {one.pk: Given("met") for one in waiting}
    if defect:
        given[waiting.filter(**which)[0].pk] = Given("not_met", defect)
    formal.save_answers(_clerk(world, at), assessment, given)
    return rows.get(pk=assessment.pk)


def _accept(world: World, key: str, at: datetime) -> Assessment:
    assessment = _checked(world, key, at)
    return formal.accept_formally(_clerk(world, at + timedelta(minutes=4)), assessment)


def _ask(world: World, key: str, reasons: Mapping[str, str], at: datetime) -> Correction:
    assessment = _checked(world, key, at, SHORT, is_correctable=True)
    act = _clerk(world, at + timedelta(minutes=8))
    due_on = act.day + timedelta(days=DAYS_TO_CORRECT)
    return formal.ask_to_correct(act, assessment, reasons, due_on, LETTER)


def _reject(world: World, key: str, at: datetime) -> Assessment:
    assessment = _checked(world, key, at, OUTSIDE, is_correctable=False)
    act = _clerk(world, at + timedelta(minutes=6))
    return formal.reject_formally(act, assessment, formal.reason_of(assessment))


def _correct(world: World, at: datetime) -> Offer:
    """Write the missing text, sign by everybody who has to, and send anew."""
    entry = next(one for one in content("offers")["offer"] if one["key"] == CORRECTED)
    offer = world.get(Offer, f"offer:{CORRECTED}")
    email, role = writer(entry["by"])
    scope = offer.organisation.scope
    answer = offer.draft.answers.get(row=None, field="IV.2")
    act = world.act(email, role, scope, at)
    drafting.save_field(act, offer.draft, "IV.2", STAFF, answer.version)
    for number, person in enumerate(signatories(entry["by"]), 1):
        offer = world.get(Offer, f"offer:{CORRECTED}")
        if offer.state == Offer.State.RETURNED:
            signs = world.act(person, "ngo_signatory", scope, at + timedelta(minutes=9 * number))
            offers.sign_and_send(signs, offer)
    return offer
