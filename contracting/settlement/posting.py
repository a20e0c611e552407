"""What a settled contract tells the analysis that its call was drafted from."""

from decimal import Decimal

from django.db import transaction

from contracting.analysis.delivering import Posting, post_delivered
from contracting.analysis.models import Delivered
from contracting.calls.models import CallOrigin
from contracting.contracts.models import Contract
from contracting.settlement.content import content_of
from contracting.settlement.ledger import spent_of
from contracting.settlement.models import GrantReturn, Ground, TaskReport
from contracting.settlement.rules.delivered import delivered_costs
from contracting.settlement.settling import settled_by
from contracting.settlement.terms import FINAL
from mkus_portal.act import Act
from mkus_portal.locking import hold

ZERO = Decimal("0.00")


@transaction.atomic
def post_settled(act: Act, contract: Contract) -> Delivered | None:
    """Post the figures of a contract whose final report is decided; None where nothing is to post.

    The same figures post nothing new; others are a correction that keeps the earlier ones. The
    contract is held before anything is read, so that no older figures come after newer ones.
    """
    hold(contract)
    origin = _origin(contract)
    report = contract.reports.filter(kind=FINAL, state__in=TaskReport.DECIDED).first()
    if origin is None or report is None:
        return None
    return post_delivered(act, origin.analysis, posting_of(report, origin))


def post_correction(act: Act, contract: Contract) -> Delivered | None:
    """Post anew what was posted before, when something was found or given up after the decision."""
    if not Delivered.objects.filter(contract_ref=ref_of(contract)).exists():
        return None
    return post_settled(act, contract)


def ref_of(contract: Contract) -> str:
    """Return the contract's name for good, as the organisations' history has it too."""
    return f"contract:{contract.pk}"


def _origin(contract: Contract) -> CallOrigin | None:
    origins = CallOrigin.objects.select_related("analysis__office", "call")
    return origins.filter(call__tasks__offers__assessment__contract=contract).first()


def posting_of(report: TaskReport, origin: CallOrigin) -> Posting:
    """Return what a decided final report comes to, less what was found to come back."""
    contract, content = report.contract, content_of(report)
    rows = [one for one in spent_of(contract) if one.report is not None]
    received = settled_by(report, content).received
    return Posting(
        contract_ref=ref_of(contract),
        label=f"{contract} – {contract.organisation}: {contract.title}",
        url=contract.get_absolute_url(),
        call_ref=f"call:{origin.call_id}",
        call_label=f"{origin.call} ({origin.call.year})",
        begins_on=contract.starts_on,
        ends_on=contract.ends_on,
        source=f"{report} ({report.get_state_display()})",
        costs=delivered_costs(rows, received, _taken_back(contract)),
        results=tuple((one.name, one.planned, one.reached) for one in content.results),
    )


def _taken_back(contract: Contract) -> Decimal:
    """Return what of the used grant was found to come back and was not given up, PLN."""
    rows = contract.grant_returns.exclude(state=GrantReturn.State.CANCELLED)
    return sum((one.amount for one in rows.exclude(ground=Ground.UNUSED)), ZERO)
