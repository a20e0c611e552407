"""Entering and changing organisations, their representatives, requests to join."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from mkus_portal.accounts.actions import grant_membership, make_first_administrator
from mkus_portal.accounts.models import Invitation, User
from mkus_portal.act import Act
from mkus_portal.folding import folded
from mkus_portal.identifiers import (
    checked_account,
    checked_nip,
    checked_regon,
    e_delivery_fault,
    postcode_fault,
)
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import (
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.invitations import invite
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused
from ngos import letters
from ngos.legal_forms import register_number, register_of
from ngos.models import AccessRequest, Organisation, Representative, TrackRecord
from ngos.permissions import may_edit

SIGNATORY = "ngo_signatory"


def check_numbers(organisation: Organisation) -> None:
    """Put the numbers into their kept form. Raises ValidationError with a sentence per field."""
    organisation.register_kind = register_of(organisation.legal_form)
    number = register_number(organisation.legal_form, organisation.register_number)
    organisation.register_number = number.value
    organisation.nip, nip_fault = checked_nip(organisation.nip)
    organisation.regon, regon_fault = checked_regon(organisation.regon)
    organisation.bank_account, account_fault = checked_account(organisation.bank_account)
    organisation.name_folded = folded(organisation.name)
    faults = {
        "register_number": number.fault,
        "nip": nip_fault,
        "regon": regon_fault,
        "bank_account": account_fault,
        "e_delivery_address": e_delivery_fault(organisation.e_delivery_address),
        "seat_postcode": postcode_fault(organisation.seat_postcode),
    }
    found = {field: fault for field, fault in faults.items() if fault}
    if found:
        raise ValidationError(found)


@transaction.atomic
def register_organisation(act: Act, **fields: Any) -> Organisation:
    """Enter an organisation; whoever enters it becomes its administrator.

    Raises MoveRefused for a visitor, ValidationError when a number is wrong or the organisation is
    here already.
    """
    if act.holds("public"):
        insist(refused("Zaloguj się, aby wpisać organizację."))
    organisation = Organisation(**fields)
    _keep(organisation)
    if act.user is not None:
        person = User.objects.get(pk=act.user)
        make_first_administrator(act, person, "ngo_admin", organisation.scope)
    return organisation


@transaction.atomic
def update_organisation(
    act: Act, organisation: Organisation, *, based_on: int | None = None, **fields: Any
) -> None:
    """Keep the changed profile.

    Raises MoveRefused, ValidationError as `register_organisation` does, Overtaken when somebody
    has saved another version since `based_on`.
    """
    hold(organisation)
    insist(may_edit(act, organisation))
    organisation.step(based_on)
    for name, value in fields.items():
        setattr(organisation, name, value)
    _keep(organisation)


def _keep(organisation: Organisation) -> None:
    check_numbers(organisation)
    organisation.full_clean(exclude=["name_folded"])
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        message = "Organizacja z tym numerem jest już w portalu."
        raise ValidationError(message) from error


@transaction.atomic
def add_representative(  # noqa: PLR0913 - the row's own columns
    act: Act,
    organisation: Organisation,
    *,
    full_name: str,
    function: str,
    user: User | None = None,
    is_president: bool = False,
    basis: str = Representative.Basis.REGISTER,
    can_sign_alone: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Representative:
    """Enter somebody who may sign; with an account they sign in the portal themselves."""
    insist(may_edit(act, organisation))
    representative = Representative(
        organisation=organisation,
        full_name=full_name,
        function=function,
        user=user,
        is_president=is_president,
        basis=basis,
        can_sign_alone=can_sign_alone,
        valid_from=valid_from or act.day,
        valid_to=valid_to,
    )
    representative.full_clean()
    representative.save()
    if user is not None:
        grant_membership(act, user, SIGNATORY, organisation.scope)
    return representative


@transaction.atomic
def invite_representative(act: Act, representative: Representative, email: str) -> Invitation:
    """Write to a representative; the account that takes the invitation is theirs."""
    insist(may_edit(act, representative.organisation))
    invitation = invite(act, email, SIGNATORY, representative.organisation.scope)
    representative.invitation = invitation
    representative.save(update_fields=["invitation"])
    return invitation


def attach_account(act: Act, invitation: Invitation) -> None:
    """Give the representative the account that took their invitation."""
    Representative.objects.filter(invitation=invitation, user=None).update(
        user=invitation.accepted_by
    )


@transaction.atomic
def end_representation(act: Act, representative: Representative, last_day: date) -> None:
    """Let the right to sign end. Raises ValidationError when that is before it began."""
    insist(may_edit(act, representative.organisation))
    representative.valid_to = last_day
    representative.full_clean()
    representative.save(update_fields=["valid_to"])


@transaction.atomic
def ask_for_access(
    act: Act, organisation: Organisation, person: User, role: str, reason: str
) -> AccessRequest:
    """Ask an organisation's administrators for a role; a request that waits is kept.

    Raises MoveRefused for somebody who asks in another person's name.
    """
    if act.user != person.pk:
        insist(refused("O dostęp prosi każdy za siebie."))
    request, made = AccessRequest.objects.get_or_create(
        organisation=organisation,
        user=person,
        state=AccessRequest.State.WAITING,
        defaults={"role": role, "reason": reason, "asked_at": act.at},
    )
    if made:
        url = reverse("access-answer", args=(request.pk,))
        open_duty(
            act,
            "access_request",
            request,
            Whose(scope=organisation.scope, roles=("ngo_admin",)),
            url=url,
            sentence=f"{person} prosi o dostęp do organizacji",
        )
        admins = people_with(organisation.scope, act.day, "ngo_admin")
        send_letter(
            act,
            letters.ASKED.code,
            admins,
            request,
            {"organisation": organisation, "request": request, "url": url},
        )
    return request


@transaction.atomic
def grant_access(act: Act, request: AccessRequest) -> None:
    """Let the person in with the role they asked for."""
    perform(act, request, "grant")
    grant_membership(act, request.user, request.role, request.organisation.scope)
    _answer(act, request, "")


@transaction.atomic
def refuse_access(act: Act, request: AccessRequest, note: str) -> None:
    """Refuse, with the reason that the person reads."""
    perform(act, request, "refuse", note=note)
    _answer(act, request, note)


def _answer(act: Act, request: AccessRequest, note: str) -> None:
    close_duty(act, "access_request", request)
    send_letter(
        act,
        letters.ANSWERED.code,
        [request.user],
        request,
        {
            "organisation": request.organisation,
            "request": request,
            "note": note,
            "url": reverse("desk"),
        },
    )


@transaction.atomic
def post_track_record(
    act: Act, organisation: Organisation, *, source: str, **facts: Any
) -> TrackRecord:
    """Keep what a later room knows of a task that was contracted out; facts are its columns.

    A `source` that is known is renewed with the facts given, the others stay.
    """
    record, _ = TrackRecord.objects.update_or_create(
        source=source,
        defaults={**facts, "posted_at": act.at},
        create_defaults={**facts, "organisation": organisation, "posted_at": act.at},
    )
    return record
