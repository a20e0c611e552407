"""Who is told and what waits for whom while a call is evaluated."""

from django.urls import reverse

from contracting.evaluation.models import Evaluation
from contracting.evaluation.permissions import WRITERS
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import Whose, close_duty, open_duty

FORMAL_CHECK = "evaluation_formal"


def of_office(evaluation: Evaluation, *roles: str) -> Whose:
    """Return the office's people in the roles."""
    return Whose(scope=Scope("office", evaluation.call.office_id), roles=roles)


def address(evaluation: Evaluation) -> str:
    """Return the page of the evaluation."""
    return reverse("evaluation-detail", args=(evaluation.pk,))


def ask_for_formal_check(act: Act, evaluation: Evaluation) -> None:
    """Open the clerks' duty to check the offers formally."""
    sentence = f"Sprawdź formalnie oferty w konkursie „{evaluation.call.title}”"[:300]
    whose = of_office(evaluation, *WRITERS)
    open_duty(act, FORMAL_CHECK, evaluation, whose, url=address(evaluation), sentence=sentence)


def close_formal_check(act: Act, evaluation: Evaluation) -> None:
    """End it: every offer has its result."""
    close_duty(act, FORMAL_CHECK, evaluation)
