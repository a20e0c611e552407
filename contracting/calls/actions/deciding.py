"""Moves of a call on its way to the executive body and back, and its end."""

from datetime import date

from django.db import transaction

from contracting.calls import letters
from contracting.calls.actions.advising import end_advice
from contracting.calls.annulment import ground_holds, tell_later_rooms
from contracting.calls.documents import ANNOUNCEMENT, announcement_text, frozen
from contracting.calls.models import Announcement, Annulment, Call, PublicVersion
from contracting.calls.noting import hold_talk
from contracting.calls.permissions import may_annul
from contracting.calls.procedure import contents_of
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import ALLOWED, Verdict, first_refusal, refused


@transaction.atomic
def send_to_approve(act: Act, call: Call) -> Call:
    """Hand the draft to the executive body; every rule of the announcement is checked."""
    perform(act, call, "send_to_approve")
    letters.ask_for_approval(act, call)
    return call


@transaction.atomic
def return_call(act: Act, call: Call, reason: str) -> Call:
    """Give the draft back with a reason; an approved one loses its approval."""
    insist(_said(reason, "Napisz, co trzeba poprawić."))
    perform(act, call, "return", note=reason)
    letters.say_returned(act, call, reason)
    return call


@transaction.atomic
def approve_call(
    act: Act, call: Call, act_number: str, act_date: date, signatory: str
) -> Announcement:
    """Adopt the announcement by an act and freeze its words (R21). Return the frozen version."""
    insist(_act_is_given(act, act_number, act_date, signatory))
    hold_talk(call)
    perform(act, call, "approve", note=f"{call.office.act_kind} nr {act_number}")
    call.act_number, call.act_date, call.signatory = act_number, act_date, signatory
    call.announced_version += 1
    call.save(update_fields=["act_number", "act_date", "signatory", "announced_version"])
    text = announcement_text(
        contents_of(call), act_number=act_number, act_date=act_date, signatory=signatory
    )
    content, digest = frozen(text)
    announcement = Announcement.objects.create(
        call=call,
        version=call.announced_version,
        content=content,
        digest=digest,
        act_number=act_number,
        act_date=act_date,
        signatory=signatory,
        approved_at=act.at,
        approved_by_id=act.user,
    )
    request(act, ANNOUNCEMENT.code, announcement, title=f"Ogłoszenie: {call.title}"[:300])
    letters.ask_for_publication(act, call)
    return announcement


@transaction.atomic
def annul_call(
    act: Act,
    call: Call,
    ground: str,
    reason: str,
    act_number: str,
    act_date: date,
    signatory: str,
) -> Annulment:
    """Annul a published call by an act (art. 18a UDPPiW); three publications follow.

    The ground is asked of the locked row, before the move: `call` may have been read long ago.
    """
    insist(_said(reason, "Napisz uzasadnienie unieważnienia."))
    insist(_act_is_given(act, act_number, act_date, signatory))
    locked = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    insist(first_refusal(may_annul(act, locked), ground_holds(act, locked, ground)))
    perform(act, call, "annul", note=reason)
    annulment = Annulment(
        call=call,
        ground=ground,
        reason=reason,
        act_number=act_number,
        act_date=act_date,
        signatory=signatory,
        annulled_at=act.at,
    )
    annulment.full_clean()
    annulment.save()
    PublicVersion.objects.grow()
    letters.ask_for_annulment_publication(act, call)
    tell_later_rooms(act, annulment)
    return annulment


@transaction.atomic
def cancel_call(act: Act, call: Call, reason: str) -> Call:
    """End a call that has not been approved."""
    insist(_said(reason, "Napisz, dlaczego konkurs zostaje odwołany."))
    perform(act, call, "cancel", note=reason)
    end_advice(act, call)
    letters.close_all(act, call)
    return call


def _said(text: str, otherwise: str) -> Verdict:
    return ALLOWED if text.strip() else refused(otherwise)


def _act_is_given(act: Act, number: str, day: date, signatory: str) -> Verdict:
    """Every act of decision has a number, a date and a signatory (R21)."""
    if not number.strip() or not signatory.strip():
        return refused("Podaj numer aktu i osobę, która go podpisała.")
    if day > act.day:
        return refused("Data aktu nie może być w przyszłości.")
    return ALLOWED
