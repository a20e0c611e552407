"""The plan of a contract as a long form: the offer's tables, with the contract's own costs."""

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse

from contracting.calls.rules import terms_of
from contracting.contracts.actions.opening import FORM_CODE
from contracting.contracts.models import TOGETHER, Contract, PlanLine
from contracting.contracts.permissions import may_comment_plan, may_plan, may_read
from contracting.contracts.plan import (
    SECTIONS,
    TEXTS,
    differences,
    offer_of,
    plan_form,
    plan_gaps,
    written_plan,
)
from contracting.contracts.talk import owners_of, people_of
from contracting.offers.coaching import GapLine, sums_view
from contracting.offers.form import TABLE_LABELS, TABLES, day_of
from contracting.offers.models import YEARS
from contracting.offers.rules import Gap
from contracting.offers.sections import section_of as offer_section
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.places import Place
from mkus_portal.drafting.registry import DraftKind, Table
from mkus_portal.drafting.talk import Step, Talk
from mkus_portal.web.anchors import anchor_of
from mkus_portal.web.longform import FieldSpec, Item, Section, TableSpec

COSTS = ("kind", "action", "name", "unit", "unit_cost", "quantity", "from_grant", *YEARS)
PLAN_TABLES = {**TABLES, "costs": Table("costs", COSTS, PlanLine)}
TITLES = {"III": "Zakres zadania", "V": "Koszty i źródła"}


def contract_of(draft: Draft) -> Contract:
    """Return the contract that the draft belongs to. Raises TypeError for another room's draft."""
    contract = draft.obj
    if not isinstance(contract, Contract):
        message = f"the draft {draft.pk} is no contract's plan"
        raise TypeError(message)
    contract.draft = draft
    return contract


def fields(draft: Draft) -> frozenset[str]:
    """Return the texts that the plan writes."""
    return frozenset(TEXTS)


def check(draft: Draft, place: Place, text: str) -> None:
    """Refuse what a day cannot be. Raises ValidationError."""
    if place.field.startswith("III.2.") and day_of(text) is None:
        message = "Wpisz datę: dzień, miesiąc i rok."
        raise ValidationError(message)


def label(draft: Draft, place: str) -> str:
    """Return the official name of a field, a table or a cell."""
    first, _, rest = place.partition(":")
    if first not in PLAN_TABLES:
        return plan_form(contract_of(draft)).field(first).label
    table, column = PLAN_TABLES[first], rest.rpartition(":")[2]
    if table.model is None or column not in table.cells:
        return TABLE_LABELS[first]
    cell = table.model._meta.get_field(column)  # noqa: SLF001 - Django's own
    return f"{TABLE_LABELS[first]}: {cell.verbose_name}"  # type: ignore[union-attr]  # a column


def section_url(contract: Contract, code: str) -> str:
    """Return the address of a section of the plan."""
    return reverse("contract-plan", args=(contract.pk, code))


def section_of(contract: Contract, code: str) -> Section:
    """Return a section as the page shows it. Raises KeyError for one that the plan has not."""
    if code not in SECTIONS:
        raise KeyError(code)
    content = written_plan(contract).content
    items: list[Item] = []
    for item in offer_section(offer_of(contract), content, code).items:
        if isinstance(item, TableSpec) and item.code == "costs" and contract.grant_by_line:
            column = PlanLine._meta.get_field("from_grant")  # noqa: SLF001 - Django's own
            name = str(column.verbose_name)
            spec = FieldSpec("from_grant", name, "money", required=False)
            item.columns = [*item.columns, spec]
        if isinstance(item, TableSpec) or item.code in TEXTS:
            items.append(item)
    return Section(code, f"{code}. {TITLES[code]}", items)


def gap_line(contract: Contract, gap: Gap) -> GapLine:
    """Return a gap with the address of the place where it is mended."""
    anchor = gap.place if gap.place.startswith("t-") else anchor_of(gap.place)
    url = f"{section_url(contract, gap.section)}#{anchor}"
    return GapLine(gap.sentence, url, gap.section)


def plan_context(contract: Contract) -> dict[str, object]:
    """Return the gaps, the sums and what differs from the offer, as the plan is written now."""
    plan = written_plan(contract)
    return {
        "contract": contract,
        "gaps": [gap_line(contract, one) for one in plan_gaps(contract, plan)],
        "sums": sums_view(plan.content, terms_of(offer_of(contract).task)),
        "differences": differences(contract, plan),
    }


def live(act: Act, contract: Contract) -> dict[str, str]:
    """Return what a section's page shows anew after a save."""
    together = Contract.objects.select_related(*TOGETHER)
    context = plan_context(together.get(pk=contract.pk))
    return {
        "gaps": render_to_string("contracting/contracts/_gaps.html", context).strip(),
        "sums": render_to_string("contracting/offers/_sums.html", context).strip(),
    }


def steps(contract: Contract) -> list[Step]:
    """Return the sections of the plan."""
    form, found = plan_form(contract), []
    for code in SECTIONS:
        items = {one.table or one.code for one in form.section(code).fields}
        items &= PLAN_TABLES.keys() | set(TEXTS)
        url = section_url(contract, code)
        found.append(Step(code, TITLES[code], url, frozenset(items)))
    return found


DRAFT_KIND = DraftKind(
    code=FORM_CODE,
    may_read=may_read,
    may_write=may_plan,
    fields=fields,
    tables=PLAN_TABLES,
    check=check,
    live=live,
    label=label,
    talk=Talk(may_comment=may_comment_plan, steps=steps, team=people_of, owners=owners_of),
)
