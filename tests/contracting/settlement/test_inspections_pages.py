"""The pages of inspections as the office and the contractor use them."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word

from contracting.settlement.actions import inspections as actions
from contracting.settlement.actions import recommendations
from contracting.settlement.models import Inspection
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.models import Attachment
from ngos.models import TrackRecord
from tests.contracting.contracts.factories import contract_cast
from tests.contracting.settlement.factories_inspections import AT, DAY, inspected, planned, rival
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import examine_here

pytestmark = pytest.mark.django_db
State = Inspection.State
TODAY = DAY.isoformat()


@pytest.fixture(autouse=True)
def files(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(attachments, "examine_apart", examine_here)


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def url(name, *args):
    return reverse(name, args=args)


def move(browser, inspection, name, **data):
    return browser.post(f"{url('inspection-move', inspection.pk)}?ruch={name}", data)


PLAN = {
    "occasion": "ad_hoc",
    "planned_year": "2027",
    "planned_month": "5",
    "planned_on": "2027-05-12",
    "subjects": ["money", "documents"],
    "scope_text": "Faktury z marca.",
    "place": "seat",
    "place_text": "ul. Leśna 1",
}
PAPER = {
    "authorisation_number": "OR.077.5.2027",
    "authorised_on": "",
    "authorised_by": "Anna Wzorowa, wójt",
    "people": "Maria Kontrolna, inspektor\nJan Rachmistrz – główny księgowy",
}
PROTOCOL = {
    "finding_money": "Faktury opisane.",
    "finding_documents": "Brak ewidencji czasu.",
    "is_irregular": "true",
    "irregularities": "Brak ewidencji czasu.",
    "protocol_number": "K/1/2027",
    "protocol_on": TODAY,
}


def test_from_the_plan_to_the_protocol_by_its_pages(browser_of):
    cast, contract = contract_cast()
    clerk, mayor = browser_of(cast.clerk(AT)), browser_of(cast.clerk(AT, "executive"))
    ngo = browser_of(cast.president.later(AT))
    page = url("contract-detail", contract.pk)
    assert "Zaplanuj kontrolę" in text_of(clerk.get(page))
    made = clerk.post(url("inspection-add", contract.pk), PLAN)
    one = Inspection.objects.get()
    assert made.url == url("inspection-detail", one.pk)
    assert "Zleceniobiorca nie wie o tej kontroli" in text_of(clerk.get(made.url))
    assert "Kontrola doraźna, 12.05.2027 r." in text_of(clerk.get(page))
    assert "Kontrola doraźna" not in text_of(ngo.get(page))
    edit = clerk.get(url("inspection-authorisation", one.pk))
    given = {**PAPER, "based_on": edit.context["form"].initial["based_on"]}
    assert clerk.post(url("inspection-authorisation", one.pk), given).status_code == 302
    assert move(mayor, one, "authorise").status_code == 302
    assert "Kontrola doraźna" in text_of(ngo.get(page))
    shown = text_of(ngo.get(made.url))
    assert "Jan Rachmistrz, główny księgowy" in shown
    assert "Odnotuj przeprowadzenie" not in shown
    assert move(clerk, one, "carry_out", held_from=TODAY, held_to=TODAY).status_code == 302
    writing = url("inspection-protocol", one.pk)
    based_on = clerk.get(writing).context["form"].initial["based_on"]
    assert clerk.post(writing, {**PROTOCOL, "based_on": based_on}).status_code == 302
    assert "Brak ewidencji czasu" not in text_of(ngo.get(made.url))
    assert move(clerk, one, "send_protocol").status_code == 302
    assert "Brak ewidencji czasu" in text_of(ngo.get(made.url))


def test_from_objections_to_the_end_by_its_pages(browser_of):
    side = planned().sent()
    one, page = side.inspection, url("inspection-detail", side.inspection.pk)
    clerk, ngo = browser_of(side.office()), browser_of(side.ngo())
    letter = SimpleUploadedFile("pismo.pdf", samples.pdf())
    assert move(ngo, one, "object", objections="Jest.", papers=letter).status_code == 302
    assert "pismo.pdf" in text_of(clerk.get(page))
    assert move(clerk, one, "uphold", reason="Nie ma jej.").status_code == 302
    assert "Nie ma jej." in text_of(ngo.get(page))
    assert move(ngo, one, "sign", signatory="Anna Prezes", day=TODAY).status_code == 302
    adding = url("recommendation-add", one.pk)
    assert clerk.post(adding, {"text": "Prowadzić ewidencję.", "due_on": ""}).status_code == 302
    assert "Prowadzić ewidencję." not in text_of(ngo.get(page))
    assert move(clerk, one, "recommend", delivered_on=TODAY).status_code == 302
    row = one.recommendations.get()
    assert "poniedziałek, 24.05.2027" in text_of(ngo.get(page))
    answer = {
        "answer": "Prowadzimy.",
        "done_on": TODAY,
        "based_on": 1,
        "proofs": SimpleUploadedFile("ewidencja.pdf", samples.pdf()),
    }
    assert ngo.post(url("recommendation-answer", row.pk), answer).status_code == 302
    assert Attachment.objects.get(kind="inspection-answer").obj == row
    unsent = text_of(clerk.get(page))
    assert "Prowadzimy." not in unsent
    assert "ewidencja.pdf" not in unsent
    assert move(ngo, one, "answer").status_code == 302
    sent = text_of(clerk.get(page))
    assert "Prowadzimy." in sent
    assert "ewidencja.pdf" in sent
    assessed = {"outcome": "done", "outcome_reason": "", "based_on": 2}
    assert clerk.post(url("recommendation-assess", row.pk), assessed).status_code == 302
    assert move(clerk, one, "close", note="Wykonano.").status_code == 302
    one.refresh_from_db()
    assert one.state == State.CLOSED
    assert "Ocena urzędu: wykonane" in text_of(ngo.get(page))


class TestBadInput:
    def test_a_day_outside_the_month_stands_beside_what_was_typed(self, browser_of):
        cast, contract = contract_cast()
        page = url("inspection-add", contract.pk)
        answer = browser_of(cast.clerk(AT)).post(page, {**PLAN, "planned_on": "2027-06-01"})
        assert answer.status_code == 422
        assert "poza wybranym miesiącem" in text_of(answer)
        assert "Faktury z marca." in text_of(answer)
        assert not Inspection.objects.exists()

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("subjects", [], "Wybierz co najmniej jeden zakres kontroli."),
            ("subjects", ["inny"], "inny"),
            ("planned_month", "13", "13"),
            ("planned_year", "99999999999999999999", "99999999999999999999"),
            ("planned_on", "jutro", "jutro"),
        ],
    )
    def test_nonsense_in_the_plan(self, browser_of, name, value, said):
        cast, contract = contract_cast()
        clerk = browser_of(cast.clerk(AT))
        answer = clerk.post(url("inspection-add", contract.pk), {**PLAN, name: value})
        assert answer.status_code == 422
        assert said in text_of(answer)

    def test_people_need_a_function(self, browser_of):
        side = planned()
        page = url("inspection-authorisation", side.inspection.pk)
        given = {**PAPER, "people": "Maria\nJan Nowak, referent", "based_on": 1}
        answer = browser_of(side.office()).post(page, given)
        assert answer.status_code == 422
        assert "Popraw wiersz: 1." in text_of(answer)
        assert "Jan Nowak, referent" in text_of(answer)

    def test_a_stale_protocol_shows_both(self, browser_of):
        side = planned().carried_out().written()
        page = url("inspection-protocol", side.inspection.pk)
        given = {**PROTOCOL, "finding_completion": "Moje", "finding_quality": "", "based_on": 1}
        answer = browser_of(side.office()).post(page, given)
        assert answer.status_code == 409
        assert "Ustalono: completion." in text_of(answer)
        assert "Moje" in text_of(answer)
        again = {**given, "based_on": answer.context["form"].data["based_on"]}
        assert browser_of(side.office()).post(page, again).status_code == 302
        assert side.fresh().findings["completion"] == "Moje"

    def test_a_refusal_of_the_action_loses_nothing(self, browser_of):
        side = planned().sent()
        ngo = browser_of(side.ngo())
        answer = move(ngo, side.inspection, "sign", signatory="Anna Prezes", day="2027-05-11")
        assert answer.status_code == 422
        assert "Data nie może być w przyszłości." in text_of(answer)
        assert 'value="Anna Prezes"' in text_of(answer)
        assert side.fresh().state == State.PROTOCOL

    def test_not_done_asks_why(self, browser_of):
        side = planned().answered()
        row = side.inspection.recommendations.get()
        given = {"outcome": "not_done", "outcome_reason": " ", "based_on": row.edit_version}
        answer = browser_of(side.office()).post(url("recommendation-assess", row.pk), given)
        assert answer.status_code == 422
        assert "dlaczego zalecenie nie jest wykonane" in text_of(answer)

    def test_an_unknown_move_is_not_there(self, browser_of):
        side = planned()
        page = url("inspection-move", side.inspection.pk)
        clerk = browser_of(side.office())
        assert clerk.get(f"{page}?ruch=zamknij").status_code == 404
        assert clerk.get(page).status_code == 404

    def test_a_wrong_file_is_refused_and_the_answer_stays(self, browser_of):
        side = planned().recommended()
        row = side.inspection.recommendations.get()
        given = {
            "answer": "Opisano.",
            "done_on": "",
            "based_on": row.edit_version,
            "proofs": SimpleUploadedFile("zdjecie.exe", b"MZ"),
        }
        answer = browser_of(side.ngo()).post(url("recommendation-answer", row.pk), given)
        assert answer.status_code == 422
        assert "Opisano." in text_of(answer)
        row.refresh_from_db()
        assert row.answer == ""


class TestWalls:
    def test_a_planned_one_is_nowhere_for_the_contractor(self, browser_of):
        side = planned().prepared()
        ngo, one = browser_of(side.ngo()), side.inspection
        for name in ("inspection-detail", "inspection-protocol-word"):
            assert ngo.get(url(name, one.pk)).status_code == 404
        assert move(ngo, one, "sign", signatory="X", day=TODAY).status_code == 404
        listed = text_of(ngo.get(url("inspection-list")))
        assert side.contract.title not in listed
        csv = ngo.get(f"{url('inspection-list')}?eksport=csv").content.decode()
        assert side.contract.number not in csv
        assert "Kontrole</h2>" not in text_of(ngo.get(url("contract-detail", side.contract.pk)))
        assert url("inspection-detail", one.pk) not in text_of(ngo.get(url("desk")))

    def test_the_contractors_list_says_nothing_of_unsent_findings(self, browser_of):
        side = planned().carried_out().written()
        csv = browser_of(side.ngo()).get(f"{url('inspection-list')}?eksport=csv").content.decode()
        assert side.contract.number in csv
        assert "Nieprawidłowości" not in csv
        office = browser_of(side.office()).get(f"{url('inspection-list')}?eksport=csv")
        assert "Nieprawidłowości" in office.content.decode()

    def test_rivals_and_neighbours_find_nothing(self, browser_of):
        side = planned().recommended()
        neighbour, _ = contract_cast()
        row = side.inspection.recommendations.get()
        for act in (rival(), neighbour.clerk(AT)):
            browser = browser_of(act)
            assert browser.get(url("inspection-detail", side.inspection.pk)).status_code == 404
            assert side.contract.title not in text_of(browser.get(url("inspection-list")))
        assert browser_of(rival()).get(url("recommendation-answer", row.pk)).status_code == 404

    def test_the_offices_files_are_its_own_until_the_protocol_is_sent(self, browser_of):
        side = planned().carried_out()
        clerk, ngo = browser_of(side.office()), browser_of(side.ngo())
        add = url("attachment-add", "inspection-file", side.inspection.pk)
        photo = {"files": SimpleUploadedFile("zdjecie.pdf", samples.pdf())}
        name = next(iter(clerk.get(add).context["form"].fields))
        assert clerk.post(add, {name: photo["files"]}).status_code == 302
        page, file = url("inspection-detail", side.inspection.pk), Attachment.objects.get()
        assert "zdjecie.pdf" not in text_of(ngo.get(page))
        assert ngo.get(url("attachment-file", file.pk)).status_code == 404
        side.written()
        assert move(clerk, side.inspection, "send_protocol").status_code == 302
        assert "zdjecie.pdf" in text_of(ngo.get(page))
        assert ngo.get(url("attachment-file", file.pk)).status_code == 200
        assert clerk.get(url("attachment-remove", file.pk)).status_code == 403


class TestLists:
    def test_the_list_is_narrowed_by_year_state_and_text(self, browser_of):
        side = planned()
        inspected(side.cast, side.contract, planned_year=2028)
        clerk, page = browser_of(side.office()), url("inspection-list")

        def count(query):
            return len(clerk.get(f"{page}?{query}").context["table"].rows)

        assert count("") == 2
        assert count("planned_year=2028") == 1
        assert count("state=closed") == 0
        assert count("text=zrodlo") == 2
        assert count("text=nikt") == 0

    def test_the_years_plan_helps_to_choose(self, browser_of):
        side = planned()
        contract = side.contract
        TrackRecord.objects.create(
            organisation=contract.organisation,
            source="old:1",
            office=contract.office,
            title="Dawne",
            contract_number="9/2025",
            year=2025,
            grant=1000,
            returned=100,
            reported_in_time=False,
            posted_at=AT,
        )
        actions.cancel(side.office(), side.fresh(), "Zmiana.")
        clerk, page = browser_of(side.office()), f"{url('inspection-plan')}?rok=2027"
        shown = text_of(clerk.get(page))
        assert "Zwroty dotacji: 1" in shown
        assert "Sprawozdania po terminie: 1" in shown
        assert "0 z 1 (0%)" in shown
        assert clerk.post(page, {f"month_{contract.pk}": "3"}).status_code == 302
        one = Inspection.objects.open().get()
        assert (one.planned_year, one.planned_month, one.occasion) == (2027, 3, "planned")
        shown = text_of(clerk.get(page))
        assert "1 z 1 (100%)" in shown
        assert f"month_{contract.pk}" not in shown

    def test_bad_months_and_years(self, browser_of):
        cast, contract = contract_cast()
        clerk, page = browser_of(cast.clerk(AT)), url("inspection-plan")
        wrong = clerk.post(page, {f"month_{contract.pk}": "13"})
        assert wrong.status_code == 422
        assert "Wybierz miesiąc z listy." in text_of(wrong)
        assert "Wybierz miesiąc co najmniej jednej umowie." in text_of(clerk.post(page, {}))
        for year in ("abc", "0000", "9999", "-1", "²⁰²⁷"):
            assert "Plan kontroli na 2027 rok" in text_of(clerk.get(f"{page}?rok={year}"))
        assert "W tym roku nie trwa żadne zadanie" in text_of(clerk.get(f"{page}?rok=2020"))

    def test_an_earlier_inspection_is_shown(self, browser_of):
        side = planned().settled()
        recommendations.close_inspection(side.office(), side.fresh())
        shown = text_of(browser_of(side.office()).get(f"{url('inspection-plan')}?rok=2027"))
        assert "10.05.2027" in shown
        assert "(nieprawidłowości)" in shown


def word_text(response):
    document = Word(BytesIO(response.content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_papers_to_go_on_editing(browser_of):
    side = planned().prepared()
    clerk = browser_of(side.office())
    paper = clerk.get(url("inspection-authorisation-word", side.inspection.pk))
    assert "Maria Kontrolna" in word_text(paper)
    side = planned().carried_out().written(protocol_on=date(2027, 5, 10))
    clerk, one = browser_of(side.office()), side.inspection
    assert "Faktura bez opisu." in word_text(clerk.get(url("inspection-protocol-word", one.pk)))
    ngo = browser_of(side.ngo())
    assert ngo.get(url("inspection-protocol-word", one.pk)).status_code == 403
    assert move(clerk, one, "send_protocol").status_code == 302
    sent = word_text(ngo.get(url("inspection-protocol-word", one.pk)))
    assert "Wersja 1" in sent
    assert "Faktura bez opisu." in sent
