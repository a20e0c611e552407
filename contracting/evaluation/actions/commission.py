"""The line-up of a commission: proposed by the office, appointed and changed by the executive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.evaluation import commission_letters as letters
from contracting.evaluation.actions.impartiality import close_contents, detect
from contracting.evaluation.commission_permissions import (
    may_appoint,
    may_invite_again,
    may_line_up,
    may_take_out,
)
from contracting.evaluation.conflicts import bar, findings
from contracting.evaluation.documents.commission import LINE_UP
from contracting.evaluation.lineup import Proposed, frozen, gaps, in_print
from contracting.evaluation.models import (
    Candidate,
    CommissionAct,
    CommissionMember,
    Evaluation,
    Recruitment,
)
from mkus_portal.accounts.actions import end_membership, withdraw_invitation
from mkus_portal.accounts.models import Invitation, Membership
from mkus_portal.act import Act, Scope
from mkus_portal.documents import actions as documents
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import refused

Side = CommissionMember.Side


@transaction.atomic
def add_member(act: Act, evaluation: Evaluation, proposed: Proposed) -> CommissionMember:
    """Propose somebody for the commission.

    Raises Refused, also for a person indicated by a bidder (R06), ValidationError for one who is in
    the line-up already.
    """
    insist(may_line_up(act, hold(evaluation)))
    candidate = proposed.candidate
    if candidate is None and proposed.side == Side.NGO:
        insist(refused("Osobę wskazaną przez organizację wybiera się spośród kandydatów naboru."))
    if candidate is not None and not is_meant(candidate, evaluation):
        insist(refused("Ten kandydat nie jest zgłoszony do komisji tego konkursu."))
    member = CommissionMember(
        evaluation=evaluation,
        full_name=" ".join(proposed.full_name.split()),
        email=proposed.email.strip().lower(),
        side=proposed.side,
        function=proposed.function,
        candidate=candidate,
        organisation=candidate.organisation if candidate else None,
        added_at=act.at,
    )
    barred = bar(findings(evaluation, [member], act.day), member.pk)
    if barred:
        insist(refused(barred))
    if proposed.is_chair:
        _give_chair(evaluation, member)
    member.full_clean()
    member.save()
    return member


def is_meant(candidate: Candidate, evaluation: Evaluation) -> bool:
    """Whether somebody is a candidate of this call's recruitment, or of that of its year."""
    recruitment: Recruitment = candidate.recruitment
    call = evaluation.call
    own = recruitment.office_id == call.office_id and candidate.withdrawn_at is None
    of_call = recruitment.call_id == call.pk
    return own and (of_call or (recruitment.call_id is None and recruitment.year == call.year))


def _give_chair(evaluation: Evaluation, member: CommissionMember) -> None:
    """Let the proposed person chair; who presides by an act is changed by an act only."""
    sitting = evaluation.members.seated().filter(is_chair=True)
    if sitting.exists():
        insist(refused("Komisja ma przewodniczącego. Zmienia go organ wykonawczy aktem."))
    evaluation.members.proposed().filter(is_chair=True).update(is_chair=False)
    member.is_chair = True


@transaction.atomic
def take_out(act: Act, member: CommissionMember) -> None:
    """Take a proposed person out of the line-up. Raises Refused."""
    hold(member.evaluation)
    member.refresh_from_db(from_queryset=CommissionMember.objects.all())
    insist(may_take_out(act, member))
    letters.close_replacing(act, member)
    member.delete()


@transaction.atomic
def copy_line_up(act: Act, evaluation: Evaluation, other: Evaluation) -> list[str]:
    """Propose the people of another commission of the office; return who was left out and why.

    Raises Refused, ValidationError for another office's evaluation.
    """
    insist(may_line_up(act, hold(evaluation)))
    if other.call.office_id != evaluation.call.office_id or other.pk == evaluation.pk:
        message = "Skład można skopiować z innego konkursu tego samego urzędu."
        raise ValidationError(message)
    here = set(evaluation.members.standing().values_list("email", flat=True))
    rows = list(other.members.seated().select_related("organisation", "candidate"))
    copies = [_copy(act, evaluation, one) for one in rows if one.email not in here]
    left_out = []
    for one in copies:
        barred = bar(findings(evaluation, [one], act.day), one.pk)
        if barred:
            left_out.append(f"{one.full_name}: {barred}")
            continue
        if evaluation.members.standing().filter(is_chair=True).exists():
            one.is_chair = False
        one.save()
    return left_out


def _copy(act: Act, evaluation: Evaluation, member: CommissionMember) -> CommissionMember:
    return CommissionMember(
        evaluation=evaluation,
        full_name=member.full_name,
        email=member.email,
        side=member.side,
        function=member.function,
        candidate=member.candidate,
        organisation=member.organisation,
        is_chair=member.is_chair,
        added_at=act.at,
    )


@transaction.atomic
def ask_for_appointment(act: Act, evaluation: Evaluation) -> None:
    """Hand the line-up to the executive body. Raises Refused when nobody is proposed."""
    insist(may_line_up(act, hold(evaluation)))
    if not evaluation.members.proposed().exists() and not evaluation.is_appointed:
        insist(refused("Najpierw zaproponuj skład komisji."))
    letters.ask_for_appointment(act, evaluation)


