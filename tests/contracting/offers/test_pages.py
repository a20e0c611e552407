"""The organisation's pages: owner works, rival gets 404, visitor signs in; whole journeys."""

import pytest
from django.urls import reverse

from contracting.offers import actions
from contracting.offers.coaching import live
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.drafting.actions import save_field
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.calls.factories import make_call
from tests.contracting.offers.factories import (
    AFTER,
    DEADLINE,
    OPEN,
    complete_content,
    joint_content,
    make_cast,
)

pytestmark = pytest.mark.django_db
SECTIONS = ("I", "II", "III", "IV", "V", "VI", "VII")
OWN_PAGES = ("offer-detail", "offer-content", "offer-receipt")


@pytest.fixture
def cast():
    return make_cast()


def page(client, name, *args):
    return client.get(reverse(name, args=args))


def text_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_the_calls_page_leads_an_organisation_in(cast, browser_of):
    answer = page(browser_of(cast.editor), "call-detail", cast.call.pk)
    assert reverse("offer-start", args=(cast.task.pk,)) in text_of(answer)


def test_the_calls_page_tells_visitors_and_others_what_to_do(cast, browser_of):
    visitor = browser_of(Act.public(OPEN))
    assert "Zaloguj się i złóż ofertę" in text_of(page(visitor, "call-detail", cast.call.pk))
    other = text_of(page(browser_of(cast.clerk()), "call-detail", cast.call.pk))
    assert "Ofertę zaczyna osoba działająca w imieniu organizacji" in other
    late = text_of(page(browser_of(Act.public(AFTER)), "call-detail", cast.call.pk))
    assert "Złóż ofertę" not in late


def test_starting_an_offer(cast, browser_of):
    client = browser_of(cast.editor)
    url = reverse("offer-start", args=(cast.task.pk,))
    assert client.get(url).status_code == 200
    answer = client.post(url, {"commissioning_form": "support"})
    offer = Offer.objects.get()
    assert (answer.status_code, offer.organisation) == (302, cast.organisation)
    again = client.post(url, {"commissioning_form": "entrust"})
    assert (again.status_code, Offer.objects.count()) == (422, 1)


def test_starting_from_an_earlier_offer(cast, browser_of):
    first = cast.sent()
    url = reverse("offer-start", args=(cast.task.pk,))
    fields = {"commissioning_form": "support", "copy_from": first.pk}
    browser_of(cast.editor).post(url, fields)
    assert Offer.objects.get(state="draft").task_title == "Trenujemy razem"


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("joint", [False, True])
def test_every_section_opens(cast, browser_of, section, joint):
    offer = cast.draft(joint_content() if joint else None, is_joint=joint)
    answer = page(browser_of(cast.editor), "offer-section", offer.pk, section)
    assert answer.status_code == 200


def test_an_unknown_section_does_not_exist(cast, browser_of):
    offer = cast.draft()
    assert page(browser_of(cast.editor), "offer-section", offer.pk, "X").status_code == 404


def test_saving_without_javascript_leads_on(cast, browser_of):
    offer = cast.draft()
    client = browser_of(cast.editor)
    version = offer.draft.answers.get(field="IV.1").version
    url = reverse("offer-section", args=(offer.pk, "IV"))
    answer = client.post(url, {"IV.1": "Działamy.", "v:IV.1": version})
    assert answer.headers["Location"] == reverse("offer-section", args=(offer.pk, "V"))
    assert offer.draft.texts()["IV.1"] == "Działamy."


def test_rows_are_added_but_never_to_the_sources(cast, browser_of):
    offer = cast.draft()
    client = browser_of(cast.editor)
    url = reverse("offer-section", args=(offer.pk, "V"))
    client.post(url, {"wiersz": "add:costs:0"})
    assert offer.draft.budgetlines.count() == 3
    assert client.post(url, {"wiersz": "add:funding:0"}).status_code == 422
    assert offer.draft.fundingsources.count() == 1


def test_autosave_returns_the_sums_that_the_page_shows(cast, browser_of):
    offer = cast.draft()
    client = browser_of(cast.editor)
    line = offer.draft.budgetlines.get(name="Trener")
    fields = {"place": f"costs:{line.pk}:unit_cost", "text": "90,01", "version": "0"}
    answer = client.post(reverse("draft-save", args=(offer.draft.pk,)), fields)
    fragments = answer.json()["live"]
    assert "9\xa0001,00\xa0zł" in fragments["sums"]
    assert "brakuje jeszcze" in fragments["sums"]
    whole = page(client, "offer-section", offer.pk, "V").content.decode()
    assert fragments["sums"] in whole
    assert fragments["gaps"] in whole
    assert fragments == live(cast.editor, Offer.objects.get(pk=offer.pk))


