"""The ledger as the contractor's accountant and the office's clerk use it."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tablib import Databook

from contracting.settlement.costs import costs_of
from contracting.settlement.models import Contribution, ExpenseDocument
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.models import Attachment
from tests.contracting.contracts.factories import contract_cast
from tests.contracting.settlement.factories_ledger import (
    AT,
    HEAD,
    accountant,
    contribution,
    expense,
    report_of,
)
from tests.contracting.settlement.test_ledger_actions import listed
from tests.contracting.settlement.test_ledger_rules import KSEF
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import examine_here

pytestmark = pytest.mark.django_db


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture(autouse=True)
def files(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(attachments, "examine_apart", examine_here)


@pytest.fixture
def made():
    return contract_cast()


@pytest.fixture
def contract(made):
    return made[1]


@pytest.fixture
def ngo(made, browser_of):
    return browser_of(accountant(made[0]))


@pytest.fixture
def clerk(made, browser_of):
    return browser_of(made[0].clerk(AT))


def typed(contract, **given):
    return {
        "line": costs_of(contract)[0].pk,
        "kind": "invoice",
        "document_number": "FV 1/2027",
        "issued_on": "2027-05-03",
        "issuer_name": "Sklep",
        "issuer_nip": "526-104-08-28",
        "ksef_number": "",
        "name": "Piłki",
        "gross": "1 000,00",
        "from_grant": "600",
        "own_financial": "",
        "paid_on": "2027-05-04",
        "payment": "transfer",
        **given,
    }


class TestLedger:
    def test_the_contractor_sees_all_and_the_office_what_a_report_brought(
        self, contract, ngo, clerk
    ):
        expense(contract, "FV/SZKIC", from_grant=Decimal(1))
        report = report_of(contract, "submitted")
        expense(contract, "FV/ZŁOŻONA", from_grant=Decimal(20), report=report)
        contribution(contract, name="Wkład w szkicu", value=Decimal(3))
        contribution(contract, name="Wkład złożony", value=Decimal(40), report=report)
        page = url("ledger", contract.pk)
        own, office = text_of(ngo.get(page)), text_of(clerk.get(page))
        for words in ("FV/ZŁOŻONA", "Wkład złożony", "I.1.1. Trener"):
            assert words in own
            assert words in office
        for words in ("FV/SZKIC", "Wkład w szkicu", "Dodaj wydatek"):
            assert words in own
            assert words not in office
        assert "Ta pozycja jest w złożonym sprawozdaniu." in own
        assert "Zmień" not in office
        balance = ngo.get(page).context["balance"]
        assert (balance[-1].from_grant, balance[-1].contributed) == (21, 43)
        balance = clerk.get(page).context["balance"]
        assert (balance[-1].from_grant, balance[-1].contributed) == (20, 40)

    def test_a_stranger_finds_no_ledger(self, contract, browser_of):
        stranger = browser_of(accountant(contract_cast()[0]))
        for name in ("ledger", "expense-add", "expense-import", "expense-import-template"):
            assert stranger.get(url(name, contract.pk)).status_code == 404, name
        row = expense(contract)
        for name in ("expense-edit", "expense-remove"):
            assert stranger.get(url(name, row.pk)).status_code == 404, name

    def test_rows_stand_by_the_plans_costs(self, contract, ngo):
        first, second = (one.pk for one in costs_of(contract))
        for number, line in (("B", second), ("A", first), ("C", first)):
            expense(contract, number, line=line)
        table = ngo.get(url("ledger", contract.pk)).context["table"]
        assert [row.record.document_number for row in table.page.object_list] == ["A", "C", "B"]
        again = ngo.get(url("ledger", contract.pk), {"sort": "-line"}).context["table"]
        assert next(row.record.document_number for row in again.page.object_list) == "B"

    def test_it_is_narrowed(self, contract, ngo):
        expense(contract, "FV 001/2027", paid_on=None)
        expense(contract, "FV 2/2027")

        def found(**query):
            table = ngo.get(url("ledger", contract.pk), query).context["table"]
            return [row.record.document_number for row in table.page.object_list]

        assert found(paid="nie") == found(text="fv1/2027") == ["FV 001/2027"]
        assert found(paid="tak") == found(text="2/2027 sklep") == ["FV 2/2027"]
        assert found(state="refused") == []

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_what_goes_out_as_a_file_comes_in_as_known(self, contract, ngo, kind):
        expense(
            contract, "FV 1", own_financial=Decimal(0), other=Decimal(0), gross=Decimal("100.5")
        )
        expense(contract, "R 2", kind="bill", payment="cash", issuer_nip="", paid_on=None)
        sent = ngo.get(url("ledger", contract.pk), {"eksport": kind})
        upload = SimpleUploadedFile(f"lista.{kind}", sent.content)
        shown = ngo.post(url("expense-import", contract.pk), {"file": upload})
        assert shown.status_code == 200
        assert [row.skipped for row in shown.context["parsed"].rows] == ["już w rejestrze"] * 2

    def test_alarms_stand_beside_the_documents(self, contract, ngo):
        expense(contract)
        expense(contract)
        shown = text_of(ngo.get(url("ledger", contract.pk)))
        assert "2 pozycje na tej stronie mają uwagi" in shown
        assert "Ten sam dokument jest już w tej umowie pod tą samą pozycją" in shown

    def test_the_contract_leads_to_it(self, contract, ngo):
        page = text_of(ngo.get(contract.get_absolute_url()))
        assert url("settlement-detail", contract.pk) in page
        shown = text_of(ngo.get(url("settlement-detail", contract.pk)))
        assert url("ledger", contract.pk) in shown


class TestExpenseForm:
    def test_an_expense_is_entered_with_its_scan(self, contract, ngo, clerk):
        data = typed(contract, attached=SimpleUploadedFile("fv.pdf", samples.pdf()))
        answer = ngo.post(url("expense-add", contract.pk), data)
        assert answer.url == url("ledger", contract.pk)
        row = ExpenseDocument.objects.get()
        assert (row.issuer_nip, row.from_grant, row.own_financial) == ("5261040828", 600, 0)
        scan = Attachment.objects.get()
        assert scan.obj == row
        assert "fv.pdf" in text_of(ngo.get(url("ledger", contract.pk)))
        taken = url("attachment-file", scan.pk)
        assert (ngo.get(taken).status_code, clerk.get(taken).status_code) == (200, 404)
        ExpenseDocument.objects.update(report=report_of(contract, "submitted"))
        assert clerk.get(taken).status_code == 200
        assert ngo.get(url("attachment-add", "expense-scan", row.pk)).status_code == 403

    def test_one_document_is_divided_without_typing_it_again(self, contract, ngo):
        answer = ngo.post(url("expense-add", contract.pk), typed(contract, nastepna="1"))
        form = ngo.get(answer.url).context["form"]
        assert form["document_number"].value() == "FV 1/2027"
        assert form["issuer_nip"].value() == "5261040828"
        assert form["from_grant"].value() is None
        assert form["line"].value() in (None, "")
        second = typed(contract, line=costs_of(contract)[1].pk, from_grant="400")
        assert "Ten sam dokument" not in text_of(ngo.post(answer.url, second, follow=True))

    def test_a_document_charged_twice_is_saved_with_a_warning(self, contract, ngo):
        expense(contract, gross=Decimal(1000))
        shown = ngo.post(url("expense-add", contract.pk), typed(contract), follow=True)
        assert ExpenseDocument.objects.count() == 2
        assert "pod tą samą pozycją" in " ".join(map(str, shown.context["messages"]))
        row = ExpenseDocument.objects.first()
        assert "pod tą samą pozycją" in text_of(ngo.get(url("expense-edit", row.pk)))

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("line", "", "pole"),
            ("line", "999", "Wybierz"),
            ("issuer_nip", "1234567890", "cyfra kontrolna"),
            ("ksef_number", KSEF, "inny NIP"),
            ("issued_on", "2027-05-11", "w przyszłości"),
            ("paid_on", "2027-05-11", "w przyszłości"),
            ("gross", "599,99", "cały dokument"),
            ("from_grant", "0", "więcej niż zero"),
            ("from_grant", "-5", "nie mniejszą od zera"),
            ("from_grant", "1,001", "po przecinku"),
            ("other", "abc", "liczb"),
        ],
    )
    def test_a_mistake_stands_beside_its_field(self, contract, ngo, field, value, said):
        answer = ngo.post(url("expense-add", contract.pk), typed(contract, **{field: value}))
        assert answer.status_code == 422
        errors = answer.context["form"].errors
        assert list(errors) == [field]
        assert said in errors[field][0]
        assert "Piłki" in text_of(answer)
        assert not ExpenseDocument.objects.exists()

    def test_a_rare_source_that_is_filled_stands_open(self, contract, ngo):
        row = expense(contract, gross=Decimal(200), other=Decimal(5))
        assert ngo.get(url("expense-edit", row.pk)).context["form"].is_rare_open()
        plain = expense(contract, "FV 2")
        assert not ngo.get(url("expense-edit", plain.pk)).context["form"].is_rare_open()

    def test_a_stale_save_shows_both_versions(self, contract, ngo):
        row = expense(contract)
        given = typed(contract, based_on="1")
        assert ngo.post(url("expense-edit", row.pk), given).status_code == 302
        again = ngo.post(url("expense-edit", row.pk), {**given, "name": "Bramki"})
        assert again.status_code == 409
        assert "Bramki" in text_of(again)
        row.refresh_from_db()
        assert row.name == "Piłki"

    def test_a_sent_one_is_closed_with_the_reason(self, contract, ngo):
        row = expense(contract, report=report_of(contract, "submitted"))
        shown = ngo.get(url("expense-edit", row.pk))
        assert shown.status_code == 403
        assert "w złożonym sprawozdaniu" in text_of(shown)
        late = ngo.post(url("expense-edit", row.pk), typed(contract, based_on="1"))
        assert late.status_code == 422
        assert "Piłki" in text_of(late)

    def test_it_is_taken_out_after_a_question(self, contract, ngo):
        row = expense(contract)
        assert "Usunąć z rejestru" in text_of(ngo.get(url("expense-remove", row.pk)))
        assert ngo.post(url("expense-remove", row.pk)).url == url("ledger", contract.pk)
        assert not ExpenseDocument.objects.exists()
        assert ngo.post(url("expense-remove", row.pk)).status_code == 404

    @pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 30, "٣", "\x00"])
    def test_nonsense_after_which_to_go_on_is_ignored(self, contract, ngo, nonsense):
        shown = ngo.get(url("expense-add", contract.pk), {"po": nonsense})
        assert shown.status_code == 200
        assert not shown.context["form"]["document_number"].value()

    def test_a_foreign_document_is_not_proposed(self, contract, ngo):
        foreign = expense(contract_cast()[1], "TAJNE")
        shown = ngo.get(url("expense-add", contract.pk), {"po": foreign.pk})
        assert "TAJNE" not in text_of(shown)


class TestContributionForm:
    GIVEN = {
        "kind": "volunteer",
        "name": "Pomoc",
        "document": "Porozumienie 1",
        "day_from": "2027-05-01",
        "day_to": "2027-05-02",
        "hours": "1,5",
        "rate": "30,01",
        "value": "",
    }

    def post(self, ngo, contract, **given):
        data = {"line": costs_of(contract)[0].pk, **self.GIVEN, **given}
        return ngo.post(url("contribution-add", contract.pk), data)

    def test_work_is_valued_by_the_portal(self, contract, ngo):
        assert self.post(ngo, contract).status_code == 302
        assert Contribution.objects.get().value == Decimal("45.02")
        shown = text_of(ngo.get(url("ledger", contract.pk)))
        assert "45,02" in shown

    def test_a_thing_is_valued_by_its_giver(self, contract, ngo):
        answer = self.post(ngo, contract, kind="in_kind", value="250", nastepna="1")
        row = Contribution.objects.get()
        assert (row.value, row.hours) == (250, None)
        assert ngo.get(answer.url).context["form"]["kind"].value() == "in_kind"

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"hours": ""}, "hours"),
            ({"rate": "0"}, "rate"),
            ({"kind": "in_kind"}, "value"),
            ({"day_to": "2027-04-30"}, "day_to"),
            ({"hours": "9999999"}, "hours"),
        ],
    )
    def test_a_mistake_stands_beside_its_field(self, contract, ngo, given, field):
        answer = self.post(ngo, contract, **given)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]

    def test_it_is_corrected_and_taken_out(self, contract, ngo):
        row = contribution(contract)
        form = ngo.get(url("contribution-edit", row.pk)).context["form"]
        assert form["value"].value() is None
        data = {"line": row.line, **self.GIVEN, "based_on": "1"}
        assert ngo.post(url("contribution-edit", row.pk), data).status_code == 302
        row.refresh_from_db()
        assert row.name == "Pomoc"
        assert ngo.post(url("contribution-remove", row.pk)).status_code == 302
        assert not Contribution.objects.exists()


class TestImport:
    def test_a_list_is_shown_first_and_entered_on_a_second_word(self, contract, ngo):
        page = url("expense-import", contract.pk)
        shown = ngo.post(page, {"text": listed(2)})
        assert shown.status_code == 200
        assert "Nic jeszcze nie jest zapisane" in text_of(shown)
        assert not ExpenseDocument.objects.exists()
        text = shown.context["form"].initial["text"]
        entered = ngo.post(page, {"text": text, "wpisz": "1"}, follow=True)
        assert "Wpisano 2 wydatki." in text_of(entered)
        assert ExpenseDocument.objects.count() == 2

    def test_a_files_rows_go_on_as_text(self, contract, ngo):
        page = url("expense-import", contract.pk)
        upload = SimpleUploadedFile("lista.csv", listed(2).encode("cp1250"))
        shown = ngo.post(page, {"file": upload, "wpisz": "1"})
        assert not ExpenseDocument.objects.exists()
        assert "Piłki" in text_of(shown)
        ngo.post(page, {"text": shown.context["form"].initial["text"], "wpisz": "1"})
        assert ExpenseDocument.objects.count() == 2

    def test_faults_are_said_by_row_and_nothing_is_entered(self, contract, ngo):
        page = url("expense-import", contract.pk)
        bad = listed(2).replace("4.05.2027", "4.13.2027", 1)
        for more in ({}, {"wpisz": "1"}):
            shown = ngo.post(page, {"text": bad, **more})
            assert shown.status_code == 422
            assert "wiersz 2, data zapłaty: takiego dnia nie ma" in text_of(shown)
            assert "4.13.2027" in text_of(shown)
        assert not ExpenseDocument.objects.exists()

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            ({"text": "  "}, "Wklej wykaz albo wybierz plik."),
            ({"text": "ala ma kota"}, "nagłówkami"),
            ({"file": ("x.xlsx", b"PK\x03\x04")}, "Nie da się odczytać"),
        ],
    )
    def test_what_is_no_list_is_said(self, contract, ngo, data, said):
        sent = {
            name: SimpleUploadedFile(*one) if name == "file" else one for name, one in data.items()
        }
        answer = ngo.post(url("expense-import", contract.pk), sent)
        assert answer.status_code == 422
        assert said in text_of(answer)

    def test_a_list_that_is_known_is_entered_no_more(self, contract, ngo):
        page = url("expense-import", contract.pk)
        ngo.post(page, {"text": listed(2), "wpisz": "1"})
        again = ngo.post(page, {"text": listed(2), "wpisz": "1"})
        assert again.status_code == 422
        assert "są już w rejestrze" in text_of(again)
        assert ExpenseDocument.objects.count() == 2

    def test_the_empty_sheet_has_the_contracts_costs(self, contract, ngo):
        sent = ngo.get(url("expense-import-template", contract.pk))
        documents, costs = Databook().load(BytesIO(sent.content), "xlsx").sheets()
        assert costs["nr pozycji"] == ["I.1.1.", "II.1."]
        said = ngo.post(
            url("expense-import", contract.pk), {"file": SimpleUploadedFile("w.xlsx", sent.content)}
        )
        assert "Pod nagłówkami nie ma żadnego wiersza." in text_of(said)
        assert len(documents.headers) == len(HEAD.split(";")) + 6
