"""The survey that the people of an event answer when it is over."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from advisory.events.models import Event
from advisory.events.permissions import may_evaluate
from contracting.surveys import actions as surveys
from contracting.surveys.models import Survey
from contracting.surveys.ready import ready_surveys
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.verdict import insist

READY = "szkolenie"
OPEN_FOR = timedelta(days=14)
LONGEST_TITLE = 200


def eligible(event: Event) -> QuerySet[Survey]:
    """Return the programme's surveys that the event may take: with an open link, not over."""
    states = (Survey.State.DRAFT, Survey.State.OPEN)
    mine = Survey.objects.owned_by(event.programme.scope)
    return mine.filter(has_open_link=True, state__in=states)


@transaction.atomic
def choose_evaluation(act: Act, event: Event, survey: Survey) -> None:
    """Give the event a survey of its programme. Raises Refused, ValidationError."""
    hold(event)
    insist(may_evaluate(act, event))
    if not eligible(event).filter(pk=survey.pk).exists():
        message = "Wybierz badanie tego programu z otwartym linkiem, które się nie skończyło."
        raise ValidationError({"survey": message})
    _keep(event, survey)


@transaction.atomic
def start_evaluation(act: Act, event: Event) -> Survey:
    """Give the event a draft of the ready questionnaire, open for two weeks from its last day.

    Raises Refused.
    """
    hold(event)
    insist(may_evaluate(act, event))
    programme, ready = event.programme, ready_surveys()[READY]
    title = f"Ankieta: {event.title}"[:LONGEST_TITLE]
    owner = programme.scope
    survey = surveys.start_survey(act, owner, programme.name, title, ready.audience, ready)
    surveys.edit_survey(
        act,
        survey,
        opens_on=event.ends_on,
        closes_on=max(event.ends_on, act.day) + OPEN_FOR,
        has_open_link=True,
    )
    _keep(event, survey)
    return survey


def _keep(event: Event, survey: Survey) -> None:
    event.evaluation = survey
    event.save(update_fields=["evaluation"])