@pytest.mark.parametrize("text", ["-1", "1,234", "sto", "1e400"])
def test_an_amount_that_is_none_is_refused(cast, browser_of, text):
    offer = cast.draft()
    line = offer.draft.budgetlines.first()
    fields = {"place": f"costs:{line.pk}:unit_cost", "text": text, "version": "0"}
    answer = browser_of(cast.editor).post(reverse("draft-save", args=(offer.draft.pk,)), fields)
    assert answer.status_code == 422
    assert answer.json()["error"]


@pytest.mark.parametrize(
    ("place", "text"),
    [("III.2.from", "jutro"), ("II.2.email", "adres"), ("VI.1", "może"), ("III.1", "x" * 251)],
)
def test_a_text_that_the_field_cannot_hold_is_refused(cast, browser_of, place, text):
    offer = cast.draft()
    fields = {"place": place, "text": text, "version": "1"}
    answer = browser_of(cast.editor).post(reverse("draft-save", args=(offer.draft.pk,)), fields)
    assert answer.status_code == 422


def test_what_is_typed_into_a_closed_form_is_shown_back_with_the_reason(cast, browser_of):
    offer = cast.draft()
    url = reverse("offer-section", args=(offer.pk, "IV"))
    posted = {"v:IV.1": "1", "IV.1": "Pisane do ostatniej chwili.", "v:IV.2": "1", "IV.2": ""}
    actions.submit_offer(cast.president, offer)
    answer = browser_of(cast.editor).post(url, posted)
    shown = text_of(answer)
    assert answer.status_code == 403
    assert "Złożonej oferty nie można zmienić" in shown
    assert "Tekst wpisany poniżej nie jest zapisany." in shown
    assert ">Pisane do ostatniej chwili.</textarea>" in shown
    assert offer.draft.texts()["IV.1"] == "Działamy od 2015 roku."


def test_a_section_says_that_it_is_signed_or_late(browser_of):
    cast = make_cast(organisation={"signing_rule": "two_jointly"})
    offer = cast.draft()
    quiet = text_of(page(browser_of(cast.editor), "offer-section", offer.pk, "IV"))
    assert "odbierze podpisom ważność" not in quiet
    actions.sign_offer(cast.president, offer)
    signed = text_of(page(browser_of(cast.editor), "offer-section", offer.pk, "IV"))
    assert "odbierze podpisom ważność" in signed
    assert "nie trwa" not in signed
    late = text_of(page(browser_of(cast.editor.later(AFTER)), "offer-section", offer.pk, "IV"))
    assert "Nabór na to zadanie już nie trwa." in late


def test_an_offer_begun_from_an_earlier_one_says_its_declarations_anew(cast, browser_of):
    earlier = cast.draft()
    url = reverse("offer-start", args=(cast.task.pk,))
    browser_of(cast.editor).post(url, {"commissioning_form": "support", "copy_from": earlier.pk})
    offer = Offer.objects.exclude(pk=earlier.pk).get()
    texts = offer.draft.texts()
    assert texts["III.3"] == "Zajęcia w Brzozowie dla dzieci."
    assert offer.grant == earlier.grant
    assert not texts.keys() & {"VI.1", "VII.3", "VII.4", "VII.5"}


def test_a_joint_offer_begun_from_a_single_one_keeps_the_leading_bidder(cast, browser_of):
    earlier = cast.draft()
    url = reverse("offer-start", args=(cast.task.pk,))
    chosen = {"commissioning_form": "support", "copy_from": earlier.pk, "is_joint": "on"}
    browser_of(cast.editor).post(url, chosen)
    offer = Offer.objects.exclude(pk=earlier.pk).get()
    assert [row.name for row in offer.draft.biddershares.all()] == [cast.organisation.name, ""]
    assert offer.draft.budgetlines.count() == 2


def test_nothing_is_begun_from_another_organisations_offer(cast):
    rivals = make_cast(call=cast.call).draft()
    with pytest.raises(MoveRefused, match="tej samej organizacji"):
        actions.start_offer(cast.editor, cast.task, cast.organisation, "support", earlier=rivals)
    assert not Offer.objects.filter(organisation=cast.organisation).exists()


def test_the_history_of_a_field_says_its_official_name(cast, browser_of):
    offer = cast.draft()
    url = reverse("draft-history", args=(offer.draft.pk,))
    row = offer.draft.plannedactions.get()
    client = browser_of(cast.editor)
    assert "Zasoby kadrowe, rzeczowe i finansowe" in text_of(client.get(url, {"miejsce": "IV.2"}))
    cell = text_of(client.get(url, {"miejsce": f"actions:{row.pk}:name"}))
    assert "III.4. Plan i harmonogram działań: Nazwa działania" in cell


