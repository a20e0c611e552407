"""The alarm about documents that are charged twice, asked of the whole portal at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from contracting.settlement.models import ExpenseDocument
from contracting.settlement.numbers import folded_name
from contracting.settlement.rules.duplicates import Alarm, Charge, alarms_about
from mkus_portal.act import Act

AROUND = ("contract__office", "contract__organisation")
HEAVY = ("contract__agreed", "contract__text", "explanation", "reason")


def alarms_of(items: Sequence[ExpenseDocument]) -> Mapping[int, list[Alarm]]:
    """Return the warnings about each item by its key; an item without any has no key.

    One query, however many items there are.
    """
    if not items:
        return {}
    charges = {one.pk: charge_of(one) for one in _candidates(items)}
    known: dict[str, list[Charge]] = defaultdict(list)
    for charge in charges.values():
        for name in _names(charge):
            known[name].append(charge)
    found: dict[int, list[Alarm]] = {}
    for item in items:
        if item.pk not in charges:  # somebody has just taken it out
            continue
        charge = charges[item.pk]
        rows = {row.pk: row for name in _names(charge) for row in known[name]}
        alarms = alarms_about(charge, rows.values())
        if alarms:
            found[item.pk] = alarms
    return found


def sentences_for(act: Act, alarms: Iterable[Alarm]) -> list[str]:
    """Return what whoever acts may read of the alarms."""
    of_office = act.scope.kind == "office"
    said = [one.sentence if of_office else one.sentence_for_contractor for one in alarms]
    return [sentence for sentence in said if sentence]


def charge_of(row: ExpenseDocument) -> Charge:
    """Return the row as duplicates ask of it."""
    contract = row.contract
    return Charge(
        pk=row.pk,
        contract=row.contract_id,
        contract_number=contract.number,
        office=contract.office.name,
        organisation=contract.organisation_id,
        organisation_name=contract.organisation.name,
        line=row.line,
        number=row.number_folded,
        nip=row.issuer_nip,
        issuer=folded_name(row.issuer_name),
        ksef=row.ksef_number,
        gross=row.gross,
        amount=row.amount,
        from_grant=row.from_grant,
        is_reported=row.report_id is not None,
    )


def _names(charge: Charge) -> list[str]:
    """Return under which names a row is looked up."""
    return [name for name in (charge.number and f"N{charge.number}", charge.ksef) if name]


def _candidates(items: Sequence[ExpenseDocument]) -> Iterable[ExpenseDocument]:
    """Return all rows of the portal that may speak of the items' documents, and the items."""
    numbers = {one.number_folded for one in items if one.number_folded}
    nips = {one.issuer_nip for one in items if one.issuer_nip} | {""}
    nameless = {one.number_folded for one in items if not one.issuer_nip and one.number_folded}
    ksef = {one.ksef_number for one in items if one.ksef_number}
    rows = ExpenseDocument.objects.filter(
        Q(pk__in=[one.pk for one in items])
        | Q(number_folded__in=numbers, issuer_nip__in=nips)
        | Q(number_folded__in=nameless)
        | Q(ksef_number__in=ksef)
    )
    return rows.select_related(*AROUND).defer(*HEAVY)
