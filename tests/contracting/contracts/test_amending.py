"""Amendments: what changes is computed, agreed and signed; the rest returns to what was agreed."""

from datetime import date
from decimal import Decimal

import pytest

from contracting.contracts.actions import amending as actions
from contracting.contracts.actions.signing import Signed
from contracting.contracts.agreed import agreed_of
from contracting.contracts.amending import changes_of
from contracting.contracts.models import ContractAmendment
from contracting.contracts.plan import written_plan
from mkus_portal.documents.models import Document
from mkus_portal.drafting import actions as drafting
from mkus_portal.notifications.models import Duty
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.contracts.factories import STEPS, opened, signature

pytestmark = pytest.mark.django_db
State = ContractAmendment.State
MAYOR = Signed("Anna Wzorowa, wójt", "Brzozowo", STEPS.date(), "qualified")


@pytest.fixture
def side():
    return opened().concluded()


@pytest.fixture
def amendment(side):
    return actions.open_amendment_of(side.ngo(), side.contract, "Trener podniósł stawkę.")


def fresh(amendment):
    return ContractAmendment.objects.select_related(*actions.AROUND).get(pk=amendment.pk)


def dearer(side):
    """Ninety hours at 100 zł in the place of a hundred at 90 zł: the sum stays."""
    line = side.fresh().draft.planlines.get(name="Trener")
    for cell, text in (("unit_cost", "100"), ("quantity", "90")):
        version = line.version_of(cell)
        drafting.save_field(
            side.ngo(), side.contract.draft, f"costs:{line.pk}:{cell}", text, version
        )
        line.refresh_from_db()
    return line


def countersigned(side, amendment):
    dearer(side)
    actions.step(side.ngo(), fresh(amendment), "ask")
    actions.step(side.office(), fresh(amendment), "agree")
    actions.step(side.office("lawyer"), fresh(amendment), "approve")
    return actions.countersign_amendment(side.office("treasurer"), fresh(amendment))


def waiting(amendment):
    return [(one.scope_kind, one.roles) for one in Duty.objects.of(amendment).open()]


def test_an_amendment_opens_the_plan_and_asks_its_contractor(side, amendment):
    assert amendment.state == State.WRITTEN
    assert waiting(amendment)[0][0] == "organisation"
    with pytest.raises(MoveRefused, match="niczego jeszcze nie zmienia"):
        actions.step(side.ngo(), fresh(amendment), "ask")
    with pytest.raises(MoveRefused, match="w toku"):
        actions.open_amendment_of(side.office(), side.contract, "Jeszcze jeden.")


def test_what_changes_is_said_by_the_cost(side, amendment):
    dearer(side)
    actions.set_days(side.ngo(), fresh(amendment), grant_costs_to=date(2027, 12, 15))
    found = {one.what: (one.before, one.now) for one in changes_of(fresh(amendment))}
    assert found["Koszt"] == (
        "Trener: 90,00 zł × 100 (godzina)".replace("100 ", "100,000 "),
        "Trener: 100,00 zł × 90,000 (godzina)",
    )
    assert found["Wydatki z dotacji do"][1].startswith("15.12.2027")


def test_the_contract_stays_as_it_is_until_the_last_signature(side, amendment):
    countersigned(side, amendment)
    line = side.fresh().draft.planlines.get(name="Trener")
    assert agreed_of(side.contract).line(line.pk).unit_cost == Decimal("90.00")
    with pytest.raises(MoveRefused, match="nie czeka teraz"):
        actions.conclude_amendment(side.office("executive"), fresh(amendment), MAYOR)
    actions.sign_amendment(side.ngo(), fresh(amendment), signature(side.contract))
    actions.conclude_amendment(side.office("executive"), fresh(amendment), MAYOR)
    contract = side.fresh()
    assert agreed_of(contract).line(line.pk).unit_cost == Decimal("100.00")
    assert [one.ordinal for one in contract.versions.all()] == [0, 1]
    assert contract.versions.get(ordinal=0).digest != contract.digest
    assert fresh(amendment).in_force_from == STEPS.date()
    kinds = set(Document.objects.about(amendment).values_list("kind", flat=True))
    assert kinds == {"contract_amendment"}
    assert waiting(amendment) == []


def test_a_frozen_amendment_says_what_it_said(side, amendment):
    countersigned(side, amendment)
    before = changes_of(fresh(amendment))
    side.fresh().draft.planlines.update(name="Ktoś inny")
    assert changes_of(fresh(amendment)) == before


