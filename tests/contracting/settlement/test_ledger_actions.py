"""Entering, correcting, taking out and importing, by the actions alone."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracting.contracts.models import Contract
from contracting.settlement.actions.importing import import_expenses
from contracting.settlement.actions.items import remove_item, save_contribution, save_expense
from contracting.settlement.costs import costs_of
from contracting.settlement.duplicates import alarms_of, sentences_for
from contracting.settlement.files.items import SCAN_NAME
from contracting.settlement.models import Contribution, ExpenseDocument
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.actions import attach, receive
from mkus_portal.attachments.models import Attachment
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.models import MoveLog
from tests.contracting.contracts.factories import contract_cast
from tests.contracting.settlement.factories_ledger import (
    HEAD,
    accountant,
    contribution,
    expense,
    report_of,
)
from tests.contracting.settlement.test_ledger_rules import KSEF, OTHER_NIP
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import examine_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def side():
    cast, contract = contract_cast()
    return accountant(cast), contract


def columns(contract, **given):
    return {
        "line": costs_of(contract)[0].pk,
        "kind": "invoice",
        "document_number": "FV 001/05/2027",
        "issued_on": date(2027, 5, 3),
        "issuer_name": "Sklep",
        "issuer_nip": "",
        "ksef_number": "",
        "name": "Piłki",
        "gross": Decimal(100),
        "from_grant": Decimal(60),
        "own_financial": Decimal(40),
        "paid_on": date(2027, 5, 4),
        "payment": "transfer",
        **given,
    }


def work(contract, **given):
    return {
        "line": costs_of(contract)[0].pk,
        "kind": "volunteer",
        "name": "Pomoc",
        "document": "Porozumienie 1",
        "day_from": date(2027, 5, 1),
        "day_to": date(2027, 5, 2),
        "hours": Decimal("1.5"),
        "rate": Decimal("30.01"),
        "value": None,
        **given,
    }


def test_costs_are_numbered_as_the_form_numbers_them(side):
    assert [(one.number, one.name) for one in costs_of(side[1])] == [
        ("I.1.1.", "Trener"),
        ("II.1.", "Księgowość"),
    ]


class TestExpense:
    def test_it_is_kept_in_one_spelling(self, side):
        act, contract = side
        given = {"issuer_nip": "526-587-76-35", "ksef_number": KSEF.lower(), "other": None}
        kept = save_expense(act, contract, **columns(contract, **given))
        kept.refresh_from_db()
        assert (kept.issuer_nip, kept.ksef_number) == (OTHER_NIP, KSEF)
        assert (kept.number_folded, kept.amount) == ("FV1/5/2027", Decimal(100))
        assert (kept.created_by_id, kept.created_at, kept.report) == (act.user, act.at, None)

    def test_its_faults_are_said_beside_their_fields(self, side):
        act, contract = side
        bad = {"line": 0, "paid_on": date(2028, 1, 1), "from_grant": Decimal(61)}
        with pytest.raises(ValidationError) as refusal:
            save_expense(act, contract, **columns(contract, **bad))
        assert set(refusal.value.error_dict) == {"line", "paid_on", "gross"}
        assert not ExpenseDocument.objects.exists()

    def test_a_correction_of_an_own_draft_is_no_move(self, side):
        act, contract = side
        row = expense(contract)
        save_expense(act, contract, row, 1, **columns(contract))
        row.refresh_from_db()
        assert (row.document_number, row.edit_version) == ("FV 001/05/2027", 2)
        assert not MoveLog.objects.of(row).exists()

    def test_a_stale_form_saves_nothing(self, side):
        act, contract = side
        row = expense(contract)
        with pytest.raises(Overtaken):
            save_expense(act, contract, row, 7, **columns(contract))
        row.refresh_from_db()
        assert row.document_number == "FV 1/2027"

    def test_what_the_desk_refused_waits_for_it_again(self, side):
        act, contract = side
        row = expense(
            contract,
            report=report_of(contract),
            state="refused",
            ground="misused",
            reason="Brak faktury.",
            refused_grant=Decimal(5),
            refused_other=Decimal(1),
        )
        save_expense(act, contract, row, 1, **columns(contract))
        row.refresh_from_db()
        assert (row.state, row.ground, row.refused_grant, row.refused_other) == (
            "pending",
            "",
            0,
            0,
        )
        assert (row.reason, row.edit_version, row.from_grant) == ("Brak faktury.", 2, 60)
        assert [line.move for line in MoveLog.objects.of(row)] == ["change"]

    @pytest.mark.parametrize(
        ("state", "item_state", "said"),
        [
            ("submitted", "pending", "w złożonym sprawozdaniu"),
            ("accepted", "pending", "w złożonym sprawozdaniu"),
            ("returned", "accepted", "już uznał"),
        ],
    )
    def test_what_the_office_has_is_closed(self, side, state, item_state, said):
        act, contract = side
        row = expense(contract, report=report_of(contract, state), state=item_state)
        for change in (
            lambda: save_expense(act, contract, row, 1, **columns(contract)),
            lambda: remove_item(act, contract, row),
        ):
            with pytest.raises(Refused, match=said):
                change()
        row.refresh_from_db()
        assert row.document_number == "FV 1/2027"

    def test_a_settled_contract_takes_nothing_more(self, side):
        act, contract = side
        Contract.objects.filter(pk=contract.pk).update(state="settled")
        with pytest.raises(Refused):
            save_expense(act, contract, **columns(contract))

    def test_its_files_go_with_it(self, side, monkeypatch, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        monkeypatch.setattr(attachments, "examine_apart", examine_here)
        act, contract = side
        row = expense(contract)
        upload = SimpleUploadedFile("fv.pdf", samples.pdf())
        attach(act, row, receive(act, SCAN_NAME, [upload], row).taken)
        remove_item(act, contract, row)
        assert not ExpenseDocument.objects.exists()
        assert not Attachment.objects.current().exists()


class TestContribution:
    def test_work_is_worth_its_hours_whatever_was_typed(self, side):
        act, contract = side
        kept = save_contribution(act, contract, **work(contract, value=Decimal(9999)))
        kept.refresh_from_db()
        assert kept.value == Decimal("45.02")

    def test_a_thing_has_no_hours(self, side):
        act, contract = side
        row = contribution(contract)
        given = work(contract, kind="in_kind", value=Decimal(50))
        save_contribution(act, contract, row, 1, **given)
        row.refresh_from_db()
        assert (row.value, row.hours, row.rate) == (50, None, None)

    def test_one_of_a_returned_report_waits_for_the_desk_again(self, side):
        act, contract = side
        row = contribution(contract, report=report_of(contract), state="questioned")
        save_contribution(act, contract, row, 1, **work(contract))
        row.refresh_from_db()
        assert row.state == "pending"

    def test_it_is_taken_out(self, side):
        act, contract = side
        remove_item(act, contract, contribution(contract))
        assert not Contribution.objects.exists()


def listed(count, first=1):
    rows = "\n".join(
        f"{n};FV {n}/2027;3.05.2027;;Sklep;;Piłki;I.1.1.;100;60;40;4.05.2027;przelew"
        for n in range(first, first + count)
    )
    return f"{HEAD}\n{rows}"


class TestImport:
    def test_a_list_is_entered_once(self, side):
        act, contract = side
        assert len(import_expenses(act, contract, listed(3))) == 3
        assert len(import_expenses(act, contract, listed(3, first=2))) == 1
        rows = ExpenseDocument.objects.filter(contract=contract).order_by("pk")
        assert [row.number_folded for row in rows] == [f"FV{n}/2027" for n in (1, 2, 3, 4)]
        assert {row.created_by_id for row in rows} == {act.user}
        with pytest.raises(Refused, match="już w rejestrze"):
            import_expenses(act, contract, listed(3))

    def test_one_bad_row_stops_them_all(self, side):
        act, contract = side
        bad = listed(1, 9).split("\n")[1].replace("4.05", "4.13")
        with pytest.raises(ValidationError, match="wiersz 5, data zapłaty"):
            import_expenses(act, contract, f"{listed(3)}\n{bad}")
        assert not ExpenseDocument.objects.exists()

    def test_somebody_elses_contract_takes_none(self, side):
        act, _ = side
        with pytest.raises(Refused):
            import_expenses(act, contract_cast()[1], listed(1))

    def test_ten_times_the_rows_cost_the_same_queries(self, side):
        act, contract = side
        with CaptureQueriesContext(
            connection,
        ) as few:
            import_expenses(act, contract, listed(2))
        with CaptureQueriesContext(connection) as many:
            import_expenses(act, contract, listed(20, first=100))
        assert len(many) == len(few)


class TestAlarms:
    def test_all_of_a_ledger_is_asked_at_once(self, side, django_assert_num_queries):
        act, contract = side
        other_cast, other = contract_cast()
        rows = [expense(contract), expense(contract, "fv 01/2027"), expense(contract, "FV 7")]
        foreign = expense(other, report=report_of(other, "submitted"), from_grant=Decimal(12))
        with django_assert_num_queries(1):
            found = alarms_of(rows)
        assert set(found) == {rows[0].pk, rows[1].pk}
        said = sentences_for(act, found[rows[0].pk])
        assert any("tą samą pozycją" in one for one in said)
        assert "Ten sam dokument jest w rozliczeniu innej organizacji." in said
        assert not any(other.office.name in one for one in said)
        office = sentences_for(other_cast.clerk(act.at), found[rows[0].pk])
        assert any(other.office.name in one and "12,00" in one for one in office)
        assert alarms_of([foreign]) == {}  # the drafts of a ledger are nobody else's
        assert alarms_of([]) == {}

    def test_an_issuer_without_nip_is_known_by_its_name(self, side):
        _, contract = side
        one = expense(contract, issuer_nip="", issuer_name="Jan Zmyślony")
        two = expense(contract, issuer_nip="", issuer_name="JAN  ZMYSLONY")
        expense(contract, issuer_nip="", issuer_name="Ewa Zmyślona")
        assert set(alarms_of([one])) == {one.pk}
        assert set(alarms_of([one, two])) == {one.pk, two.pk}

    def test_one_ksef_number_is_one_document(self, side):
        _, contract = side
        given = {"issuer_nip": OTHER_NIP, "ksef_number": KSEF}
        one = expense(contract, "FV 1", **given)
        expense(contract, "faktura", **given)
        assert "tą samą pozycją" in alarms_of([one])[one.pk][0].sentence_for_contractor
