"""The plan of a contract as it is written in its draft, and what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from contracting.calls.rules import terms_of
from contracting.contracts.agreed import AgreedPlan
from contracting.contracts.models import Contract, PlanLine
from contracting.offers.completeness import form_of
from contracting.offers.content import (
    Action,
    Funding,
    Line,
    OfferContent,
    Result,
    Share,
    words_of,
)
from contracting.offers.definition import FormDefinition
from contracting.offers.documents import sent_content
from contracting.offers.law import CONTRACT_MAX_YEARS
from contracting.offers.models import (
    YEARS,
    BidderShare,
    ExpectedResult,
    FundingSource,
    Offer,
    PlannedAction,
)
from contracting.offers.rules import Gap, gaps, line_total, sums_of
from mkus_portal.act import WARSAW
from mkus_portal.drafting.models import Draft
from mkus_portal.web.wording import money

SECTIONS = ("III", "V")
TEXTS = ("III.2.from", "III.2.to", "III.3", "III.5.1", "III.5.2", "III.5.3", "VI.J")
ZERO = Decimal("0.00")
FUNDING = ("grant", "own_financial", "own_personal", "own_in_kind", "recipient_fees")


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between the offer and the plan; `warns` where it touches what was scored."""

    what: str
    before: str
    now: str
    warns: bool = False


def offer_of(contract: Contract) -> Offer:
    """Return the offer on which the contract stands."""
    offer: Offer = contract.assessment.offer
    return offer


def plan_form(contract: Contract) -> FormDefinition:
    """Return the official form of the offer: the plan speaks in its terms."""
    return form_of(offer_of(contract))


def copy_into(draft: Draft, content: OfferContent, grant: Decimal) -> None:
    """Fill an empty plan with the offer's own rows; the grant is the awarded one."""
    actions: dict[int, PlannedAction] = {}
    for place, one in enumerate(content.actions, 1):
        actions[one.pk] = PlannedAction.objects.create(
            draft=draft,
            position=place,
            year=one.year,
            name=one.name,
            description=one.description,
            target_group=one.target_group,
            schedule=one.schedule,
            outside=one.outside,
        )
    for place, result in enumerate(content.results, 1):
        ExpectedResult.objects.create(
            draft=draft,
            position=place,
            name=result.name,
            target_value=result.target_value,
            monitoring_method=result.monitoring_method,
        )
    for place, line in enumerate(content.lines, 1):
        PlanLine.objects.create(
            draft=draft,
            position=place,
            kind=line.kind,
            action=actions.get(line.action) if line.action is not None else None,
            name=line.name,
            unit=line.unit,
            quantity=line.quantity,
            **{"unit_cost": line.unit_cost, **_by_year(line.years)},
        )
    amounts = {cell: getattr(content.funding, cell) for cell in FUNDING}
    FundingSource.objects.create(draft=draft, position=1, **{**amounts, "grant": grant})
    for place, share in enumerate(content.shares, 1):
        BidderShare.objects.create(
            draft=draft, position=place, **words_of(share), **_by_year(share.years)
        )


def _by_year(years: Iterable[Decimal | None]) -> dict[str, Any]:
    return dict(zip(YEARS, years, strict=False))


def written_plan(contract: Contract) -> AgreedPlan:
    """Return the plan as it is written now; what the plan does not write is the offer's."""
    draft = contract.draft
    sent = sent_content(offer_of(contract))
    texts = draft.texts()
    content = replace(
        sent,
        texts={**sent.texts, **{code: texts[code] for code in TEXTS if code in texts}},
        actions=tuple(
            Action(
                one.pk,
                one.name,
                one.description,
                one.target_group,
                one.schedule,
                one.outside,
                one.year,
            )
            for one in draft.plannedactions.all()
        ),
        results=tuple(
            Result(one.pk, one.name, one.target_value, one.monitoring_method)
            for one in draft.expectedresults.all()
        ),
        funding=_funding(draft),
        shares=tuple(_share(one) for one in draft.biddershares.all()),
    )
    lines = list(PlanLine.objects.filter(draft=draft))
    content = replace(content, lines=tuple(_line(one) for one in lines))
    split = {one.pk: one.from_grant or ZERO for one in lines} if contract.grant_by_line else {}
    return AgreedPlan(content, split)


def _line(row: PlanLine) -> Line:
    return Line(
        row.pk,
        row.kind,
        row.action_id,
        row.name,
        row.unit,
        row.unit_cost,
        row.quantity,
        tuple(getattr(row, year) for year in YEARS),
    )


def _share(row: BidderShare) -> Share:
    return Share(pk=row.pk, years=tuple(getattr(row, year) for year in YEARS), **words_of(row))


