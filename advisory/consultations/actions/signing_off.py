"""Sending an entry to the unit, agreeing and disputing; steps that wait for somebody; the note."""

from django.db import transaction

from advisory.consultations.actions.telling import agreeing, tell_adviser, tell_office
from advisory.consultations.documents import NOTE
from advisory.consultations.models import Consultation, NextStep
from advisory.consultations.permissions import may_ask_for_note, may_finish
from advisory.consultations.taking_over import people_for, wait_for_correction, wait_for_step
from mkus_portal.act import Act
from mkus_portal.documents.actions import request as request_document
from mkus_portal.documents.models import Document
from mkus_portal.notifications.actions import Until, Whose, close_duty, open_duty
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused


@transaction.atomic
def send_consultation(act: Act, consultation: Consultation) -> None:
    """Ask the unit's office to agree."""
    perform(act, consultation, "send")
    close_duty(act, "correct_consultation", consultation)
    open_duty(
        act,
        "agree_consultation",
        consultation,
        agreeing(consultation),
        url=consultation.get_absolute_url(),
        sentence=f"Uzgodnij konsultację z {consultation.held_on:%d.%m.%Y}: {consultation.subject}",
    )
    tell_office(act, consultation, "consultation_sent")


@transaction.atomic
def agree_consultation(act: Act, consultation: Consultation) -> None:
    """Agree for the unit; next steps become duties, the note is asked for."""
    perform(act, consultation, "agree")
    close_duty(act, "agree_consultation", consultation)
    for step in consultation.steps.filter(done_at=None).select_related("person"):
        open_step(act, consultation, step)
    request_document(act, NOTE, consultation)
    tell_adviser(act, consultation, "consultation_agreed")


@transaction.atomic
def dispute_consultation(act: Act, consultation: Consultation, reason: str) -> None:
    """Object with a reason; the adviser corrects and sends again.

    Raises MoveRefused without a reason.
    """
    if not reason.strip():
        insist(refused("Napisz, z czym urząd się nie zgadza."))
    perform(act, consultation, "dispute", note=reason)
    close_duty(act, "agree_consultation", consultation)
    wait_for_correction(act, consultation, _doers(act, consultation))
    tell_adviser(act, consultation, "consultation_disputed", reason)


def open_step(act: Act, consultation: Consultation, step: NextStep) -> None:
    """Let an agreed step wait for whoever does it: somebody by name, the office or the adviser."""
    whose = agreeing(consultation)
    if step.whose == NextStep.Whose.ADVISER:
        wait_for_step(act, step, _doers(act, consultation))
        return
    if step.person is not None and step.person.is_active:
        whose = Whose(user=step.person.pk)
    due = Until.end_of(step.due) if step.due else None
    url = consultation.get_absolute_url()
    open_duty(act, "next_step", step, whose, url=url, sentence=step.sentence, due=due)


def _doers(act: Act, consultation: Consultation) -> set[int]:
    """Return who does what is the adviser's: the adviser, whoever stands in or came after."""
    found = people_for(act, consultation.unit)[consultation.adviser_id]
    own = consultation.adviser.user_id
    return found or ({own} if own is not None else set())


@transaction.atomic
def finish_step(act: Act, step: NextStep) -> None:
    """Say that a step is done; one that is done already keeps its time."""
    open_rows = NextStep.objects.filter(pk=step.pk, done_at=None)
    if open_rows.exists():
        insist(may_finish(act, step))
    if open_rows.update(done_at=act.at):
        close_duty(act, "next_step", step)
    step.refresh_from_db(fields=["done_at"])


@transaction.atomic
def ask_for_note(act: Act, consultation: Consultation) -> Document:
    """Ask for the note once more. Raises MoveRefused before the unit has agreed."""
    insist(may_ask_for_note(act, consultation))
    return request_document(act, NOTE, consultation)