def test_the_send_button_is_off_with_the_reason_and_the_gaps_lead_to_places(cast, browser_of):
    offer = cast.draft(complete_content(texts={"IV.1": ""}))
    shown = text_of(page(browser_of(cast.president), "offer-send", offer.pk))
    assert "Do uzupełnienia: 1 miejsce" in shown
    assert 'aria-disabled="true"' in shown
    assert reverse("offer-section", args=(offer.pk, "IV")) + "#p-IV-1" in shown
    answer = browser_of(cast.president).post(reverse("offer-send", args=(offer.pk,)))
    assert answer.status_code == 403
    assert "Do uzupełnienia: 1 miejsce" in text_of(answer)


def test_sending_ends_at_the_receipt_also_twice(cast, browser_of):
    offer = cast.draft()
    client = browser_of(cast.president)
    url = reverse("offer-send", args=(offer.pk,))
    key = client.get(url).context["key"]
    for _ in range(2):
        answer = client.post(url, {"klucz": key})
        assert answer.headers["Location"] == reverse("offer-receipt", args=(offer.pk,))
    receipt = text_of(client.get(answer.headers["Location"]))
    assert "O/2026/00001" in receipt
    assert "12.11.2026 r., godz. 10:00:00" in receipt
    assert client.get(url).status_code == 302


def test_two_sign_on_their_own_pages(browser_of):
    cast = make_cast(organisation={"signing_rule": "two_jointly"})
    offer = cast.draft()
    url = reverse("offer-send", args=(offer.pk,))
    answer = browser_of(cast.president).post(url, {"klucz": "a"})
    assert answer.headers["Location"] == reverse("offer-detail", args=(offer.pk,))
    detail = text_of(page(browser_of(cast.editor), "offer-detail", offer.pk))
    assert "Potrzebne są podpisy dwóch osób" in detail
    assert "Jan Skarbnik, skarbnik" in detail
    browser_of(cast.treasurer).post(url, {"klucz": "b"})
    offer.refresh_from_db()
    assert offer.state == "submitted"


def test_asking_for_signatures_says_what_came_of_it(cast, browser_of):
    offer = cast.draft()
    client = browser_of(cast.editor)
    answer = client.post(reverse("offer-ask", args=(offer.pk,)), follow=True)
    assert "Liczba osób: 2" in text_of(answer)
    assert client.get(reverse("offer-ask", args=(offer.pk,))).status_code == 405


def test_after_withdrawing_a_new_one_is_begun_while_the_call_is_open(cast, browser_of):
    offer = cast.sent()
    actions.withdraw_offer(cast.editor, offer)
    start = reverse("offer-start", args=(cast.task.pk,))
    assert start in text_of(page(browser_of(cast.editor), "offer-detail", offer.pk))
    late = browser_of(cast.editor.later(AFTER))
    assert start not in text_of(page(late, "offer-detail", offer.pk))


def test_withdrawing(cast, browser_of):
    offer = cast.sent()
    client = browser_of(cast.editor)
    url = reverse("offer-withdraw", args=(offer.pk,))
    assert client.get(url).status_code == 200
    client.post(url, {"reason": "pomyłka"})
    assert "pomyłka" in text_of(page(client, "offer-detail", offer.pk))
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_pages_are_for_the_organisation_alone(cast, browser_of, name):
    offer = cast.sent()
    assert page(browser_of(cast.editor), name, offer.pk).status_code == 200
    rival = make_cast(call=cast.call)
    assert page(browser_of(rival.editor), name, offer.pk).status_code == 404
    assert page(browser_of(cast.clerk(OPEN)), name, offer.pk).status_code == 404
    assert page(browser_of(Act.public(OPEN)), name, offer.pk).status_code == 302


@pytest.mark.parametrize("name", ["offer-send", "offer-ask", "offer-withdraw", "offer-section"])
def test_writing_is_for_the_organisation_alone(cast, browser_of, name):
    offer = cast.sent()
    args = (offer.pk, "III") if name == "offer-section" else (offer.pk,)
    url = reverse(name, args=args)
    rival = make_cast(call=cast.call)
    for act in (rival.editor, rival.president, cast.clerk(AFTER)):
        assert browser_of(act).post(url).status_code == 404


def test_the_list_has_own_offers_only(cast, browser_of):
    own, rival = cast.sent(), make_cast(call=cast.call)
    rival.draft(complete_content(texts={"III.1": "Tajny plan"}))
    shown = text_of(page(browser_of(cast.editor), "offer-list"))
    assert own.number in shown
    assert "Tajny plan" not in shown
    assert page(browser_of(cast.clerk()), "offer-list").status_code == 403


