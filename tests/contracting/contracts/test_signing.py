"""A contract from the accepted grant to its conclusion, through the actions alone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from contracting.calls.pool import pool_lines
from contracting.contracts.actions import opening, planning, signing
from contracting.contracts.agreed import agreed_of
from contracting.contracts.models import Contract, ContractNumbers
from contracting.contracts.plan import differences, plan_gaps
from contracting.evaluation.actions.deciding import resign_award
from contracting.evaluation.models import Assessment
from mkus_portal.drafting import actions as drafting
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.contracts.factories import (
    ACCEPTED,
    CLASSIFICATION,
    OPENED,
    STEPS,
    opened,
    signature,
)
from tests.contracting.evaluation.factories_deciding import announced

pytestmark = pytest.mark.django_db
State = Contract.State


def waiting(obj):
    return [(one.kind, one.scope_kind, one.roles) for one in Duty.objects.of(obj).open()]


def write(side, place, text):
    """Save a field or a cell of the plan on the version that stands."""
    draft = side.fresh().draft
    if ":" in place:
        table, pk, cell = place.split(":")
        rows = {"costs": "planlines", "funding": "fundingsources"}[table]
        version = getattr(draft, rows).get(pk=pk).version_of(cell)
    else:
        version = draft.answers.get(field=place, row=None).version
    return drafting.save_field(side.ngo(), draft, place, text, version)


def test_a_whole_award_needs_no_update():
    side = opened()
    contract = side.contract
    assert contract.state == State.DRAFT
    assert contract.grant == Decimal("9000.00")
    assert agreed_of(contract).total == Decimal("10000.00")
    assert [(one.year, one.amount) for one in contract.tranches.all()] == [
        (2027, Decimal("9000.00"))
    ]
    assert differences(contract) == []
    assert waiting(contract) == [("contract_step", "office", ",clerk,coordinator,")]
    assert waiting(contract.assessment) == []


def test_acceptance_asks_the_clerks_to_prepare_the_contract():
    cast, evaluation = announced((9, 9000))
    assessment = evaluation.assessments.select_related("evaluation__call", "offer").get()
    from contracting.evaluation.actions.deciding import accept_award  # noqa: PLC0415

    accept_award(cast.president.later(ACCEPTED), assessment)
    assert waiting(assessment) == [("contract_open", "office", ",clerk,coordinator,")]


def test_a_second_press_finds_the_contract():
    side = opened()
    again = opening.open_contract(side.office(), side.contract.assessment)
    assert again == side.contract
    assert Contract.objects.count() == 1


def test_a_grant_that_nobody_accepted_gets_no_contract():
    cast, evaluation = announced((9, 9000))
    with pytest.raises(MoveRefused, match="gdy oferent przyjmie"):
        opening.open_contract(cast.clerk(OPENED), evaluation.assessments.get())
    with pytest.raises(MoveRefused, match="Nie ma przyjętej dotacji"):
        opening.open_all(cast.clerk(OPENED), cast.call)


class TestPlan:
    def test_a_lower_award_is_the_contractors_to_plan(self):
        side = opened(8000)
        assert side.contract.state == State.PLANNING
        assert waiting(side.contract)[0][1] == "organisation"
        sentences = [one.sentence for one in plan_gaps(side.contract)]
        assert any("brakuje 1" in one for one in sentences), sentences
        with pytest.raises(MoveRefused, match="Plan trzeba poprawić"):
            planning.send_plan(side.ngo(), side.contract)

    def test_an_updated_plan_becomes_the_agreed_one(self):
        side = opened(8000)
        costs = side.contract.draft.planlines.get(name="Trener")
        write(side, f"costs:{costs.pk}:quantity", "88,889")
        assert "koszty wynoszą" in plan_gaps(side.fresh())[0].sentence
        write(side, f"costs:{costs.pk}:unit_cost", "80")
        write(side, f"costs:{costs.pk}:quantity", "100")
        planning.send_plan(side.ngo(), side.fresh())
        contract = side.fresh()
        assert contract.state == State.DRAFT
        assert agreed_of(contract).total == Decimal("9000.00")
        assert agreed_of(contract).line(costs.pk).unit_cost == Decimal("80.00")
        changed = {one.what: one for one in differences(contract)}
        assert changed["Dotacja"].before.startswith("9")
        assert not changed["Udział wkładu własnego w kosztach"].warns

    def test_a_lower_own_share_and_a_dropped_action_are_marked(self):
        side = opened(8000)
        source = side.contract.draft.fundingsources.get()
        write(side, f"funding:{source.pk}:own_financial", "500")
        side.contract.draft.plannedactions.all().delete()
        marked = [one.what for one in differences(side.fresh()) if one.warns]
        assert marked == ["Udział wkładu własnego w kosztach", "Działanie"]

    def test_the_grant_must_be_the_awarded_one(self):
        side = opened(8000)
        source = side.contract.draft.fundingsources.get()
        write(side, f"funding:{source.pk}:grant", "9000")
        assert any("tyle, ile przyznano" in one.sentence for one in plan_gaps(side.fresh()))

    def test_amounts_by_line_add_up_to_the_grant(self):
        side = opened()
        planning.set_terms(side.office(), side.contract, grant_by_line=True)
        sentences = [one.sentence for one in plan_gaps(side.fresh())]
        assert len(sentences) == 1
        assert "z dotacji razem" in sentences[0]

    def test_the_office_returns_a_plan_with_a_reason(self):
        side = opened()
        with pytest.raises(MoveRefused, match="Napisz, dlaczego"):
            planning.return_plan(side.office(), side.contract, " ")
        planning.return_plan(side.office(), side.contract, "Podaj terminy treningów.")
        assert side.fresh().state == State.PLANNING
        letter = Letter.objects.filter(kind="contract_step").order_by("pk").last()
        assert "Podaj terminy treningów." in letter.email.message

    def test_nobody_else_writes_the_plan(self):
        side = opened(8000)
        draft = side.contract.draft
        with pytest.raises(MoveRefused, match="aktualizuje zleceniobiorca"):
            drafting.save_field(side.office(), draft, "III.3", "Inaczej", 1)


class TestSteps:
    def test_the_lawyer_gets_no_unfinished_project(self):
        side = opened()
        with pytest.raises(MoveRefused, match="numer rachunku"):
            signing.ask_opinion(side.office(), side.contract)
        side.with_terms()
        planning.set_terms(side.office(), side.fresh(), budget_chapter="")
        with pytest.raises(MoveRefused, match="klasyfikację budżetową"):
            signing.ask_opinion(side.office(), side.fresh())

    def test_r13_the_grant_is_used_by_the_end_of_the_year(self):
        side = opened().with_terms()
        planning.set_terms(side.office(), side.fresh(), grant_costs_to=date(2028, 1, 2))
        with pytest.raises(MoveRefused, match=r"31\.12\.2027"):
            signing.ask_opinion(side.office(), side.fresh())

    def test_tranches_are_the_grant(self):
        side = opened().with_terms()
        tranche = side.contract.tranches.get()
        planning.save_tranche(side.office(), side.fresh(), tranche, amount=Decimal(8000))
        with pytest.raises(MoveRefused, match="brakuje 1"):
            signing.ask_opinion(side.office(), side.fresh())
        planning.save_tranche(
            side.office(), side.fresh(), amount=Decimal(1000), year=2027, condition="report_filed"
        )
        signing.ask_opinion(side.office(), side.fresh())
        assert side.fresh().state == State.REVIEW

    def test_where_the_portal_knows_no_lawyer_the_clerk_records_the_opinion(self):
        side = opened().with_terms()
        signing.ask_opinion(side.office(), side.fresh())
        assert waiting(side.contract) == [("contract_step", "office", ",clerk,coordinator,")]
        signing.approve(side.office(), side.fresh(), "Bez uwag.")
        assert side.fresh().state == State.LEGAL

    def test_a_lawyer_sends_the_project_back(self):
        side = opened().with_terms()
        signing.ask_opinion(side.office(), side.fresh())
        lawyer = side.office("lawyer")
        with pytest.raises(MoveRefused, match="radca prawny"):
            signing.approve(side.office(), side.fresh())
        signing.send_back(lawyer, side.fresh(), "Popraw § 4.")
        assert side.fresh().state == State.DRAFT

    def test_the_countersignature_gives_number_and_text(self):
        contract = opened().countersigned().fresh()
        assert contract.number == "1/2026"
        assert len(contract.digest) == 64
        headings = [words for is_heading, words in contract.text["blocks"] if is_heading]
        assert headings[0] == "§ 1. Przedmiot umowy"
        assert len(headings) == 19

    def test_r22_every_contract_has_the_accessibility_clause(self):
        contract = opened().countersigned().fresh()
        said = " ".join(words for _, words in contract.text["blocks"])
        assert "zapewnianiu dostępności" in said

    def test_a_contract_taken_back_keeps_its_number(self):
        side = opened().countersigned()
        signing.take_back(side.office(), side.fresh(), "Zły rachunek.")
        assert side.fresh().text is None
        side.countersigned()
        assert side.fresh().number == "1/2026"
        assert ContractNumbers.objects.get().last == 1

    def test_a_refused_countersignature_takes_no_number(self):
        side = opened().with_terms()
        signing.ask_opinion(side.office(), side.fresh())
        signing.approve(side.office("lawyer"), side.fresh())
        signing.refuse_countersignature(side.office("treasurer"), side.fresh(), "Brak planu.")
        assert side.fresh().number == ""
        assert ContractNumbers.objects.count() == 0

    def test_the_last_signature_concludes(self):
        side = opened().concluded()
        contract = side.contract
        assert (contract.state, contract.concluded_on) == (State.IN_FORCE, STEPS.date())
        version = contract.versions.get()
        assert (version.ordinal, version.digest) == (0, contract.digest)
        assert [one.side for one in contract.signatures.all()] == ["contractor", "principal"]
        line = pool_lines(side.cast.call)[0]
        assert (line.awarded, line.contracted) == (Decimal("9000.00"), Decimal("9000.00"))
        record = contract.organisation.track_records.get()
        assert (record.contract_number, record.grant) == ("1/2026", Decimal("9000.00"))
        assert [one.kind for one in Duty.objects.of(contract.tranches.get()).open()] == [
            "tranche_pay"
        ]

    def test_a_party_signs_once_and_only_a_party(self):
        side = opened().countersigned()
        stranger = signature(side.contract, "Inna organizacja")
        with pytest.raises(MoveRefused, match="Wybierz stronę"):
            signing.record_contractor(side.ngo(), side.fresh(), stranger)
        later = signing.Signed(
            "A", "B", STEPS.date() + timedelta(days=1), "trusted", side.contract.organisation.name
        )
        with pytest.raises(MoveRefused, match="w przyszłości"):
            signing.record_contractor(side.ngo(), side.fresh(), later)
        signing.record_contractor(side.ngo(), side.fresh(), signature(side.contract))
        with pytest.raises(MoveRefused, match="nie czeka teraz"):
            signing.record_contractor(side.ngo(), side.fresh(), signature(side.contract))

    def test_the_executive_signs_after_the_contractor(self):
        side = opened().countersigned()
        mayor = signing.Signed("Anna Wzorowa", "Brzozowo", STEPS.date(), "qualified")
        with pytest.raises(MoveRefused, match="nie czeka teraz"):
            signing.conclude(side.office("executive"), side.fresh(), mayor)
        with pytest.raises(MoveRefused, match="organ wykonawczy"):
            signing.conclude(side.office(), side.fresh(), mayor)

    def test_a_resignation_ends_a_contract_that_is_not_concluded(self):
        side = opened().countersigned()
        assessment = Assessment.objects.get(pk=side.contract.assessment_id)
        resign_award(side.ngo(), assessment, "Brak trenera.")
        contract = side.fresh()
        assert contract.state == State.ABANDONED
        assert [one.state for one in contract.tranches.all()] == ["cancelled"]
        assert pool_lines(side.cast.call)[0].awarded == Decimal(0)

    def test_a_concluded_contract_is_not_resigned_from(self):
        side = opened().concluded()
        assessment = Assessment.objects.get(pk=side.contract.assessment_id)
        with pytest.raises(MoveRefused, match="już zawarta"):
            resign_award(side.ngo(), assessment, "Brak trenera.")

    def test_the_office_gives_up_a_contract_with_a_reason(self):
        side = opened()
        signing.abandon(side.office(), side.contract, "Organizacja jest w likwidacji.")
        assert side.fresh().state == State.ABANDONED
        assert waiting(side.contract) == []


def test_terms_follow_the_office(db):
    side = opened()
    with pytest.raises(MoveRefused, match="pracownik merytoryczny"):
        planning.set_terms(side.office("treasurer"), side.contract, **CLASSIFICATION)
