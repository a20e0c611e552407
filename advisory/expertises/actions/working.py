"""From the expert's hands to the acceptance."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.expertises.actions.telling import (
    ACCEPT,
    ANSWER,
    ASSIGN,
    clients,
    coordinators,
    experts,
    tell,
    wait_for_coordinator,
    wait_for_expert,
)
from advisory.expertises.documents import EXPERTISE_CODE
from advisory.expertises.models import Expert, Expertise
from advisory.expertises.permissions import may_ask_for_document
from mkus_portal.act import Act
from mkus_portal.documents.actions import request as request_document
from mkus_portal.documents.models import Document
from mkus_portal.drafting.actions import lock_draft
from mkus_portal.notifications.actions import close_duty
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused


def _hold_answers(expertise: Expertise) -> None:
    """Let no answer be saved until the transaction ends."""
    if expertise.draft is not None:
        lock_draft(expertise.draft)


@transaction.atomic
def assign_expert(act: Act, expertise: Expertise, expert: Expert, due_on: date) -> None:
    """Give the expertise to an expert; one who had it sees it no more.

    The answers written so far stay for the new one. Raises MoveRefused, MoveTaken,
    ValidationError for an expert of another programme or a day in the past.
    """
    if expert.programme_id != expertise.unit.programme_id:
        raise ValidationError({"expert": "Ten ekspert nie jest w programie jednostki."})
    if due_on < act.day:
        raise ValidationError({"due_on": "Termin nie może być w przeszłości."})
    _hold_answers(expertise)
    is_new = expertise.state == Expertise.State.ORDERED
    perform(act, expertise, "assign" if is_new else "reassign")
    former = experts(expertise)
    expertise.expert, expertise.due_on = expert, due_on
    expertise.save(update_fields=["expert", "due_on"])
    close_duty(act, ASSIGN, expertise)
    close_duty(act, ANSWER, expertise)
    wait_for_expert(act, expertise)
    now = experts(expertise)
    tell(act, "expertise_assigned", now, expertise)
    tell(act, "expertise_withdrawn", (one for one in former if one not in now), expertise)


@transaction.atomic
def begin_work(act: Act, expertise: Expertise) -> None:
    """Say that the expert is at work. Raises MoveRefused, MoveTaken."""
    perform(act, expertise, "begin")


def follow_save(act: Act, expertise: Expertise) -> None:
    """Let the first saved answer begin the work; runs in the save's transaction."""
    if expertise.state == Expertise.State.ASSIGNED:
        perform(act, expertise, "begin")


@transaction.atomic
def deliver_expertise(act: Act, expertise: Expertise) -> None:
    """Hand the answers over; from now on the unit reads them. Raises MoveRefused, MoveTaken."""
    _hold_answers(expertise)
    perform(act, expertise, "deliver")
    expertise.delivered_on = act.day
    expertise.save(update_fields=["delivered_on"])
    close_duty(act, ANSWER, expertise)
    wait_for_coordinator(act, ACCEPT, expertise, "Przyjmij ekspertyzę albo zwróć z uwagami")
    readers = [*coordinators(act, expertise), *clients(act, expertise)]
    tell(act, "expertise_delivered", readers, expertise)


@transaction.atomic
def return_expertise(act: Act, expertise: Expertise, remarks: str) -> None:
    """Send it back with remarks; the expert writes on. Raises MoveRefused without remarks."""
    if not remarks.strip():
        insist(refused("Napisz, co ekspert ma poprawić."))
    perform(act, expertise, "return", note=remarks)
    close_duty(act, ACCEPT, expertise)
    wait_for_expert(act, expertise)
    tell(act, "expertise_returned", experts(expertise), expertise, remarks)


@transaction.atomic
def accept_expertise(act: Act, expertise: Expertise) -> None:
    """Accept it: nothing of it changes any more, the document is asked for.

    An imported one has nothing to print. Raises MoveRefused, MoveTaken.
    """
    perform(act, expertise, "accept")
    expertise.accepted_on = act.day
    expertise.save(update_fields=["accepted_on"])
    close_duty(act, ACCEPT, expertise)
    if expertise.draft_id is not None:
        request_document(act, EXPERTISE_CODE, expertise, title=f"Ekspertyza: {expertise}")
    readers = [*clients(act, expertise), *experts(expertise)]
    tell(act, "expertise_accepted", readers, expertise)


@transaction.atomic
def ask_for_document(act: Act, expertise: Expertise) -> Document:
    """Ask for the document once more. Raises MoveRefused before the acceptance."""
    insist(may_ask_for_document(act, expertise))
    return request_document(act, EXPERTISE_CODE, expertise, title=f"Ekspertyza: {expertise}")
