"""Opening, closing and giving up a survey."""

import random
import uuid

from django.db import transaction
from django.db.models import F

from contracting.surveys import procedure
from contracting.surveys.models import Answer, Survey
from mkus_portal.act import Act
from mkus_portal.workflow.engine import perform

_chance = random.SystemRandom()


@transaction.atomic
def open_survey(act: Act, survey: Survey) -> None:
    """Let respondents in from its first day on; the questions are frozen."""
    perform(act, survey, procedure.OPEN)
    survey.opened_at = act.at
    survey.save(update_fields=["opened_at"])


@transaction.atomic
def close_survey(act: Act, survey: Survey) -> None:
    """End it; anonymous answers are shuffled in their storage, results are shown."""
    perform(act, survey, procedure.CLOSE)
    survey.closed_at = act.at
    survey.save(update_fields=["closed_at"])
    if survey.is_anonymous:
        shuffle_answers(survey)


@transaction.atomic
def withdraw_survey(act: Act, survey: Survey) -> None:
    """Give a draft up."""
    perform(act, survey, procedure.WITHDRAW)


def shuffle_answers(survey: Survey) -> None:
    """Write all answers anew in a random order under new keys; touch all links at once.

    So neither the order of rows in the database's files nor the transactions that wrote them say
    which answer came after which, or with which link (models).
    """
    answers = list(survey.answers.all())
    _chance.shuffle(answers)
    survey.answers.all().delete()
    for answer in answers:
        answer.id, answer.form_key = uuid.uuid4(), ""
    Answer.objects.bulk_create(answers)
    survey.links.update(is_used=F("is_used"))