def test_the_list_filters_by_folded_words(cast, browser_of):
    cast.draft(complete_content(texts={"III.1": "Żółta łódź"}))
    client = browser_of(cast.editor)
    url = reverse("offer-list")
    assert "Żółta łódź" in text_of(client.get(url, {"text": "zolta lodz"}))
    assert "Żółta łódź" not in text_of(client.get(url, {"text": "rower"}))
    assert client.get(url, {"eksport": "csv"}).status_code == 200


def test_the_preview_strikes_out_the_wrong_options(cast, browser_of):
    offer = cast.draft()
    shown = text_of(page(browser_of(cast.editor), "offer-content", offer.pk))
    assert "<s>OFERTA WSPÓLNA REALIZACJI ZADANIA PUBLICZNEGO*</s>" in shown
    assert "<s>zalega(-ją)*</s>" in shown
    assert "<s>nie zalega(-ją)*</s>" not in shown


def test_all_questions_are_public(cast, browser_of):
    shown = text_of(page(browser_of(Act.public(OPEN)), "task-form", cast.task.pk))
    assert "Syntetyczny opis zadania" in shown


def test_after_the_deadline_a_draft_says_so(cast, browser_of):
    offer = cast.draft()
    shown = text_of(page(browser_of(cast.president.later(AFTER)), "offer-send", offer.pk))
    assert "Termin składania ofert minął." in shown


def test_a_get_changes_nothing(cast, browser_of, django_assert_max_num_queries):
    offer = cast.draft()
    changes = offer.draft.changes.count()
    client = browser_of(cast.president)
    with django_assert_max_num_queries(45):
        page(client, "offer-section", offer.pk, "V")
    page(client, "offer-send", offer.pk)
    offer.refresh_from_db()
    assert (offer.state, offer.signatures.count()) == ("draft", 0)
    assert offer.draft.changes.count() == changes


def test_a_clash_keeps_both_texts(cast, browser_of):
    offer = cast.draft()
    version = offer.draft.answers.get(field="IV.1").version
    save_field(cast.president, offer.draft, "IV.1", "Jej tekst.", version)
    url = reverse("offer-section", args=(offer.pk, "IV"))
    answer = browser_of(cast.editor).post(url, {"IV.1": "Mój tekst.", "v:IV.1": version})
    assert answer.status_code == 422
    assert "Jej tekst." in text_of(answer)
    assert "Mój tekst." in text_of(answer)


def test_a_sent_offer_is_read_not_written(cast, browser_of):
    offer = cast.sent(at=DEADLINE)
    shown = text_of(page(browser_of(cast.editor), "offer-section", offer.pk, "III"))
    assert "Złożonej oferty nie można zmienić" in shown


def test_asking_and_sending_are_off_with_the_reason_while_something_is_missing(cast, browser_of):
    offer = cast.draft(complete_content(texts={"IV.2": ""}))
    client = browser_of(cast.president)
    text = text_of(page(client, "offer-detail", offer.pk))
    assert "Do uzupełnienia: 1 miejsce." in text
    assert reverse("offer-ask", args=(offer.pk,)) not in text
    assert f'href="{reverse("offer-send", args=(offer.pk,))}"' not in text
    save_field(cast.editor, offer.draft, "IV.2", "Dwóch trenerów.", 0)
    text = text_of(page(client, "offer-detail", offer.pk))
    assert reverse("offer-ask", args=(offer.pk,)) in text
    assert f'href="{reverse("offer-send", args=(offer.pk,))}"' in text


def test_the_office_reads_withdrawn_as_withdrawn_and_nothing_before_the_opening(cast, browser_of):
    offer = cast.sent()
    cast.sent()
    clerk = browser_of(cast.clerk())
    before = text_of(page(clerk, "office-offer-list")).count("zapieczętowana")
    actions.withdraw_offer(cast.president, offer)
    text = text_of(page(clerk, "office-offer-list"))
    assert text.count("zapieczętowana") == before - 1  # its bidder
    call = text_of(page(clerk, "office-call-detail", cast.call.pk))
    assert "Złożone oferty (2)" in call
    draft = make_call(cast.office)
    assert "Złożone oferty" not in text_of(page(clerk, "office-call-detail", draft.pk))


def test_the_desk_leads_back_to_drafts_that_can_still_be_sent(cast, browser_of):
    offer = cast.draft()
    desk = reverse("desk")
    text = text_of(browser_of(cast.editor).get(desk))
    assert "Rozpoczęte oferty" in text
    assert f'href="{offer.get_absolute_url()}"' in text
    assert "Do: wtorek, 01.12.2026 r., godz. 15:30" in text
    assert "Rozpoczęte oferty" not in text_of(browser_of(cast.clerk()).get(desk))
    assert "Rozpoczęte oferty" not in text_of(browser_of(cast.editor, AFTER).get(desk))
