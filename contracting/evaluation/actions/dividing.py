"""Trying divisions of a task's pool, and choosing one of them for the minutes."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from contracting.calls.models import CallTask
from contracting.evaluation.models import Assessment, Evaluation, Scenario, ScenarioAmount
from contracting.evaluation.permissions import may_divide
from contracting.evaluation.standing import amounts_of, standing_of
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.web.wording import money
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


@transaction.atomic
def add_scenario(act: Act, evaluation: Evaluation, task: CallTask, **columns: object) -> Scenario:
    """Add a way of dividing a task's pool. Raises Refused."""
    insist(may_divide(act, evaluation), _is_ours(evaluation, task))
    scenario = Scenario(evaluation=evaluation, task=task, created_at=act.at, **columns)
    scenario.full_clean()
    scenario.save()
    return scenario


@transaction.atomic
def edit_scenario(
    act: Act, scenario: Scenario, based_on: int | None = None, **columns: object
) -> Scenario:
    """Change a scenario that is not chosen. Raises Refused, Overtaken."""
    _lock(act, scenario)
    scenario.step(based_on)
    for name, value in columns.items():
        setattr(scenario, name, value)
    scenario.full_clean()
    scenario.save()
    return scenario


@transaction.atomic
def remove_scenario(act: Act, scenario: Scenario) -> None:
    """Take out a scenario that is not chosen. Raises Refused."""
    _lock(act, scenario)
    scenario.delete()


@transaction.atomic
def type_amounts(
    act: Act, scenario: Scenario, amounts: Mapping[int, Decimal | None], based_on: int | None = None
) -> Scenario:
    """Keep the typed amounts by assessment; None takes the typed one back: the rule counts again.

    Raises Refused for an amount above what the offer asks for, Overtaken.
    """
    _lock(act, scenario)
    scenario.step(based_on)
    scenario.save(update_fields=["edit_version"])
    standing = standing_of(scenario.evaluation, scenario.task)
    for pk, amount in amounts.items():
        if pk not in standing.by_pk:
            continue
        if amount is None:
            ScenarioAmount.objects.filter(scenario=scenario, assessment=pk).delete()
            continue
        insist(fits_request(standing.by_pk[pk], amount))
        typed = ScenarioAmount.objects.filter(scenario=scenario, assessment=pk).first()
        typed = typed or ScenarioAmount(scenario=scenario, assessment=standing.by_pk[pk])
        typed.amount = amount
        typed.full_clean()
        typed.save()
    return scenario


@transaction.atomic
def choose_scenario(act: Act, scenario: Scenario, reason: str) -> Scenario:
    """Make the scenario the commission's proposal: its amounts go to the offers and the minutes.

    Another chosen one of the task gives way. Raises Refused.
    """
    evaluation = Evaluation.objects.select_for_update(of=("self",)).get(pk=scenario.evaluation_id)
    insist(may_divide(act, evaluation), _has_reason(reason))
    Scenario.objects.filter(evaluation=evaluation, task=scenario.task_id, is_chosen=True).update(
        is_chosen=False
    )
    scenario.refresh_from_db()
    scenario.is_chosen, scenario.reason = True, reason.strip()
    scenario.edit_version += 1
    scenario.save()
    standing = standing_of(evaluation, scenario.task)
    for pk, amount in amounts_of(scenario, standing).items():
        Assessment.objects.filter(pk=pk).update(proposed_grant=amount)
    return scenario


def fits_request(assessment: Assessment, amount: Decimal) -> Verdict:
    """Refuse more than the offer asks for, and less than nothing."""
    asked = assessment.offer.grant
    if amount < 0:
        return refused("Kwota nie może być ujemna.")
    if asked is None or amount <= asked:
        return ALLOWED
    return refused(
        f"Oferta {assessment.offer.number} wnosi o {money(asked)}."
        f" Nie można przyznać więcej ({money(amount)})."
    )


def _lock(act: Act, scenario: Scenario) -> None:
    hold(scenario)
    insist(may_divide(act, scenario.evaluation))
    if scenario.is_chosen:
        insist(
            refused("Wybrany wariant jest już w protokole. Dodaj nowy i wybierz go zamiast tego.")
        )


def _is_ours(evaluation: Evaluation, task: CallTask) -> Verdict:
    if task.call_id == evaluation.call_id:
        return ALLOWED
    return refused("To zadanie należy do innego konkursu.")


def _has_reason(reason: str) -> Verdict:
    return ALLOWED if reason.strip() else refused("Napisz, dlaczego wybrano ten wariant.")
