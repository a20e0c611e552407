"""The programme's experts: adding, inviting, and what an account finds waiting."""

from django.db import transaction
from django.db.models import Q

from advisory.expertises.actions.telling import wait_for_expert
from advisory.expertises.models import EXPERT, Expert
from advisory.expertises.permissions import WRITTEN_STATES, may_invite_expert
from advisory.programmes.models import Programme
from advisory.programmes.permissions import may_run
from mkus_portal.accounts.actions import grant_membership
from mkus_portal.accounts.models import Invitation, User
from mkus_portal.act import Act
from mkus_portal.notifications.invitations import invite
from mkus_portal.workflow.engine import insist


@transaction.atomic
def add_expert(
    act: Act,
    programme: Programme,
    full_name: str,
    email: str,
    organisation_name: str = "",
    *,
    user: User | None = None,
) -> Expert:
    """Add an expert; with an account they get the role at once, else a letter that invites them.

    Raises MoveRefused, ValidationError when the programme has an expert of the address.
    """
    insist(may_run(act, programme))
    expert = Expert(
        programme=programme,
        full_name=full_name,
        email=email.strip().lower(),
        organisation_name=organisation_name,
        user=user,
    )
    expert.full_clean()
    expert.save()
    if user is not None:
        grant_membership(act, user, EXPERT, programme.scope)
    else:
        invite_expert(act, expert)
    return expert


@transaction.atomic
def invite_expert(act: Act, expert: Expert) -> Invitation:
    """Write to an expert; the account that takes the invitation is theirs. Raises MoveRefused."""
    insist(may_invite_expert(act, expert))
    invitation = invite(act, expert.email, EXPERT, expert.programme.scope)
    expert.invitation = invitation
    expert.save(update_fields=["invitation"])
    return invitation


def attach_account(act: Act, invitation: Invitation) -> None:
    """Give the expert the account that took their invitation, and what waits for them.

    Somebody invited to the role from elsewhere becomes an expert of the programme.
    """
    person = invitation.accepted_by
    if person is None or invitation.scope.id is None:
        return
    ours = Expert.objects.filter(programme=invitation.scope.id)
    if ours.filter(user=person).exists():
        return
    theirs = Q(invitation=invitation) | Q(email__iexact=invitation.email)
    expert = ours.filter(theirs, user=None).first()
    if expert is None:
        expert = Expert(
            programme_id=invitation.scope.id, email=invitation.email, full_name=str(person)
        )
    expert.user = person
    expert.save()
    for expertise in expert.expertises.filter(state__in=WRITTEN_STATES).select_related("unit"):
        wait_for_expert(act, expertise)