def _funding(draft: Draft) -> Funding:
    row = draft.fundingsources.first()
    return Funding(**{cell: getattr(row, cell) for cell in FUNDING}) if row else Funding()


def plan_gaps(contract: Contract, plan: AgreedPlan | None = None) -> list[Gap]:
    """Return what the plan lacks or breaks: under the call's terms, and against the award."""
    written = written_plan(contract) if plan is None else plan
    started = contract.created_at.astimezone(WARSAW).date()
    terms = terms_of(offer_of(contract).task)
    form = plan_form(contract)
    found = [
        one
        for one in gaps(written.content, terms, form, CONTRACT_MAX_YEARS.at(started))
        if one.section in SECTIONS and (one.place in TEXTS or not _is_text(one, form))
    ]
    return [*found, *_grant_gaps(contract, written)]


def _is_text(gap: Gap, form: FormDefinition) -> bool:
    return any(gap.place == one.code for section in form.sections for one in section.fields)


def _grant_gaps(contract: Contract, plan: AgreedPlan) -> list[Gap]:
    found = []
    grant = plan.content.funding.grant or ZERO
    if grant != contract.grant:
        sentence = (
            f"V.B: dotacja musi wynosić tyle, ile przyznano: {money(contract.grant)}, a wpisano"
            f" {money(grant)}"
        )
        found.append(Gap("V", "t-funding", sentence))
    if not contract.grant_by_line:
        return found
    for place, line in enumerate(plan.lines, 1):
        if plan.from_grant.get(line.pk, ZERO) > line_total(line):
            sentence = (
                f"V.A: pozycja {place}: z dotacji można pokryć najwyżej {money(line_total(line))}"
            )
            found.append(Gap("V", f"costs:{line.pk}:from_grant", sentence))
    total = sum(plan.from_grant.values(), ZERO)
    if total != contract.grant:
        sentence = (
            f"V.A: pozycje mają z dotacji razem {money(total)}, a dotacja wynosi"
            f" {money(contract.grant)}"
        )
        found.append(Gap("V", "t-costs", sentence))
    return found


def differences(contract: Contract, plan: AgreedPlan | None = None) -> list[Difference]:
    """Return what the plan changes in the offer; what the commission scored is marked.

    A lower own share, a dropped action and a changed result touch criteria 1–5 (art. 15 ust. 1).
    """
    now = (written_plan(contract) if plan is None else plan).content
    return between(contract, sent_content(offer_of(contract)), now)


def between(contract: Contract, before: OfferContent, now: OfferContent) -> list[Difference]:
    """Return what differs between two contents of the contract's plan."""
    return [
        *_sums_differ(before, now),
        *_rows_differ("Działanie", before.actions, now.actions),
        *_rows_differ("Rezultat", before.results, now.results),
        *_texts_differ(contract, before, now),
    ]


def _sums_differ(before: OfferContent, now: OfferContent) -> list[Difference]:
    old, new = sums_of(before), sums_of(now)
    found = [
        Difference(label, money(was), money(is_now))
        for label, was, is_now in (
            ("Całkowity koszt zadania", old.total, new.total),
            ("Dotacja", old.grant, new.grant),
            ("Wkład własny finansowy", old.own_financial, new.own_financial),
            ("Wkład osobowy", old.own_personal, new.own_personal),
            ("Wkład rzeczowy", old.own_in_kind, new.own_in_kind),
        )
        if was != is_now
    ]
    shares = old.share(old.own), new.share(new.own)
    if shares[0] != shares[1]:
        found.append(
            Difference(
                "Udział wkładu własnego w kosztach",
                f"{shares[0]}%".replace(".", ","),
                f"{shares[1]}%".replace(".", ","),
                warns=shares[1] < shares[0],
            )
        )
    return found


def _rows_differ(
    what: str, before: Iterable[Action | Result], now: Iterable[Action | Result]
) -> list[Difference]:
    old = [(one.name, _said(one)) for one in before]
    new = [(one.name, _said(one)) for one in now]
    kept = dict(new)
    gone = [
        Difference(what, said, kept.get(name, "usunięto"), warns=True)
        for name, said in old
        if kept.get(name) != said
    ]
    known = dict(old)
    return gone + [Difference(what, "–", said) for name, said in new if name not in known]


def _said(one: Action | Result) -> str:
    words = (
        (one.name, one.description, one.target_group, one.schedule, one.outside)
        if isinstance(one, Action)
        else (one.name, one.target_value, one.monitoring_method)
    )
    return "; ".join(word for word in words if word)


def _texts_differ(contract: Contract, before: OfferContent, now: OfferContent) -> list[Difference]:
    form = plan_form(contract)
    return [
        Difference(form.field(code).label.split(" (")[0], before.text(code), now.text(code))
        for code in TEXTS
        if before.text(code) != now.text(code)
    ]
