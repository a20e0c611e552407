"""What an amendment changes, and how a plan returns to what was agreed."""

from typing import Any

from django.db import models

from contracting.contracts.agreed import AgreedPlan, agreed_of
from contracting.contracts.models import Contract, ContractAmendment, PlanLine
from contracting.contracts.plan import FUNDING, TEXTS, Difference, between, written_plan
from contracting.offers.content import Amounts, words_of
from contracting.offers.models import (
    YEARS,
    BidderShare,
    ExpectedResult,
    FundingSource,
    PlannedAction,
)
from mkus_portal.drafting.models import Draft
from mkus_portal.web.wording import day

DAYS = (
    ("grant_costs_to", "Wydatki z dotacji do"),
    ("other_costs_to", "Wydatki z innych środków do"),
)


def open_amendment(contract: Contract) -> ContractAmendment | None:
    """Return the amendment on its way; None where there is none."""
    return contract.amendments.open().first()


def changes_of(amendment: ContractAmendment) -> list[Difference]:
    """Return what the amendment changes in the contract in force; frozen ones as they were."""
    if amendment.changes is not None:
        return [Difference(**one) for one in amendment.changes]
    contract = amendment.contract
    found = [
        Difference(label, day(getattr(contract, name)), day(getattr(amendment, name)))
        for name, label in DAYS
        if getattr(amendment, name) not in {None, getattr(contract, name)}
    ]
    before, now = agreed_of(contract), written_plan(contract)
    return [*found, *between(contract, before.content, now.content), *_lines(before, now)]


def _lines(before: AgreedPlan, now: AgreedPlan) -> list[Difference]:
    """Return the costs whose words or amounts differ, by their keys."""
    old = {one.pk: one for one in before.lines}
    new = {one.pk: one for one in now.lines}
    found = []
    for pk in sorted(old.keys() | new.keys()):
        was, is_now = old.get(pk), new.get(pk)
        if was != is_now or before.from_grant.get(pk) != now.from_grant.get(pk):
            found.append(
                Difference("Koszt", _cost(was, before) or "–", _cost(is_now, now) or "usunięto")
            )
    return found


def _cost(line: Any, plan: AgreedPlan) -> str:  # noqa: ANN401 - a line, or None
    if line is None:
        return ""
    said = f"{line.name}: {line.unit_cost} zł × {line.quantity:f} ({line.unit})".replace(".", ",")
    split = plan.from_grant.get(line.pk)
    return f"{said}, z dotacji {split} zł".replace(".", ",") if split else said


def restore(contract: Contract) -> None:
    """Write the agreed plan back into the draft: rows keep their keys, new ones go."""
    plan, draft = agreed_of(contract), contract.draft
    content = plan.content
    for code in TEXTS:
        draft.answers.filter(field=code, row=None).update(text=content.text(code))
    for model, rows in _rows(plan).items():
        _put(model, draft, rows)
    amounts = {cell: getattr(content.funding, cell) for cell in FUNDING}
    FundingSource.objects.filter(draft=draft).update(**amounts)


def _rows(plan: AgreedPlan) -> dict[type[models.Model], dict[int, dict[str, Any]]]:
    """Return the plan's rows by their tables: cells by the rows' keys."""
    content = plan.content
    cells = ("name", "description", "target_group", "schedule", "outside", "year")
    said = ("name", "target_value", "monitoring_method")
    costs = ("kind", "name", "unit", "unit_cost", "quantity")
    return {
        PlannedAction: {one.pk: _cells(one, cells) for one in content.actions},
        ExpectedResult: {one.pk: _cells(one, said) for one in content.results},
        PlanLine: {
            one.pk: {
                **_cells(one, costs),
                "action_id": one.action,
                "from_grant": plan.from_grant.get(one.pk),
                **_years(one.years),
            }
            for one in content.lines
        },
        BidderShare: {one.pk: {**words_of(one), **_years(one.years)} for one in content.shares},
    }


def _cells(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _years(amounts: Amounts) -> dict[str, Any]:
    return dict(zip(YEARS, amounts, strict=False))


def _put(model: type[models.Model], draft: Draft, rows: dict[int, dict[str, Any]]) -> None:
    """Make the draft's rows of a kind exactly these, in this order."""
    manager: Any = model._default_manager  # noqa: SLF001 - Django's own
    manager.filter(draft=draft).exclude(pk__in=rows).delete()
    for position, (pk, cells) in enumerate(rows.items(), 1):
        manager.update_or_create(pk=pk, defaults={**cells, "draft": draft, "position": position})
