"""Keeping what settled contracts have delivered: posted by a later room, counted by the office."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from contracting.analysis.models import Analysis, Delivered, DeliveredCost, DeliveredResult
from contracting.analysis.permissions import may_count, may_post_delivered
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import insist

GROSZ = Decimal("0.01")
COUNTED = "; odbiorców i jednostki policzył urząd"


@dataclass(frozen=True, slots=True)
class Posting:
    """A settled contract: `costs` in PLN by (year, group of the analysis), `results` as reported.

    `source` is what the figures stand on, in words; `results` are (label, planned, reached).
    """

    contract_ref: str
    label: str
    url: str
    call_ref: str
    call_label: str
    begins_on: date
    ends_on: date
    source: str
    costs: Mapping[tuple[int, str], Decimal]
    results: tuple[tuple[str, str, str], ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the figures: the same figures post nothing new."""
        said = [
            [self.begins_on.isoformat(), self.ends_on.isoformat()],
            [[year, group, f"{amount:.2f}"] for (year, group), amount in sorted(self._costs())],
            [list(one) for one in self.results],
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()

    def _costs(self) -> list[tuple[tuple[int, str], Decimal]]:
        return [(key, amount) for key, amount in self.costs.items() if amount]


@dataclass(frozen=True, slots=True)
class Counted:
    """What the office has counted from the reports; None: not counted."""

    recipients: Decimal | None
    units: Decimal | None


@transaction.atomic
def post_delivered(act: Act, analysis: Analysis, posting: Posting) -> Delivered:
    """Keep a contract's figures; the same figures change nothing, others replace the newest row.

    The closed analysis and its report stay as they are. What the office has counted stays with the
    new figures. Raises Refused.
    """
    hold(analysis)
    insist(may_post_delivered(act, analysis))
    rows = Delivered.objects.filter(analysis=analysis, contract_ref=posting.contract_ref)
    newest = rows.in_force().first()
    if newest is not None and newest.digest == posting.digest:
        return newest
    made = Delivered(
        contract_ref=posting.contract_ref,
        label=posting.label[:400],
        url=posting.url,
        call_ref=posting.call_ref,
        call_label=posting.call_label[:300],
        begins_on=posting.begins_on,
        ends_on=posting.ends_on,
        source=posting.source[:300],
        digest=posting.digest,
    )
    if newest is not None:
        made.recipients, made.units = newest.recipients, newest.units
    _keep(act, analysis, made, newest)
    costs = {key: amount.quantize(GROSZ) for key, amount in posting.costs.items() if amount}
    _add_parts(made, costs, posting.results)
    return made


def _add_parts(
    made: Delivered,
    costs: Mapping[tuple[int, str], Decimal],
    results: Iterable[tuple[str, str, str]],
) -> None:
    """Keep the costs and the results of a row."""
    rows = []
    for (year, group), amount in sorted(costs.items()):
        row = DeliveredCost(delivered=made, year=year, group=group)
        row.amount = amount
        rows.append(row)
    DeliveredCost.objects.bulk_create(rows)
    DeliveredResult.objects.bulk_create(
        DeliveredResult(delivered=made, label=label, planned=planned, reached=reached)
        for label, planned, reached in results
    )


def _keep(act: Act, analysis: Analysis, made: Delivered, newest: Delivered | None) -> None:
    """Save a row as the newest one; the one before it is marked as replaced."""
    made.analysis, made.version = analysis, 1 if newest is None else newest.version + 1
    made.posted_at, made.posted_by_id = act.at, act.user
    if newest is not None:
        newest.replaced_at = act.at
        newest.save(update_fields=["replaced_at"])
    made.full_clean(exclude=["posted_by"])
    made.save()


@transaction.atomic
def count_delivered(act: Act, delivered: Delivered, counted: Counted) -> Delivered:
    """Keep the recipients and units that the office has counted, as a new row with the same costs.

    Raises Refused; Overtaken when the row is not the newest any more.
    """
    analysis = hold(delivered.analysis)
    insist(may_count(act, analysis))
    delivered.refresh_from_db()
    if delivered.replaced_at is not None:
        raise Overtaken
    if (delivered.recipients, delivered.units) == (counted.recipients, counted.units):
        return delivered
    kept = [field.attname for field in Delivered._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's own
    made = Delivered(**{name: getattr(delivered, name) for name in kept})
    made.recipients, made.units = counted.recipients, counted.units
    made.source = f"{delivered.source.removesuffix(COUNTED)}{COUNTED}"[:300]
    _keep(act, analysis, made, delivered)
    _add_parts(
        made,
        {(one.year, one.group): one.amount for one in delivered.costs.all()},
        [(one.label, one.planned, one.reached) for one in delivered.results.all()],
    )
    return made
