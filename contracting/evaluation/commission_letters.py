"""Who is told and what waits for whom while a commission is formed and declares."""

from django.urls import reverse

from contracting.evaluation.letters import of_office
from contracting.evaluation.models import CommissionMember, Evaluation
from contracting.evaluation.permissions import WRITERS
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import (
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.invitations import invite
from mkus_portal.notifications.messages import MessageKind
from mkus_portal.notifications.models import Duty

APPOINT = "commission_appoint"
DECLARE = "commission_declare"
REPLACE = "commission_replace"
TO_APPOINT = MessageKind(
    code="commission_to_appoint",
    label="Skład komisji czeka na powołanie",
    subject="Skład komisji do powołania: {title}",
    template="contracting/evaluation/letters/commission_to_appoint.txt",
)
CONFLICT = MessageKind(
    code="commission_conflict",
    label="Portal wykrył konflikt interesów w komisji",
    subject="Konflikt interesów w komisji: {title}",
    template="contracting/evaluation/letters/commission_conflict.txt",
)
OPENED = MessageKind(
    code="commission_opened",
    label="Oferty czekają na ocenę",
    subject="Oferty do oceny: {title}",
    template="contracting/evaluation/letters/commission_opened.txt",
)
DISMISSED = MessageKind(
    code="commission_dismissed",
    label="Odwołanie ze składu komisji",
    subject="Zmiana składu komisji: {title}",
    template="contracting/evaluation/letters/commission_dismissed.txt",
)
ADVISES = MessageKind(
    code="commission_advises",
    label="Doradca nie może zasiadać w komisji",
    subject="Nie możesz oceniać ofert: {title}",
    template="contracting/evaluation/letters/commission_advises.txt",
)
KINDS = (TO_APPOINT, CONFLICT, OPENED, DISMISSED, ADVISES)


def commission_page(evaluation: Evaluation) -> str:
    """Return the office's page of the commission."""
    return reverse("commission-detail", args=(evaluation.pk,))


def impartiality_page(evaluation: Evaluation) -> str:
    """Return the member's page."""
    return reverse("impartiality", args=(evaluation.pk,))


def ask_for_appointment(act: Act, evaluation: Evaluation) -> None:
    """Open the executive body's duty and write to it."""
    call = evaluation.call
    sentence = f"Powołaj komisję konkursu „{call.title}”"[:300]
    url = reverse("commission-appoint", args=(evaluation.pk,))
    whose = of_office(evaluation, "executive")
    open_duty(act, APPOINT, evaluation, whose, url=url, sentence=sentence)
    readers = people_with(Scope("office", call.office_id), act.day, "executive")
    send_letter(act, TO_APPOINT.code, readers, evaluation, {"title": call.title, "url": url})


def close_appointment(act: Act, evaluation: Evaluation) -> None:
    """End it: the act is recorded."""
    close_duty(act, APPOINT, evaluation)


def invite_member(act: Act, member: CommissionMember) -> None:
    """Write the invitation and remember it with the seat."""
    scope = Scope("call", member.evaluation.call_id)
    member.invitation = invite(act, member.email, member.role, scope)
    member.save(update_fields=["invitation"])


def ask_to_declare(act: Act, member: CommissionMember) -> None:
    """Open the member's duty to declare."""
    evaluation = member.evaluation
    sentence = f"Złóż oświadczenie o bezstronności: „{evaluation.call.title}”"[:300]
    url = impartiality_page(evaluation)
    open_duty(act, DECLARE, member, Whose(user=member.user_id), url=url, sentence=sentence)


def close_declaring(act: Act, member: CommissionMember) -> None:
    """End it: the statement is made, or the seat is gone."""
    close_duty(act, DECLARE, member)


def tell_conflict(
    act: Act, member: CommissionMember, sentences: list[str], *, barred: bool
) -> None:
    """Write to the office what the portal found; whoever may not sit has to be replaced."""
    evaluation = member.evaluation
    call = evaluation.call
    readers = people_with(Scope("office", call.office_id), act.day, *WRITERS)
    context = {
        "title": call.title,
        "member": member.full_name,
        "sentences": sentences,
        "barred": barred,
        "url": commission_page(evaluation),
    }
    send_letter(act, CONFLICT.code, readers, evaluation, context)
    if barred:
        sentence = f"{member.full_name} nie może zasiadać w komisji: zaproponuj zmianę składu"[:300]
        whose = of_office(evaluation, *WRITERS)
        url = commission_page(evaluation)
        open_duty(act, REPLACE, member, whose, url=url, sentence=sentence)


def waits_for_replacement(member: CommissionMember) -> bool:
    """Whether the office has been told already that somebody has to take the person's place."""
    return Duty.objects.open().of(member).filter(kind=REPLACE).exists()


def close_replacing(act: Act, member: CommissionMember) -> None:
    """End it: the person is out of the line-up."""
    close_duty(act, REPLACE, member)


def tell_adviser(act: Act, member: CommissionMember) -> None:
    """Write to whoever advises in the call and was to assess its offers."""
    reader = member.user or member.email
    context = {"title": member.evaluation.call.title, "url": ""}
    send_letter(act, ADVISES.code, [reader], member.evaluation, context)


def tell_opened(act: Act, member: CommissionMember) -> None:
    """Write to a member that the offers can be read."""
    evaluation = member.evaluation
    if member.user is None:
        return
    context = {
        "title": evaluation.call.title,
        "votes": member.votes,
        "url": impartiality_page(evaluation),
    }
    send_letter(act, OPENED.code, [member.user], evaluation, context)


def tell_dismissed(act: Act, member: CommissionMember) -> None:
    """Write to whoever has lost the seat, and end what waited."""
    close_duty(act, REPLACE, member)
    close_declaring(act, member)
    context = {
        "title": member.evaluation.call.title,
        "reason": member.end_reason,
        "url": "",
    }
    reader = member.user or member.email
    send_letter(act, DISMISSED.code, [reader], member.evaluation, context)
