"""Impartiality: statements, exclusions, and the Keys that open the offers' contents."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from contracting.evaluation import commission_letters as letters
from contracting.evaluation.commission_permissions import (
    may_declare,
    may_exclude,
    may_step_aside,
)
from contracting.evaluation.conflicts import (
    OF_CALL,
    Bid,
    Exclusion,
    Finding,
    bar,
    bids_of,
    digest_of_bids,
    findings,
)
from contracting.evaluation.documents.commission import STATEMENT as STATEMENT_FILE
from contracting.evaluation.models import (
    Assessment,
    CommissionMember,
    Evaluation,
    ImpartialityStatement,
    Recusal,
)
from contracting.evaluation.permissions import seat_of
from contracting.evaluation.rules.commission import STATEMENT
from contracting.offers.models import Advice, Offer
from mkus_portal.accounts.actions import give_key, take_key
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import refused

READ = Key.Right.READ
READABLE = (
    Assessment.State.FORMAL_OK,
    Assessment.State.SCORED,
    Assessment.State.AWARDED,
    Assessment.State.RESERVE,
    Assessment.State.NOT_AWARDED,
)
LIST_CHANGED = "Lista oferentów zmieniła się od otwarcia strony. Przeczytaj ją jeszcze raz."


@transaction.atomic
def declare(
    act: Act,
    evaluation: Evaluation,
    exclusions: Mapping[int, Exclusion],
    *,
    not_me: Iterable[int] = (),
    digest: str,
) -> ImpartialityStatement:
    """Record the member's statement about the list of bidders that the digest names.

    `exclusions` by assessment; `not_me`: assessments about which the portal asked, and which the
    member answered with "it is a coincidence". Raises Refused, ValidationError when the list has
    changed or a question of the portal has no answer.
    """
    hold(evaluation)
    insist(may_declare(act, evaluation))
    seat = seat_of(act, evaluation)
    assert seat is not None  # noqa: S101 - may_declare has asked
    bids = bids_of(evaluation)
    if digest != digest_of_bids(bids):
        raise ValidationError(LIST_CHANGED)
    found = findings(evaluation, [seat], act.day, bids)
    barred = bar(found, seat.pk)
    if barred:
        insist(refused(barred))
    asked = {one.assessment: one.sentence for one in found if not one.is_certain}
    answered = set(not_me) & set(asked)
    _insist_on_answers(asked, {*answered, *exclusions})
    _record_findings(act, seat, found)
    _record(act, seat, exclusions, bids, Recusal.Source.DECLARED)
    statement = ImpartialityStatement.objects.create(
        member=seat,
        wording=STATEMENT,
        bidders_digest=digest,
        content=_content(seat, bids, {pk: asked[pk] for pk in answered}),
        declared_at=act.at,
    )
    documents.request(act, STATEMENT_FILE, statement, title=f"Oświadczenie: {seat.full_name}"[:200])
    letters.close_declaring(act, seat)
    if evaluation.state == Evaluation.State.MERIT:
        open_contents(act, seat)
    return statement


def _insist_on_answers(asked: Mapping[int, str], answered: set[int]) -> None:
    """Ask that every doubt is answered. Raises ValidationError."""
    missing = [sentence for pk, sentence in asked.items() if pk not in answered]
    if missing:
        message = f"Odpowiedz na pytanie portalu. {missing[0]}"
        raise ValidationError(message)


def _record(
    act: Act,
    seat: CommissionMember,
    exclusions: Mapping[int, Exclusion],
    bids: Sequence[Bid],
    source: Recusal.Source,
) -> None:
    """Write the exclusions of offers of this call; one that stands already stays as it is."""
    own = {one.assessment for one in bids}
    for pk, why in exclusions.items():
        if pk not in own:
            insist(refused("Tej oferty nie ma w tym konkursie."))
        if not why.reason.strip():
            message = "Opisz, na czym polega okoliczność."
            raise ValidationError(message)
        Recusal.objects.get_or_create(
            member=seat,
            assessment_id=pk,
            defaults={
                "ground": why.ground,
                "reason": why.reason.strip(),
                "source": source,
                "recorded_at": act.at,
                "recorded_by_id": act.user,
            },
        )


def _content(
    seat: CommissionMember, bids: Sequence[Bid], coincidences: Mapping[int, str]
) -> dict[str, Any]:
    """Return the statement as it is printed: the bidders and what the member said of each."""
    recusals = {one.assessment_id: one for one in seat.recusals.all()}

    def said(pk: int) -> str:
        if pk in recusals:
            one = recusals[pk]
            return f"wyłączenie: {one.get_ground_display()}. {one.reason}"
        if pk in coincidences:
            return f"brak podstaw do wyłączenia. {coincidences[pk]} To zbieżność, nie ja."
        return "brak podstaw do wyłączenia"

    rows = [
        {
            "number": one.number,
            "bidders": "; ".join(one.bidders),
            "title": one.title,
            "said": said(one.assessment),
        }
        for one in bids
    ]
    return {"bids": rows}


@transaction.atomic
def step_aside(act: Act, evaluation: Evaluation, assessment: Assessment, why: Exclusion) -> None:
    """Exclude oneself from an offer after declaring; its contents close at once. Raises Refused."""
    insist(may_step_aside(act, evaluation))
    seat = seat_of(act, evaluation)
    assert seat is not None  # noqa: S101 - may_step_aside has asked
    _record(act, seat, {assessment.pk: why}, bids_of(evaluation), Recusal.Source.DECLARED)
    close_contents(act, seat, [assessment.offer_id])
    sentence = f"{why.reason} (oferta {assessment.offer.number})"
    letters.tell_conflict(act, seat, [sentence], barred=False)


@transaction.atomic
def exclude(act: Act, member: CommissionMember, assessment: Assessment, why: Exclusion) -> None:
    """Exclude a member from an offer on request or ex officio (KPA art. 24 § 3). Raises Refused."""
    insist(may_exclude(act, member))
    _record(act, member, {assessment.pk: why}, bids_of(member.evaluation), Recusal.Source.DECIDED)
    close_contents(act, member, [assessment.offer_id])


def detect(act: Act, evaluation: Evaluation, members: Sequence[CommissionMember]) -> None:
    """Exclude members from the offers to which the portal knows a certain tie, and tell the office.

    In the caller's transaction. Whoever was indicated by a bidder cannot sit: all contents close.
    """
    found = findings(evaluation, members, act.day)
    for member in members:
        own = [one for one in found if one.member == member.pk]
        barred = bar(own, member.pk)
        new = _record_findings(act, member, own)
        if barred:
            close_contents(act, member)
            new = new or _of_call(own, member)
        if new:
            letters.tell_conflict(act, member, new, barred=bool(barred))


def _of_call(own: Sequence[Finding], member: CommissionMember) -> list[str]:
    """Return the ties to the call itself, unless the office has been told to replace the person."""
    if letters.waits_for_replacement(member):
        return []
    return [one.sentence for one in own if one.assessment == OF_CALL]


def take_adviser(act: Act, advice: Advice) -> None:
    """Exclude whoever has become an adviser in the call from its commission, and tell both sides.

    In the transaction of `accept_advice`. It holds the evaluation as the line-up's changes do, so
    one of the two sees the other.
    """
    evaluation = Evaluation.objects.filter(call=advice.offer.task.call_id).first()
    if evaluation is None:
        return
    hold(evaluation)
    rows = evaluation.members.standing().select_related("user", "evaluation__call")
    emails = (advice.email, advice.user.email if advice.user else "")
    members = list(rows.filter(Q(user=advice.user_id) | Q(email__in=emails)))
    detect(Act.system(act.at), evaluation, members)
    for member in members:
        letters.tell_adviser(act, member)


def _record_findings(act: Act, member: CommissionMember, found: Sequence[Finding]) -> list[str]:
    """Write the certain ties that are not recorded yet; return their sentences."""
    known = set(member.recusals.values_list("assessment", flat=True))
    fresh = [
        one
        for one in found
        if one.is_certain and one.assessment not in known and one.assessment != OF_CALL
    ]
    Recusal.objects.bulk_create(
        Recusal(
            member=member,
            assessment_id=one.assessment,
            ground=one.ground,
            reason=one.sentence,
            source=Recusal.Source.DETECTED,
            recorded_at=act.at,
        )
        for one in fresh
    )
    if fresh:
        excluded = Assessment.objects.filter(pk__in=[one.assessment for one in fresh])
        close_contents(act, member, excluded.values_list("offer", flat=True))
    return list(dict.fromkeys(one.sentence for one in fresh))


def open_all_contents(act: Act, evaluation: Evaluation) -> None:
    """Open the fit offers to everybody who has declared: the formal check is over.

    In the transaction of `open_merit`. What registers show meanwhile counts first.
    """
    rows = evaluation.members.seated().select_related("user", "evaluation__call")
    members = list(rows.filter(user__isnull=False))
    detect(act, evaluation, members)
    for member in members:
        if open_contents(act, member):
            letters.tell_opened(act, member)


def why_open(evaluation: Evaluation) -> str:
    """Return the reason that a Key of this commission bears."""
    return f"Komisja konkursu nr {evaluation.call_id}, oświadczenie o bezstronności złożone"


def open_contents(act: Act, member: CommissionMember) -> int:
    """Give the member Keys to the fit offers, save those they are excluded from; return how many.

    Only to a seated member who has declared, and only while the merit is assessed.
    """
    evaluation = member.evaluation
    declared = ImpartialityStatement.objects.filter(member=member).exists()
    user = member.user
    if not (declared and member.is_seated and evaluation.state == Evaluation.State.MERIT):
        return 0
    if user is None or bar(findings(evaluation, [member], act.day), member.pk):
        return 0
    excluded = member.recusals.values("assessment")
    fit = evaluation.assessments.filter(state__in=READABLE).exclude(pk__in=excluded)
    offers = [one.offer for one in fit.select_related("offer")]
    for offer in offers:
        give_key(act, user, offer, READ, why_open(evaluation))
    return len(offers)


def close_contents(act: Act, member: CommissionMember, offers: Iterable[int] | None = None) -> None:
    """Take the member's Keys back: to the given offers, else to all of the call."""
    if member.user is None:
        return
    own = Offer.objects.filter(assessment__evaluation=member.evaluation_id)
    wanted = own if offers is None else own.filter(pk__in=list(offers))
    held = Key.objects.held_by(_as(act, member), Offer, READ)
    held = held.filter(why=why_open(member.evaluation))
    for key in held.filter(object_id__in=wanted.values("pk")):
        take_key(act, key)


def _as(act: Act, member: CommissionMember) -> Act:
    """Return the act as the member's, to ask for the Keys that they hold now."""
    return Act(member.user_id, member.role, act.scope, act.at, act.origin)