@dataclass(frozen=True, slots=True)
class Order:
    """What the executive body decides: the act (R21), the chair, who leaves and why."""

    number: str
    date: date
    signatory: str
    chair: int
    without_ngo: str = ""
    leaving: Mapping[int, str] | None = None


@transaction.atomic
def appoint(act: Act, evaluation: Evaluation, order: Order) -> CommissionAct:
    """Record the act: proposed people sit, the leaving ones do not, everybody new is invited.

    Raises Refused with all that the line-up lacks (R05, R06), ValidationError for a wrong act.
    """
    insist(may_appoint(act, hold(evaluation)))
    leaving = order.leaving or {}
    standing = list(evaluation.members.standing().select_related("organisation", "user"))
    staying = [one for one in standing if one.pk not in leaving]
    for one in staying:
        one.is_chair = one.pk == order.chair
    _check(act, evaluation, order, staying)
    _end_seats(act, [one for one in standing if one.pk in leaving], leaving)
    CommissionMember.objects.filter(evaluation=evaluation).update(is_chair=False)
    evaluation.without_ngo = order.without_ngo
    record = CommissionAct(
        evaluation=evaluation,
        number=order.number,
        date=order.date,
        signatory=order.signatory,
        content=frozen(evaluation, sorted(staying, key=in_print)),
        recorded_at=act.at,
        recorded_by_id=act.user,
    )
    record.full_clean()
    record.save()
    evaluation.members.filter(pk__in=leaving).update(dismissed_by=record)
    for one in staying:
        _seat(act, one, record)
    _write_on(evaluation, record)
    letters.close_appointment(act, evaluation)
    documents.request(act, LINE_UP, record, title=f"Skład komisji, akt nr {record.number}"[:200])
    detect(act, evaluation, staying)
    return record


def _check(
    act: Act, evaluation: Evaluation, order: Order, staying: Sequence[CommissionMember]
) -> None:
    """Ask that the act is dated and the line-up is whole. Raises ValidationError, Refused."""
    if order.date > act.day:
        raise ValidationError({"date": "Data aktu nie może być z przyszłości."})
    if any(not reason.strip() for reason in (order.leaving or {}).values()):
        raise ValidationError({"leaving_reason": "Napisz, dlaczego te osoby odchodzą."})
    chair = next((one for one in staying if one.is_chair), None)
    if chair is not None and chair.side == Side.EXPERT:
        raise ValidationError({"chair": "Ekspert nie może przewodniczyć: ma głos doradczy."})
    missing = gaps(evaluation, staying, order.without_ngo, act.day)
    if missing:
        insist(refused(" ".join(missing)))


def _seat(act: Act, member: CommissionMember, record: CommissionAct) -> None:
    """Let the person sit; whoever is new gets an invitation."""
    is_new = member.appointed_by_id is None
    if is_new:
        member.appointed_by = record
    member.save(update_fields=["appointed_by", "is_chair"])
    if is_new:
        letters.invite_member(act, member)


def _write_on(evaluation: Evaluation, record: CommissionAct) -> None:
    """Keep the first act as the appointment's; later ones change the line-up alone."""
    if not evaluation.is_appointed:
        evaluation.appointment_number = record.number
        evaluation.appointment_date = record.date
        evaluation.appointment_signatory = record.signatory
    evaluation.step(None)
    evaluation.save()


def _end_seats(act: Act, members: Sequence[CommissionMember], reasons: Mapping[int, str]) -> None:
    """Take seat, invitation, role and Keys back, each with the reason."""
    for member in members:
        member.ended_at = act.at
        member.end_reason = reasons[member.pk].strip()[:300]
        member.is_chair = False
        member.save(update_fields=["ended_at", "end_reason", "is_chair"])
        close_contents(act, member)
        if member.invitation is not None:
            withdraw_invitation(act, member.invitation)
        _end_role(act, member)
        letters.tell_dismissed(act, member)


def _end_role(act: Act, member: CommissionMember) -> None:
    scope = Scope("call", member.evaluation.call_id)
    held = Membership.objects.of(scope).with_role(member.role).valid_on(act.day)
    for membership in held.filter(user=member.user_id or 0):
        end_membership(act, membership)


@transaction.atomic
def invite_again(act: Act, member: CommissionMember) -> None:
    """Write to a member who has not taken the seat; the older link stops working."""
    insist(may_invite_again(act, member))
    letters.invite_member(act, member)


def take_seat(act: Act, invitation: Invitation) -> None:
    """Give the seat its person when the invitation is taken; follows `accept_invitation`."""
    seats = CommissionMember.objects.seated().select_related("evaluation__call", "user")
    for member in seats.filter(invitation=invitation, user__isnull=True):
        if member.evaluation.members.seated().filter(user=act.user).exists():
            continue  # one person, one vote: a second seat stays empty
        member.user_id = act.user
        member.save(update_fields=["user"])
        letters.ask_to_declare(act, member)
        detect(act, member.evaluation, [member])
