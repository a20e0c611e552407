"""An inspection from the plan to its end, through the actions alone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from contracting.contracts.models import Contract
from contracting.settlement.actions import inspection_protocols as protocols
from contracting.settlement.actions import inspections as actions
from contracting.settlement.actions import recommendations
from contracting.settlement.documents.inspections import build_protocol
from contracting.settlement.law import OBJECTION_DAYS, RECOMMENDATIONS, last_day_to_inspect
from contracting.settlement.models import (
    Inspection,
    InspectionRecommendation,
    open_inspections,
)
from contracting.settlement.rules.inspections import coverage, team_of
from mkus_portal.documents.models import Document
from mkus_portal.law.models import ParameterValue
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from tests.contracting.contracts.factories import contract_cast
from tests.contracting.settlement.factories_inspections import (
    AT,
    DAY,
    FINDINGS,
    LATER,
    PAPER,
    TEAM,
    inspected,
    planned,
    rival,
)

pytestmark = pytest.mark.django_db
State = Inspection.State


def waiting(inspection):
    return [(one.scope_kind, one.roles) for one in Duty.objects.of(inspection).open()]


def due(inspection):
    return Duty.objects.of(inspection).open().get().due.date()


def letters(inspection):
    rows = Letter.objects.filter(
        content_type=ContentType.objects.get_for_model(inspection), object_id=inspection.pk
    )
    return list(rows.values_list("to", "email__subject"))


def documents(obj):
    return [(one.kind, one.title) for one in Document.objects.about(obj).order_by("pk")]


OFFICE = [("office", ",clerk,coordinator,")]
SIGNATORIES = [("organisation", ",ngo_admin,ngo_signatory,")]


class TestLife:
    def test_the_plan_waits_for_its_authorisation(self):
        side = planned()
        one = side.inspection
        assert (one.state, one.announced_at) == (State.PLANNED, None)
        assert one.subjects == ["completion", "quality", "money", "documents"]
        assert waiting(one) == OFFICE
        assert due(one) == date(2027, 5, 31)
        assert letters(one) == []
        side.prepared()
        assert waiting(side.fresh()) == [("office", ",executive,")]

    def test_december_ends_in_its_own_year(self):
        side = planned(planned_month=12)
        assert due(side.inspection) == date(2027, 12, 31)

    def test_a_planned_day_is_the_term(self):
        side = planned(planned_on=date(2027, 5, 12))
        assert due(side.inspection) == date(2027, 5, 12)
        assert side.inspection.planned_term == "12.05.2027 r."

    def test_the_authorisation_announces(self):
        side = planned().authorised()
        one = side.fresh()
        assert (one.state, one.announced_at, one.authorised_on) == (State.AUTHORISED, AT, DAY)
        assert documents(one) == [
            (
                "inspection_authorisation",
                "Upoważnienie do kontroli nr OR.077.5.2027 z 10.05.2027\xa0r.",
            )
        ]
        subjects = {subject for _, subject in letters(one)}
        assert len(subjects) == 1
        assert next(iter(subjects)).startswith("Zapowiedź kontroli zadania")
        assert waiting(one) == OFFICE

    def test_the_clerk_records_the_paper(self):
        side = planned()
        paper = {**PAPER, "authorised_on": date(2027, 5, 4)}
        actions.prepare_authorisation(side.office(), side.fresh(), TEAM, **paper)
        actions.authorise(side.office("clerk"), side.fresh())
        assert side.fresh().authorised_on == date(2027, 5, 4)

    def test_nobody_goes_without_a_whole_authorisation(self):
        side = planned()
        with pytest.raises(Refused, match="Uzupełnij upoważnienie"):
            actions.authorise(side.office("executive"), side.fresh())
        assert (side.fresh().state, side.inspection.announced_at) == (State.PLANNED, None)
        paper = {**PAPER, "authorised_on": DAY + timedelta(days=1)}
        actions.prepare_authorisation(side.office(), side.fresh(), TEAM, **paper)
        with pytest.raises(Refused, match="w przyszłości"):
            actions.authorise(side.office("executive"), side.fresh())

    @pytest.mark.parametrize(
        ("first", "last", "why"),
        [
            (DAY, DAY - timedelta(days=1), "zanim się zacznie"),
            (DAY, DAY + timedelta(days=1), "w przyszłości"),
            (DAY - timedelta(days=1), DAY, "przed dniem upoważnienia"),
        ],
    )
    def test_days_that_cannot_be(self, first, last, why):
        side = planned().authorised()
        with pytest.raises(Refused, match=why):
            actions.carry_out(side.office(), side.fresh(), first, last)
        assert side.fresh().held_from is None

    def test_the_protocol_is_saved_in_parts_and_sent_whole(self):
        side = planned().carried_out()
        protocols.write_protocol(side.office(), side.fresh(), {"money": "Faktury w porządku."})
        assert side.fresh().findings == {"money": "Faktury w porządku."}
        with pytest.raises(Refused, match="Brakuje ustaleń: stopień realizacji zadania, efekt"):
            protocols.send_protocol(side.office(), side.fresh())
        protocols.write_protocol(side.office(), side.fresh(), FINDINGS)
        with pytest.raises(Refused, match="czy stwierdzono nieprawidłowości"):
            protocols.send_protocol(side.office(), side.fresh())
        protocols.write_protocol(side.office(), side.fresh(), {}, is_irregular=False)
        with pytest.raises(Refused, match="numer i datę"):
            protocols.send_protocol(side.office(), side.fresh())
        assert not side.fresh().protocols.exists()
        assert waiting(side.inspection) == OFFICE

    def test_irregularities_and_their_description_agree(self):
        side = planned().carried_out()
        with pytest.raises(Refused, match="Opisz nieprawidłowości"):
            side.written(irregularities=" ")
        with pytest.raises(Refused, match="zaznacz, że je stwierdzono"):
            side.written(is_irregular=False)

    def test_the_sent_protocol_is_frozen_with_its_digest(self):
        side = planned().sent()
        one = side.fresh()
        protocol = one.protocols.get()
        assert (protocol.ordinal, protocol.due_on) == (1, DAY + timedelta(days=14))
        assert len(protocol.digest) == 64
        assert dict(protocol.content["findings"])["stopień realizacji zadania"] == (
            "Ustalono: completion."
        )
        assert documents(protocol) == [
            ("inspection_protocol", "Protokół kontroli nr K/1/2027, wersja 1")
        ]
        assert waiting(one) == SIGNATORIES
        assert due(one) == DAY + timedelta(days=14)
        with pytest.raises(Refused, match="zanim trafi do zleceniobiorcy"):
            protocols.write_protocol(side.office(), one, FINDINGS)

    def test_signed_without_recommendations_it_ends(self):
        side = planned().settled()
        one = side.fresh()
        protocol = one.protocols.get()
        assert (protocol.signatory, protocol.signed_on) == ("Anna Prezes, prezes", DAY)
        assert waiting(one) == OFFICE
        recommendations.close_inspection(side.office(), one, "Bez uwag.")
        assert (side.fresh().state, side.inspection.closing_note) == (State.CLOSED, "Bez uwag.")
        assert waiting(side.inspection) == []
        assert not open_inspections(side.contract).exists()

    def test_recommendations_are_answered_and_assessed(self):
        side = planned().recommended(date(2027, 6, 30), None)
        one = side.fresh()
        first, second = one.recommendations.all()
        assert (first.due_on, second.due_on) == (date(2027, 6, 30), date(2027, 5, 24))
        assert one.recommended_on == DAY
        assert waiting(one)[0][0] == "organisation"
        assert due(one) == date(2027, 5, 24)
        recommendations.write_answer(side.ngo(), first, "Opisano.", DAY)
        with pytest.raises(Refused, match="Odpowiedz na zalecenia: 2"):
            recommendations.send_answers(side.ngo(), side.fresh())
        recommendations.write_answer(side.ngo(), second, "Poprawimy w czerwcu.", None)
        recommendations.send_answers(side.ngo(LATER), side.fresh())
        assert (side.fresh().state, side.inspection.answered_at) == (State.ANSWERED, LATER)
        assert waiting(side.inspection) == OFFICE
        assert any("Odpowiedź na zalecenia" in subject for _, subject in letters(one))
        recommendations.assess(side.office(at=LATER), first, "done")
        with pytest.raises(Refused, match="Oceń zalecenia: 2"):
            recommendations.close_inspection(side.office(at=LATER), side.fresh())
        with pytest.raises(Refused, match="dlaczego"):
            recommendations.assess(side.office(at=LATER), second, "not_done", " ")
        recommendations.assess(side.office(at=LATER), second, "not_done", "Nie zrobiono.")
        recommendations.close_inspection(side.office(at=LATER), side.fresh())
        assert side.fresh().state == State.CLOSED
        second.refresh_from_db()
        assert (second.outcome, second.outcome_reason) == ("not_done", "Nie zrobiono.")

    def test_undelivered_recommendations_do_not_vanish(self):
        side = planned().settled()
        row = recommendations.add_recommendation(side.office(), side.fresh(), "Opisać.")
        with pytest.raises(Refused, match="Doręcz zalecenia albo je usuń"):
            recommendations.close_inspection(side.office(), side.fresh())
        recommendations.remove_recommendation(side.office(), row)
        with pytest.raises(Refused, match="Dodaj zalecenie"):
            recommendations.recommend(side.office(), side.fresh(), DAY)
        recommendations.close_inspection(side.office(), side.fresh())

    def test_those_after_a_removed_one_move_up(self):
        side = planned().settled()
        for text in ("A", "B", "C"):
            recommendations.add_recommendation(side.office(), side.fresh(), text)
        second = side.inspection.recommendations.get(text="B")
        recommendations.remove_recommendation(side.office(), second)
        rows = side.fresh().recommendations.values_list("ordinal", "text")
        assert list(rows) == [(1, "A"), (2, "C")]

    def test_silence_is_assessed_after_the_term(self):
        side = planned().recommended()
        row = side.fresh().recommendations.get()
        with pytest.raises(Refused, match="po odpowiedzi zleceniobiorcy albo po jego terminie"):
            recommendations.assess(side.office(), row, "not_done", "Cisza.")
        late = side.office(at=AT + timedelta(days=15))
        recommendations.assess(late, row, "not_done", "Cisza.")
        recommendations.close_inspection(late, side.fresh())
        assert (side.fresh().state, side.inspection.answered_at) == (State.CLOSED, None)

    def test_a_called_off_inspection_says_why(self):
        side = planned().authorised()
        with pytest.raises(Refused, match="Napisz, dlaczego"):
            actions.cancel(side.office(), side.fresh(), " ")
        actions.cancel(side.office(), side.fresh(), "Choroba kontrolera.")
        assert side.fresh().state == State.CANCELLED
        assert any("Kontrola odwołana" in subject for _, subject in letters(side.inspection))
        assert not open_inspections(side.contract).exists()


class TestObjections:
    def test_they_are_the_offices_to_answer(self):
        side = planned().objected()
        protocol = side.fresh().protocols.get()
        assert (protocol.objections, protocol.objected_on) == ("Faktura ma opis na odwrocie.", DAY)
        assert waiting(side.inspection) == OFFICE
        assert any(
            "Zastrzeżenia do protokołu" in subject for _, subject in letters(side.inspection)
        )

    def test_accepted_ones_make_the_next_version_and_the_first_stays(self):
        side = planned().objected()
        first = side.fresh().protocols.get()
        kept = (first.content, first.digest)
        protocols.revise(side.office(at=LATER), side.fresh(), "Racja, opis jest.")
        assert side.fresh().state == State.CARRIED_OUT
        side.written(is_irregular=False, irregularities="")
        protocols.send_protocol(side.office(at=LATER), side.fresh())
        first, second = side.fresh().protocols.all()
        assert (first.content, first.digest) == kept
        assert first.objections_answer == "Racja, opis jest."
        assert (second.ordinal, second.content["is_irregular"]) == (2, False)
        assert second.digest != first.digest
        assert second.due_on == LATER.date() + timedelta(days=14)
        protocols.object_to(side.ngo(LATER), side.fresh(), "Nadal nie.")
        assert side.fresh().protocols.get(ordinal=2).objections == "Nadal nie."

    def test_rejected_ones_leave_the_version_to_be_signed_or_refused(self):
        side = planned().objected()
        protocols.uphold(side.office(at=LATER), side.fresh(), "Opisu nie ma.")
        one = side.fresh()
        assert (one.state, one.protocols.count()) == (State.PROTOCOL, 1)
        assert due(one) == LATER.date() + timedelta(days=14)
        with pytest.raises(Refused, match="zgłoszono już zastrzeżenia"):
            protocols.object_to(side.ngo(LATER), one, "Jest.")
        protocols.refuse_signature(side.office(at=LATER), side.fresh(), "Nie zgadza się.", DAY)
        protocol = side.fresh().protocols.get()
        assert (side.inspection.state, protocol.refusal) == (State.SETTLED, "Nie zgadza się.")
        content = build_protocol(protocol, LATER)
        assert "nie podpisał" in content.outcome
        assert content.objections_answer == "Opisu nie ma."

    def test_the_office_waits_before_it_records_silence(self):
        side = planned().sent()
        late = AT + timedelta(days=15)
        with pytest.raises(Refused, match="może podpisać protokół albo zgłosić zastrzeżenia do"):
            protocols.refuse_signature(side.office(), side.fresh(), "Cisza.", DAY)
        protocols.refuse_signature(side.office(at=late), side.fresh(), "Cisza.", late.date())
        protocol = side.fresh().protocols.get()
        assert (side.inspection.state, protocol.refused_on) == (State.SETTLED, late.date())

    def test_the_contractor_may_refuse_at_once(self):
        side = planned().sent()
        protocols.refuse_signature(side.ngo(), side.fresh(), "Nie zgadzamy się.", DAY)
        protocol = side.fresh().protocols.get()
        assert (protocol.refusal, protocol.signed_on) == ("Nie zgadzamy się.", None)
        assert any("bez podpisu" in subject for _, subject in letters(side.inspection))

    def test_the_contractor_is_in_time_or_late(self):
        side = planned().sent()
        last, late = AT + timedelta(days=14), AT + timedelta(days=15)
        with pytest.raises(Refused, match=r"Termin na zastrzeżenia minął 24\.05\.2027"):
            protocols.object_to(side.ngo(late), side.fresh(), "Nie.")
        with pytest.raises(Refused, match="Termin na zastrzeżenia minął"):
            protocols.object_to(side.office(at=late), side.fresh(), "Nie.", late.date())
        protocols.object_to(side.office(at=late), side.fresh(), "Nie.", last.date())
        assert side.fresh().protocols.get().objected_on == last.date()

    def test_the_contractors_own_day_is_the_day_of_sending(self):
        side = planned().sent()
        protocols.object_to(side.ngo(LATER), side.fresh(), "Nie.", DAY)
        assert side.fresh().protocols.get().objected_on == LATER.date()

    @pytest.mark.parametrize("day", [DAY - timedelta(days=1), DAY + timedelta(days=1)])
    def test_a_signature_has_a_day_that_can_be(self, day):
        side = planned().sent()
        with pytest.raises(Refused, match="Data nie może być"):
            protocols.sign(side.ngo(), side.fresh(), "Anna", day)
        assert side.fresh().state == State.PROTOCOL


class TestTerms:
    def test_the_law_as_written(self):
        assert RECOMMENDATIONS.last_day(date(2027, 5, 10)) == date(2027, 5, 24)
        assert OBJECTION_DAYS.sure is False
        assert last_day_to_inspect(date(2027, 11, 30)) == date(2032, 12, 31)

    def test_a_changed_parameter_counts_from_its_day(self):
        for key, days in ((OBJECTION_DAYS.key, 7), (RECOMMENDATIONS.length.key, 30)):
            ParameterValue.objects.create(
                key=key, valid_from=date(2027, 5, 1), value=days, cite="zmiana", entered_at=AT
            )
        side = planned().recommended()
        assert side.fresh().protocols.get().due_on == date(2027, 5, 17)
        assert side.inspection.recommendations.get().due_on == date(2027, 6, 9)

    @pytest.mark.parametrize(
        ("delivered", "why"),
        [(DAY + timedelta(days=1), "w przyszłości"), (DAY - timedelta(days=1), "przed dniem")],
    )
    def test_delivery_has_a_day_that_can_be(self, delivered, why):
        side = planned().settled()
        recommendations.add_recommendation(side.office(), side.fresh(), "Opisać.")
        with pytest.raises(Refused, match=why):
            recommendations.recommend(side.office(), side.fresh(), delivered)
        assert side.fresh().recommended_on is None

    def test_a_term_is_not_in_the_past(self):
        side = planned().settled()
        with pytest.raises(Refused, match="nie może być w przeszłości"):
            recommendations.add_recommendation(
                side.office(), side.fresh(), "Opisać.", DAY - timedelta(days=1)
            )

    def test_a_task_is_inspected_for_five_years_after_its_year(self):
        cast, contract = contract_cast()
        late = cast.clerk(AT.replace(year=2033))
        with pytest.raises(Refused, match=r"można było kontrolować do 31\.12\.2032"):
            actions.plan_inspection(late, contract, planned_year=2033, planned_month=5)


class TestPlan:
    def test_a_day_outside_its_month_is_refused_beside_the_field(self):
        with pytest.raises(ValidationError) as caught:
            planned(planned_on=date(2027, 6, 1))
        assert "planned_on" in caught.value.message_dict

    def test_without_a_scope_there_is_no_inspection(self):
        with pytest.raises(ValidationError) as caught:
            planned(subjects=["inne"])
        assert "subjects" in caught.value.message_dict

    def test_only_a_concluded_contract_is_inspected(self):
        cast, contract = contract_cast()
        Contract.objects.filter(pk=contract.pk).update(state="withdrawn")
        with pytest.raises(Refused, match="została zawarta"):
            actions.plan_inspection(cast.clerk(AT), contract, planned_year=2027, planned_month=5)

    def test_the_plan_changes_until_it_is_announced(self):
        side = planned()
        actions.change_plan(side.office(), side.fresh(), 1, planned_month=9)
        assert side.fresh().get_planned_month_display() == "wrzesień"
        with pytest.raises(Overtaken):
            actions.change_plan(side.office(), side.fresh(), 1, planned_month=10)
        side.authorised()
        with pytest.raises(Refused, match="nie zmienia się po wydaniu"):
            actions.change_plan(side.office(), side.fresh(), planned_month=10)

    def test_several_contracts_get_a_month_each(self):
        cast, contract = contract_cast()
        made = actions.plan_year(cast.clerk(AT), {contract: 3}, 2027)
        assert [(one.planned_year, one.planned_month) for one in made] == [(2027, 3)]
        with pytest.raises(Refused, match=f"Umowa nr {contract.number} ma już kontrolę w planie"):
            actions.plan_year(cast.clerk(AT), {contract: 4}, 2027)
        with pytest.raises(Refused, match="Wybierz miesiąc"):
            actions.plan_year(cast.clerk(AT), {}, 2027)
        actions.cancel(cast.clerk(AT), made[0], "Zmiana planu.")
        actions.plan_year(cast.clerk(AT), {contract: 4}, 2027)
        assert Inspection.objects.filter(contract=contract).open().get().planned_month == 4

    def test_the_share_counts_contracts_and_grants(self):
        found = coverage([(Decimal(9000), True), (Decimal(1000), False), (Decimal(2000), False)])
        assert (found.covered, found.contracts) == (1, 3)
        assert round(found.share or 0, 2) == Decimal("33.33")
        assert found.grant_share == Decimal(75)
        assert coverage([]).share is None

    def test_people_as_one_types_them(self):
        typed = "Maria Kontrolna, inspektor\n\n Jan Nowak-Lis – główny księgowy \nSama Nazwa"
        people, faults = team_of(typed)
        assert people == [
            {"name": "Maria Kontrolna", "function": "inspektor"},
            {"name": "Jan Nowak-Lis", "function": "główny księgowy"},
        ]
        assert faults == [3]


class TestWalls:
    def sees(self, act):
        return Inspection.objects.visible_to(act).exists()

    def test_a_planned_one_is_the_offices_alone(self):
        side = planned().prepared()
        assert self.sees(side.office("treasurer"))
        assert not self.sees(side.ngo())
        assert not Duty.objects.of(side.inspection).filter(scope_kind="organisation").exists()
        assert letters(side.inspection) == []
        side.authorised()
        assert self.sees(side.ngo())

    def test_one_cancelled_before_it_was_announced_stays_unknown(self):
        side = planned()
        actions.cancel(side.office(), side.fresh(), "Zmiana planu.")
        assert not self.sees(side.ngo())
        assert letters(side.inspection) == []

    def test_rivals_and_neighbours_see_nothing(self):
        planned().recommended()
        neighbour, _ = contract_cast()
        for act in (rival(), neighbour.clerk(AT)):
            assert not self.sees(act)
            assert not InspectionRecommendation.objects.visible_to(act).exists()

    def test_recommendations_are_the_contractors_once_delivered(self):
        side = planned().settled()
        recommendations.add_recommendation(side.office(), side.fresh(), "Opisać.")
        rows = InspectionRecommendation.objects
        assert rows.visible_to(side.office()).exists()
        assert not rows.visible_to(side.ngo()).exists()
        recommendations.recommend(side.office(), side.fresh(), DAY)
        assert rows.visible_to(side.ngo()).exists()

    def test_the_wrong_side_is_refused(self):
        side = planned().recommended()
        row = side.fresh().recommendations.get()
        with pytest.raises(Refused, match="odpowiada zleceniobiorca"):
            recommendations.write_answer(side.office(), row, "Tak.", DAY)
        with pytest.raises(Refused, match="prowadzi pracownik"):
            recommendations.assess(side.ngo(), row, "done")
        with pytest.raises(Refused, match="prowadzi pracownik"):
            actions.plan_inspection(side.ngo(), side.contract, planned_year=2027, planned_month=5)


def test_the_closing_of_a_contract_waits_for_its_own_inspections():
    side = planned()
    other, contract = contract_cast()
    inspected(other, contract)
    assert list(open_inspections(side.contract)) == [side.inspection]


def test_contracts_of_other_offices_are_not_planned_together():
    cast, _ = contract_cast()
    _, foreign = contract_cast()
    with pytest.raises(Refused, match="Kontrolę prowadzi"):
        actions.plan_year(cast.clerk(AT), {foreign: 3}, 2027)
    assert not Inspection.objects.exists()
