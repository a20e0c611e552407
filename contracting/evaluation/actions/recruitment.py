"""Recruitments: announced by offices, answered by organisations."""

from typing import Any

from django.db import transaction

from contracting.calls.models import Call, PublicVersion
from contracting.evaluation.actions.impartiality import detect
from contracting.evaluation.commission_permissions import (
    INDICATING,
    may_edit_recruitment,
    may_enter_candidate,
    may_indicate,
    may_recruit,
    may_withdraw_candidate,
)
from contracting.evaluation.models import Candidate, CommissionMember, Evaluation, Recruitment
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import refused
from ngos.models import Organisation

BIDS_ITSELF = (
    "Organizacja złożyła ofertę w tym konkursie, więc osoba, którą wskaże, nie może zasiadać"
    " w komisji (art. 15 ust. 2d ustawy)."
)


@transaction.atomic
def create_recruitment(act: Act, **fields: Any) -> Recruitment:
    """Prepare a recruitment of the office for which somebody acts. Raises Refused."""
    insist(may_recruit(act))
    recruitment = Recruitment(office_id=act.scope.id or 0, **fields)
    _insist_on_own_call(act, recruitment.call)
    recruitment.full_clean()
    recruitment.save()
    return recruitment


@transaction.atomic
def edit_recruitment(
    act: Act,
    recruitment: Recruitment,
    based_on: int | None = None,
    **fields: Any,
) -> Recruitment:
    """Change a recruitment that is not published. Raises Refused, Overtaken."""
    hold(recruitment)
    insist(may_edit_recruitment(act, recruitment))
    recruitment.step(based_on)
    for name, value in fields.items():
        setattr(recruitment, name, value)
    _insist_on_own_call(act, recruitment.call)
    recruitment.full_clean()
    recruitment.save()
    return recruitment


def _insist_on_own_call(act: Act, call: Call | None) -> None:
    if call is not None and not Call.objects.of_office(act).filter(pk=call.pk).exists():
        insist(refused("Nabór dotyczy konkursu swojego urzędu."))


@transaction.atomic
def publish_recruitment(act: Act, recruitment: Recruitment) -> Recruitment:
    """Announce it: from now on its words stay. Raises Refused."""
    hold(recruitment)
    insist(may_edit_recruitment(act, recruitment))
    if recruitment.closes_on < act.day:
        insist(refused("Ostatni dzień zgłoszeń już minął. Popraw go przed ogłoszeniem."))
    recruitment.published_at = act.at
    recruitment.step(None)
    recruitment.save()
    PublicVersion.objects.grow()
    return recruitment


@transaction.atomic
def indicate_candidate(act: Act, recruitment: Recruitment, **fields: Any) -> Candidate:
    """Indicate somebody on behalf of the organisation for which one acts (art. 15 ust. 2d).

    Raises Refused, also for an organisation with an offer in the call (R06), ValidationError.
    """
    insist(may_indicate(act, recruitment))
    organisation = Organisation.objects.get(pk=act.scope.id or 0)
    return _keep(act, recruitment, organisation, fields)


@transaction.atomic
def enter_candidate(
    act: Act,
    recruitment: Recruitment,
    organisation: Organisation,
    **fields: Any,
) -> Candidate:
    """Enter whom an organisation indicated on paper. Raises Refused, ValidationError."""
    insist(may_enter_candidate(act, recruitment))
    return _keep(act, recruitment, organisation, fields)


def _keep(
    act: Act, recruitment: Recruitment, organisation: Organisation, fields: dict[str, Any]
) -> Candidate:
    own = act.scope.kind == "organisation" and act.holds(*INDICATING)
    if own and recruitment.call_id is not None:
        sent = Offer.objects.filter(
            task__call=recruitment.call_id, organisation=organisation, state__in=Offer.STANDING
        )
        if sent.exists():
            insist(refused(BIDS_ITSELF))
    candidate = Candidate(
        recruitment=recruitment,
        organisation=organisation,
        indicated_at=act.at,
        indicated_by_id=act.user,
        **{**fields, "email": fields["email"].strip().lower()},
    )
    candidate.full_clean()
    candidate.save()
    _look_again(act, candidate)
    return candidate


def _look_again(act: Act, candidate: Candidate) -> None:
    """Tell the office when the person sits already and the organisation bids there (R06)."""
    seats = CommissionMember.objects.seated().filter(
        email=candidate.email,
        evaluation__call__office=candidate.recruitment.office_id,
        evaluation__state__in=(Evaluation.State.FORMAL, Evaluation.State.MERIT),
    )
    for member in seats.select_related("evaluation__call", "user"):
        detect(act, member.evaluation, [member])


@transaction.atomic
def withdraw_candidate(act: Act, candidate: Candidate) -> None:
    """Take a candidate back. Raises Refused."""
    hold(candidate)
    insist(may_withdraw_candidate(act, candidate))
    candidate.withdrawn_at = act.at
    candidate.save(update_fields=["withdrawn_at"])
