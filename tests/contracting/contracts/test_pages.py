"""The pages of contracts as people use them, from the accepted grant to the transfer."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word

from contracting.contracts.actions import planning
from contracting.contracts.models import Contract, ContractTemplate, PaymentOrder
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.models import Attachment
from tests.contracting.contracts.factories import ACCOUNT, CLASSIFICATION, STEPS, opened
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import examine_here

pytestmark = pytest.mark.django_db
DAY = STEPS.date().isoformat()


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def side():
    return opened()


@pytest.fixture(autouse=True)
def files(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(attachments, "examine_apart", examine_here)


TERMS = {
    "grant_costs_from": "2027-02-01",
    "grant_costs_to": "2027-11-30",
    "other_costs_from": "2027-02-01",
    "other_costs_to": "2027-11-30",
    "shift_percent": "10",
    "own_share_tolerance": "0",
    "bank_account": ACCOUNT,
    **CLASSIFICATION,
    "budget_task": "",
}


def move(browser, contract, name, **data):
    return browser.post(f"{url('contract-move', contract.pk)}?ruch={name}", data)


def test_the_whole_way_by_its_pages(side, browser_of):
    contract = side.contract
    clerk, lawyer = browser_of(side.office()), browser_of(side.office("lawyer"))
    treasurer, ngo = browser_of(side.office("treasurer")), browser_of(side.ngo())
    page = clerk.get(url("contract-detail", contract.pk))
    assert "Uzupełnij warunki umowy" in text_of(page)
    terms = clerk.get(url("contract-terms", contract.pk))
    given = {**TERMS, "based_on": terms.context["form"].initial["based_on"]}
    assert clerk.post(url("contract-terms", contract.pk), given).status_code == 302
    for browser, name in ((clerk, "ask_opinion"), (lawyer, "approve"), (treasurer, "countersign")):
        assert move(browser, contract, name).status_code == 302, name
    contract.refresh_from_db()
    assert contract.number == "1/2026"
    signing = ngo.get(url("contract-sign", contract.pk))
    assert contract.organisation.name in text_of(signing)
    signed = {
        "organisation_name": contract.organisation.name,
        "signatory": "Anna Prezes, prezes",
        "place": "Brzozowo",
        "day": DAY,
        "kind": "trusted",
        "signed": SimpleUploadedFile("umowa.pdf", samples.pdf()),
    }
    assert ngo.post(url("contract-sign", contract.pk), signed).status_code == 302
    kept = Attachment.objects.get()
    assert kept.obj == contract.signatures.get()
    mayor = browser_of(side.office("executive"))
    signed = {**signed, "signatory": "Anna Wzorowa, wójt", "signed": ""}
    assert mayor.post(url("contract-sign", contract.pk), signed).status_code == 302
    contract.refresh_from_db()
    assert contract.state == Contract.State.IN_FORCE
    shown = text_of(ngo.get(url("contract-detail", contract.pk)))
    assert "umowa.pdf" in shown
    assert "Odstąpienie od umowy" in shown
    tranche = contract.tranches.get()
    ordered = treasurer.post(url("payment-order-create"), {"tranches": [tranche.pk]})
    order = PaymentOrder.objects.get()
    assert ordered.url == url("payment-order-detail", order.pk)
    csv = treasurer.get(f"{ordered.url}?eksport=csv").content.decode()
    assert ACCOUNT in csv
    assert "92605" in csv
    assert treasurer.post(url("payment-order-pay", order.pk), {"day": DAY}).status_code == 302
    tranche.refresh_from_db()
    assert tranche.state == "paid"


class TestBadInput:
    def test_wrong_terms_stand_beside_what_was_typed(self, side, browser_of):
        clerk = browser_of(side.office())
        page = url("contract-terms", side.contract.pk)
        given = {
            **TERMS,
            "based_on": 1,
            "bank_account": "123",
            "budget_chapter": "9x",
            "grant_costs_to": "2026-01-01",
        }
        answer = clerk.post(page, given)
        assert answer.status_code == 422
        said = text_of(answer)
        assert "sprawdź 26 cyfr" in said
        assert "Wpisz 5 cyfr." in said
        assert "Koniec nie może być przed początkiem." in said
        assert 'value="9x"' in said

    def test_a_stale_save_shows_both(self, side, browser_of):
        clerk = browser_of(side.office())
        planning.set_terms(side.office(), side.contract, budget_task="Sport 2027")
        page = url("contract-terms", side.contract.pk)
        answer = clerk.post(page, {**TERMS, "based_on": 1, "budget_task": "Moje"})
        assert answer.status_code == 409
        assert "Sport 2027" in text_of(answer)
        assert 'value="Moje"' in text_of(answer)

    def test_a_reason_is_asked_for(self, side, browser_of):
        clerk = browser_of(side.office())
        assert move(clerk, side.contract, "return_plan", reason="").status_code == 422
        side.contract.refresh_from_db()
        assert side.contract.state == Contract.State.DRAFT

    def test_an_unknown_move_is_not_there(self, side, browser_of):
        page = url("contract-move", side.contract.pk)
        clerk = browser_of(side.office())
        assert clerk.get(f"{page}?ruch=sign_ngo").status_code == 404
        assert clerk.get(page).status_code == 404


class TestPlan:
    def test_the_contractor_writes_and_sees_what_is_missing(self, browser_of):
        side = opened(8000)
        ngo = browser_of(side.ngo())
        page = text_of(ngo.get(url("contract-plan", side.contract.pk, "V")))
        assert "brakuje 1 000,00" in page
        assert "Koszt jednostkowy" in page
        assert "W tym z dotacji" not in page
        planning.set_terms(side.office(), side.contract, grant_by_line=True)
        assert "W tym z dotacji" in text_of(ngo.get(url("contract-plan", side.contract.pk, "V")))
        assert ngo.get(url("contract-plan", side.contract.pk, "IV")).status_code == 404

    def test_the_office_reads_what_the_plan_changes(self, browser_of):
        side = opened(8000)
        source = side.contract.draft.fundingsources.get()
        source.own_financial = 500
        source.save()
        page = text_of(browser_of(side.office()).get(url("contract-detail", side.contract.pk)))
        assert "było oceniane" in page


class TestText:
    def test_the_text_is_numbered_without_holes(self, side, browser_of):
        page = text_of(browser_of(side.ngo()).get(url("contract-text", side.contract.pk)))
        assert "<p>1. Zleceniodawca zleca" in page
        assert "5. Do kontaktów roboczych" in page
        assert "r.." not in page

    def test_the_file_to_edit_says_the_same(self, side, browser_of):
        answer = browser_of(side.office()).get(url("contract-word", side.contract.pk))
        document = Word(BytesIO(answer.content))
        said = "\n".join(one.text for one in document.paragraphs)
        assert "§ 19. Egzemplarze" in said
        assert "zapewnianiu dostępności" in said
        again = browser_of(side.office()).get(url("contract-word", side.contract.pk))
        assert again.content == answer.content


class TestTemplate:
    def form(self, **changes):
        body = "# § 1\nZadanie {{tytuł zadania}}.\n[klauzula: dostępność]\nDostępnie.\n[koniec]"
        return {
            "based_on": 0,
            "number_pattern": "NGO.{nr}.{rok}",
            "shift_percent": "15",
            "own_share_tolerance": "0",
            "body": body,
            **changes,
        }

    def test_a_new_version_is_used_by_later_contracts(self, side, browser_of):
        clerk = browser_of(side.office())
        assert clerk.post(url("contract-template-edit"), self.form()).status_code == 302
        assert ContractTemplate.objects.get().version == 1
        stale = clerk.post(url("contract-template-edit"), self.form(number_pattern="{nr}/{rok}/B"))
        assert stale.status_code == 409
        assert ContractTemplate.objects.count() == 1
        page = text_of(clerk.get(url("contract-detail", side.contract.pk)))
        assert "Użyj najnowszego wzoru" in page
        clerk.post(url("contract-template-take", side.contract.pk))
        assert "Dostępnie." in text_of(clerk.get(url("contract-text", side.contract.pk)))
        side.countersigned()
        assert side.fresh().number == "NGO.1.2026"

    def test_every_fault_is_named_and_nothing_is_lost(self, side, browser_of):
        wrong = self.form(body="# § 1\n{{rok}}\n[jeżeli: pogoda]\nA", number_pattern="{nr}")
        answer = browser_of(side.office()).post(url("contract-template-edit"), wrong)
        said = text_of(answer)
        assert answer.status_code == 422
        for fault in (
            "Wiersz 2: Nie ma pola „rok”",
            "Wiersz 3: Nie ma warunku „pogoda”",
            "Brakuje klauzuli dostępności",
            "musi zawierać {nr} i {rok}",
        ):
            assert fault in said
        assert "[jeżeli: pogoda]" in said

    def test_the_preview_fills_in_a_real_contract(self, side, browser_of):
        typed = self.form(podglad="1", umowa=side.contract.pk)
        answer = browser_of(side.office()).post(url("contract-template-edit"), typed)
        assert answer.status_code == 200
        assert "Zadanie Trenujemy razem." in text_of(answer)
        assert ContractTemplate.objects.count() == 0


def test_the_contracts_of_a_call_go_out_together(browser_of):
    side = opened()
    clerk = browser_of(side.office())
    page = url("call-contracts", side.cast.call.pk)
    assert "Projekt umowy" in text_of(clerk.get(page))
    clerk.post(page, {"files": "1"})
    archive = ZipFile(BytesIO(clerk.get(url("call-contract-files", side.cast.call.pk)).content))
    assert archive.namelist() == ["BRAKUJACE.txt"]
    assert "plik jeszcze nie powstał" in archive.read("BRAKUJACE.txt").decode()
    refused = clerk.post(page, {"open": "1"})
    assert refused.status_code == 403


def test_the_history_stands_on_the_organisations_page(browser_of):
    side = opened().concluded()
    page = url("organisation-detail", side.contract.organisation_id)
    for act in (side.office(), side.ngo()):
        assert "umowa nr 1/2026" in text_of(browser_of(act).get(page))
    offer = url("offer-content", side.contract.assessment.offer_id)
    assert "Zlecone zadania" in text_of(browser_of(side.office()).get(offer))
    assert "Zlecone zadania" not in text_of(browser_of(side.ngo()).get(offer))
