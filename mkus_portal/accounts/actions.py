"""Granting and ending roles, inviting people, giving and taking back keys."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction

from mkus_portal.accounts.acceptance import follow
from mkus_portal.accounts.models import Invitation, Key, Membership, User
from mkus_portal.accounts.permissions import may_begin, may_give_role, may_manage_people
from mkus_portal.accounts.roles import admin_roles
from mkus_portal.accounts.rules import why_not_end, why_not_take
from mkus_portal.act import Act, Scope
from mkus_portal.verdict import insist, refused

INVITATION_VALID = timedelta(days=14)


@transaction.atomic
def grant_membership(act: Act, user: User, role: str, scope: Scope) -> Membership:
    """Give the role from today on; a person who holds it already keeps the row they have.

    Raises Refused for another than the holder's administrator.
    """
    insist(may_give_role(act, role, scope))
    return _give(act, user, role, scope)


@transaction.atomic
def make_first_administrator(act: Act, person: User, role: str, scope: Scope) -> Membership:
    """Let whoever has just entered a holder administer it. Raises Refused once others are there."""
    insist(may_begin(act, person, scope))
    return _give(act, person, role, scope)


def _give(act: Act, user: User, role: str, scope: Scope) -> Membership:
    held = Membership.objects.of(scope).with_role(role).valid_on(act.day).filter(user=user).first()
    if held is not None:
        return held
    membership, _ = Membership.objects.get_or_create(
        user=user,
        role=role,
        scope_kind=scope.kind,
        scope_id=scope.id,
        valid_to=None,
        defaults={"valid_from": act.day, "granted_by_id": act.user},
    )
    return membership


@transaction.atomic
def end_membership(act: Act, membership: Membership) -> None:
    """End the role at once: yesterday was its last day; one that began today is taken back.

    Raises Refused, ValidationError with the reason when nobody would be left to administer the
    holder.
    """
    insist(may_manage_people(act, membership.scope))
    rows = Membership.objects.of(membership.scope).with_role(*admin_roles(membership.scope.kind))
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    membership.refresh_from_db()
    reason = why_not_end(membership, act.day)
    if reason:
        raise ValidationError(reason)
    membership.is_revoked = membership.valid_from >= act.day
    last_day = act.day - timedelta(days=1)
    membership.valid_to = membership.valid_from if membership.is_revoked else last_day
    membership.ended_by_id = act.user
    membership.save(update_fields=["valid_to", "is_revoked", "ended_by"])


@transaction.atomic
def make_invitation(act: Act, email: str, role: str, scope: Scope) -> Invitation:
    """Return a new invitation, open for 14 days; an older one to the same role is withdrawn.

    Raises Refused as `grant_membership` does.
    """
    insist(may_give_role(act, role, scope))
    address = email.strip().lower()
    Invitation.objects.filter(
        email=address,
        role=role,
        scope_kind=scope.kind,
        scope_id=scope.id,
        accepted_at=None,
        withdrawn_at=None,
    ).update(withdrawn_at=act.at)
    return Invitation.objects.create(
        email=address,
        role=role,
        scope_kind=scope.kind,
        scope_id=scope.id,
        invited_by_id=act.user,
        invited_at=act.at,
        expires_at=act.at + INVITATION_VALID,
    )


@transaction.atomic
def withdraw_invitation(act: Act, invitation: Invitation) -> None:
    """Close an invitation that nobody has taken; one that is closed stays as it is.

    Raises Refused.
    """
    insist(may_manage_people(act, invitation.scope))
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=act.at
    )


class InvitationClosed(Exception):  # noqa: N818 - an answer with a reason, not an error
    """The invitation was used, withdrawn or has expired."""


@transaction.atomic
def accept_invitation(act: Act, invitation: Invitation, user: User) -> Membership:
    """Take the role; the invitation works once.

    Raises Refused for somebody else, InvitationClosed when it was used, withdrawn or has expired,
    ValidationError with the reason when the role is for the reader of another address alone.
    """
    if act.user != user.pk:
        insist(refused("Zaproszenie przyjmuje każdy za siebie."))
    reason = why_not_take(invitation, user)
    if reason:
        raise ValidationError(reason)
    taken = Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, withdrawn_at=None, expires_at__gt=act.at
    ).update(accepted_at=act.at, accepted_by=user)
    if not taken:
        raise InvitationClosed
    invitation.refresh_from_db()
    follow(act, invitation)
    return _give(act, user, invitation.role, invitation.scope)


@transaction.atomic
def give_key(
    act: Act,
    user: User,
    obj: models.Model,
    right: str,
    why: str,
    until: datetime | None = None,
) -> Key:
    """Open one object to a person from now on, for good or until an instant.

    The room of the object calls it and asks: it alone knows who may open what.
    """
    fields: dict[str, Any] = {
        "user": user,
        "content_type": ContentType.objects.get_for_model(obj),
        "object_id": obj.pk,
        "right": right,
        "valid_to": until,
    }
    key, _ = Key.objects.get_or_create(**fields, defaults={"valid_from": act.at, "why": why})
    return key


@transaction.atomic
def take_key(act: Act, key: Key) -> None:
    """Close the object again: the key ends now."""
    key.valid_to = act.at
    key.save(update_fields=["valid_to"])
