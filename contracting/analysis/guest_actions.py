"""Letting people from outside into one analysis: inviting, taking an invitation, calling it off."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from contracting.analysis.guest_permissions import may_invite_guest
from contracting.analysis.letters import GUEST_INVITED
from contracting.analysis.models import Analysis, Guest
from mkus_portal.accounts.actions import give_key, take_key
from mkus_portal.accounts.models import Key, User
from mkus_portal.act import Act
from mkus_portal.drafting import actions as drafting
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    close_duty,
    open_duty,
    send_letter,
)
from mkus_portal.verdict import insist
from mkus_portal.workflow.engine import perform

GUEST_DUTY = "analysis_guest"
PAST = "Podaj dzień, który jeszcze nie minął."
TWICE = "Ta osoba jest już zaproszona. Aby zmienić jej prawa, najpierw cofnij dostęp."


@transaction.atomic
def invite_guest(
    act: Act, analysis: Analysis, *, email: str, kind: str, right: str, until: date
) -> Guest:
    """Invite the reader of an address by a letter with a link.

    Nothing is open before they take it. Raises Refused, ValidationError by field.
    """
    drafting.lock_draft(analysis.draft)
    analysis.refresh_from_db(fields=["state"])
    insist(may_invite_guest(act, analysis))
    address = email.strip().lower()
    if until < act.day:
        raise ValidationError({"until": PAST})
    if analysis.guests.standing().filter(email=address).exists():
        raise ValidationError({"email": TWICE})
    guest = Guest(
        analysis=analysis,
        email=address,
        kind=kind,
        right=right,
        until=until,
        invited_at=act.at,
        invited_by_id=act.user,
    )
    guest.full_clean(exclude=["analysis", "invited_by", "user"])
    guest.save()
    context = {
        "title": analysis.title,
        "task": analysis.task_name,
        "office": analysis.office.name,
        "kind": guest.get_kind_display(),
        "right": guest.get_right_display(),
        "until": until,
        "url": reverse("guest-invitation", args=(guest.token,)),
    }
    send_letter(act, GUEST_INVITED.code, [address], guest, context)
    return guest


@transaction.atomic
def accept_guest(act: Act, guest: Guest) -> Key:
    """Take an invitation: a Key opens the analysis until the end of its last day.

    A duty leads there from the desk until then. Raises Refused, MoveTaken.
    """
    perform(act, guest, "accept")
    user = User.objects.get(pk=act.user or 0)
    guest.user = user
    guest.save(update_fields=["user"])
    analysis = guest.analysis
    why = f"{guest.get_kind_display()}: {analysis.title}"[:300]
    open_duty(
        act,
        GUEST_DUTY,
        guest,
        Whose(user=user.pk),
        url=analysis.get_absolute_url(),
        sentence=f"Pracujesz nad analizą: {analysis.title}",
        due=Until(Until.end_of(guest.until).at, lapses=True),
    )
    return give_key(act, user, analysis, guest.right, why, guest.ends_at)


@transaction.atomic
def withdraw_guest(act: Act, guest: Guest) -> None:
    """Call an invitation off; the Key that it gave ends now. Raises Refused, MoveTaken."""
    perform(act, guest, "withdraw")
    close_duty(act, GUEST_DUTY, guest)
    if guest.user_id is None:
        return
    keys = Key.objects.opening(guest.analysis, act.at, guest.right)
    for key in keys.filter(user=guest.user_id, valid_to=guest.ends_at):
        take_key(act, key)


def dismiss_guests(act: Act, analysis: Analysis) -> None:
    """Close what waits for guests when the analysis closes; they may go on reading."""
    for guest in analysis.guests.filter(state=Guest.State.ACCEPTED):
        close_duty(act, GUEST_DUTY, guest)
