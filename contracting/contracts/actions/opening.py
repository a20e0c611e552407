"""Opening the contract of an accepted grant: one, or all of a call."""

from decimal import Decimal

from django.db import transaction

from contracting.calls.models import Call
from contracting.contracts import letters
from contracting.contracts.agreed import as_json
from contracting.contracts.models import COST_DAYS, Contract, ContractTemplate, Tranche
from contracting.contracts.permissions import may_open, waiting_in
from contracting.contracts.plan import TEXTS, copy_into, plan_gaps, written_plan
from contracting.contracts.rules.tranches import by_years
from contracting.contracts.text import current_template
from contracting.evaluation.models import Assessment
from contracting.offers.content import OfferContent, year_columns
from contracting.offers.documents import sent_content
from contracting.offers.rules import line_years
from mkus_portal.act import Act
from mkus_portal.drafting.actions import start_draft, tie
from mkus_portal.drafting.models import Answer
from mkus_portal.folding import folded
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused

FORM_CODE, FORM_VERSION = "contract-plan", "1"
AROUND = ("evaluation__call__office", "offer__task__call__office", "offer__organisation")


@transaction.atomic
def open_contract(act: Act, assessment: Assessment) -> Contract:
    """Open the contract: the offer's plan in the awarded amount. Raises Refused.

    A grant in the amount that was asked for needs no update: the plan is the offer's at once, and
    the project is the office's; unless the office agrees line by line what the grant pays, which
    an offer does not say. A second press finds the contract that stands.
    """
    rows = Assessment.objects.select_for_update(of=("self",)).select_related(*AROUND)
    assessment = rows.get(pk=assessment.pk)
    standing = Contract.objects.filter(assessment=assessment).first()
    if standing is not None:
        return standing
    insist(may_open(act, assessment))
    contract = _create(act, assessment)
    letters.close_opening(act, assessment)
    if contract.grant == assessment.offer.grant and not plan_gaps(contract):
        perform(act, contract, "take_plan")
        freeze_plan(contract)
    letters.ask_for_step(act, contract)
    return contract


def _create(act: Act, assessment: Assessment) -> Contract:
    offer, content = assessment.offer, sent_content(assessment.offer)
    first, last = content.day("III.2.from"), content.day("III.2.to")
    grant = assessment.awarded_grant or offer.grant
    assert first is not None and last is not None and grant is not None  # noqa: PT018, S101 - a sent offer has them
    days = {"starts_on": first, "ends_on": last}
    template = current_template(offer.office_id)
    start = template or ContractTemplate()
    draft = start_draft(act, FORM_CODE, FORM_VERSION)
    copy_into(draft, content, grant)
    for code in TEXTS:
        if content.text(code):
            Answer.objects.create(
                draft=draft, field=code, text=content.text(code), version=1, saved_at=act.at
            )
    contract = Contract(
        assessment=assessment,
        office=offer.office,
        organisation=offer.organisation,
        draft=draft,
        title=content.text("III.1"),
        title_folded=folded(content.text("III.1")),
        commissioning_form=offer.commissioning_form,
        is_joint=offer.is_joint,
        grant=grant,
        **days,
        **{name: days[followed] for name, followed in COST_DAYS.items()},
        shift_percent=start.shift_percent,
        own_share_tolerance=start.own_share_tolerance,
        grant_by_line=start.grant_by_line,
        bank_account=offer.organisation.bank_account,
        concluded_in=offer.office.seat,
        template=template,
        created_at=act.at,
        created_by_id=act.user,
    )
    contract.full_clean()
    contract.save()
    tie(draft, contract)
    _propose_tranches(contract, content)
    return contract


def _propose_tranches(contract: Contract, content: OfferContent) -> None:
    """Plan one transfer for each budget year of the task, as the costs fall."""
    columns = year_columns(content)
    years = content.years or (contract.starts_on.year,)
    costs = dict.fromkeys(years, Decimal(0))
    for line in content.lines:
        for year, amount in zip(years, line_years(line, columns), strict=False):
            costs[year] += amount
    for ordinal, (year, amount) in enumerate(by_years(contract.grant, costs).items(), 1):
        part = {"year": year, "amount": amount}
        Tranche.objects.create(contract=contract, ordinal=ordinal, **part)


@transaction.atomic
def open_all(act: Act, call: Call) -> list[Contract]:
    """Open the contracts of all accepted grants of a call that have none yet. Raises Refused."""
    rows = waiting_in(call).select_related(*AROUND)
    opened = [open_contract(act, one) for one in rows.order_by("pk")]
    if not opened:
        insist(refused("Nie ma przyjętej dotacji, która czekałaby na umowę."))
    return opened


@transaction.atomic
def take_plan(act: Act, contract: Contract) -> Contract:
    """Take the plan as it is, in the contractor's place: nothing has to change. Raises Refused."""
    perform(act, contract, "take_plan")
    freeze_plan(contract)
    letters.ask_for_step(act, contract)
    return contract


def freeze_plan(contract: Contract) -> None:
    """Keep the written plan as the agreed one, with the days of the task that it says.

    Days of costs that were those of the task stay those of the task.
    """
    plan = written_plan(contract)
    contract.agreed = as_json(plan)
    days = {
        "starts_on": plan.content.day("III.2.from") or contract.starts_on,
        "ends_on": plan.content.day("III.2.to") or contract.ends_on,
    }
    for name, followed in COST_DAYS.items():
        if getattr(contract, name) == getattr(contract, followed):
            setattr(contract, name, days[followed])
    contract.starts_on, contract.ends_on = days["starts_on"], days["ends_on"]
    contract.save(update_fields=["agreed", *days, *COST_DAYS])