@pytest.mark.parametrize(("move", "state"), [("refuse", "refused"), ("withdraw", "withdrawn")])
def test_an_amendment_that_is_not_made_leaves_the_agreed_plan(side, amendment, move, state):
    line = dearer(side)
    extra = drafting.add_row(side.ngo(), side.contract.draft, "costs", name="Nowy")
    drafting.remove_row(side.ngo(), side.fresh().draft, "costs", extra.pk)
    side.contract.draft.planlines.filter(name="Księgowość").delete()
    agreed = agreed_of(side.fresh())
    if move == "refuse":
        ContractAmendment.objects.filter(pk=amendment.pk).update(state="asked")
    who = side.office() if move == "refuse" else side.ngo()
    actions.end(who, fresh(amendment), move, "Nie teraz.")
    assert fresh(amendment).state == state
    assert written_plan(side.fresh()).content.lines == agreed.content.lines
    assert written_plan(side.contract).content.actions == agreed.content.actions
    assert written_plan(side.contract).line(line.pk).unit_cost == Decimal("90.00")
    with pytest.raises(MoveRefused, match="już przekazany"):
        drafting.save_field(side.ngo(), side.contract.draft, "III.3", "Inaczej", 1)


def test_the_office_gives_the_changes_back(side, amendment):
    dearer(side)
    actions.step(side.ngo(), fresh(amendment), "ask")
    with pytest.raises(MoveRefused, match="Napisz, dlaczego"):
        actions.give_back(side.office(), fresh(amendment), "")
    actions.give_back(side.office(), fresh(amendment), "Uzasadnij stawkę.")
    assert fresh(amendment).state == State.WRITTEN


def test_the_grant_stays_the_awarded_one(side, amendment):
    source = side.contract.draft.fundingsources.get()
    draft = side.contract.draft
    drafting.save_field(side.ngo(), draft, f"funding:{source.pk}:grant", "9500", 0)
    with pytest.raises(MoveRefused, match="Plan trzeba poprawić"):
        actions.step(side.ngo(), fresh(amendment), "ask")


def test_r13_an_amendment_keeps_the_budget_year(side, amendment):
    actions.set_days(side.ngo(), fresh(amendment), grant_costs_to=date(2028, 1, 31))
    with pytest.raises(MoveRefused, match=r"31\.12\.2027"):
        actions.step(side.ngo(), fresh(amendment), "ask")


def test_a_task_that_is_over_is_not_amended(side):
    late = side.ngo(STEPS.replace(year=2028))
    with pytest.raises(MoveRefused, match="już się zakończyło"):
        actions.open_amendment_of(late, side.contract, "Za późno.")


def test_only_a_contract_in_force_is_amended():
    side = opened()
    with pytest.raises(MoveRefused, match="która obowiązuje"):
        actions.open_amendment_of(side.office(), side.contract, "Zmiana.")


def test_the_way_by_its_pages(side, browser_of):
    from django.urls import reverse  # noqa: PLC0415 - beside its only use

    ngo = browser_of(side.ngo())
    made = ngo.post(reverse("amendment-open", args=(side.contract.pk,)), {"reason": "Stawka."})
    amendment = ContractAmendment.objects.get()
    assert made.url == amendment.get_absolute_url()
    dearer(side)
    page = ngo.get(made.url).content.decode()
    assert "100,00 zł × 90,000" in page
    move = reverse("amendment-move", args=(amendment.pk,))
    assert ngo.post(f"{move}?ruch=ask").status_code == 302
    for role, name in (("clerk", "agree"), ("lawyer", "approve"), ("treasurer", "countersign")):
        browser = browser_of(side.office(role))
        assert browser.post(f"{move}?ruch={name}", {"note": ""}).status_code == 302, name
    given = {
        "organisation_name": side.contract.organisation.name,
        "signatory": "Anna Prezes",
        "place": "Brzozowo",
        "day": STEPS.date().isoformat(),
        "kind": "trusted",
    }
    sign = reverse("amendment-sign", args=(amendment.pk,))
    assert ngo.post(sign, given).status_code == 302
    assert browser_of(side.office("executive")).post(sign, given).status_code == 302
    amendment.refresh_from_db()
    assert amendment.state == State.IN_FORCE
    shown = ngo.get(reverse("contract-detail", args=(side.contract.pk,))).content.decode()
    assert "Aneks nr 1" in shown
    assert "Anna Prezes" in shown
    assert "pod poprzednią treścią" not in shown
