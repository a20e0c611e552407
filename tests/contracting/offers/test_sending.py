"""Signing, sending once, the receipt; the second before and after the deadline."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from post_office.models import Email

from contracting.calls.models import CallTask
from contracting.offers import actions
from contracting.offers.content import digest_of, from_json
from contracting.offers.documents import build_form, receipt_of
from contracting.offers.models import Offer
from contracting.offers.rules import is_sealed
from mkus_portal.documents import check
from mkus_portal.documents.models import Document
from mkus_portal.drafting.actions import save_field
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from tests.contracting.offers.factories import AFTER, DEADLINE, OPEN, complete_content, make_cast

pytestmark = pytest.mark.django_db
TWO = {"signing_rule": "two_jointly", "signing_count": 2}


def version_of(offer, field):
    return offer.draft.answers.get(field=field, row=None).version


def test_a_sole_signatory_signs_and_sends_in_one_step():
    cast = make_cast()
    offer = actions.submit_offer(cast.president, cast.draft())
    assert offer.state == "submitted"
    assert offer.number == "O/2026/00001"
    assert offer.submitted_at == cast.president.at
    assert [one.representative.full_name for one in offer.signatures.all()] == ["Anna Prezes"]
    assert offer.grant == Decimal("9000.00")


def test_the_kept_content_has_the_digest_of_the_receipt():
    offer = make_cast().sent()
    offer.refresh_from_db()
    assert digest_of(from_json(offer.content)) == offer.digest


def test_receipt_and_form_are_asked_for_and_people_are_told():
    cast = make_cast()
    offer = cast.sent()
    assert set(Document.objects.about(offer).values_list("kind", flat=True)) == {
        "offer_form",
        "offer_receipt",
    }
    letters = Letter.objects.filter(kind="offer_receipt")
    assert letters.count() == 3
    assert offer.number in Email.objects.filter(letter__in=letters).first().subject


def test_anybody_finds_the_digest_but_not_the_bidder():
    cast = make_cast()
    offer = cast.sent()
    found = check.find(offer.digest)
    assert found.number == offer.number
    assert cast.organisation.name not in found.sentence
    assert offer.task_title not in found.sentence


def test_numbers_follow_each_other_and_offices_count_apart():
    cast = make_cast()
    assert [cast.sent().number, cast.sent().number] == ["O/2026/00001", "O/2026/00002"]
    assert make_cast().sent().number == "O/2026/00001"


def test_the_last_instant_is_in_time_and_the_next_is_not():
    cast = make_cast()
    late = cast.draft()
    with pytest.raises(MoveRefused, match="minął"):
        actions.submit_offer(cast.president.later(DEADLINE + timedelta(microseconds=1)), late)
    late.refresh_from_db()
    assert (late.state, late.number) == ("draft", "")
    assert cast.sent(at=DEADLINE).submitted_at == DEADLINE


def test_an_incomplete_offer_is_refused_and_takes_no_number():
    cast = make_cast()
    offer = cast.draft(complete_content(texts={"IV.1": ""}))
    with pytest.raises(MoveRefused, match="Do uzupełnienia: 1 miejsce"):
        actions.submit_offer(cast.president, offer)
    assert cast.sent().number == "O/2026/00001"


def test_the_same_press_gets_the_same_receipt_another_press_is_late():
    cast = make_cast()
    offer = actions.submit_offer(cast.president, cast.draft(), "klucz-1")
    again = actions.submit_offer(cast.president, Offer.objects.get(pk=offer.pk), "klucz-1")
    assert again.number == offer.number
    with pytest.raises(MoveTaken):
        actions.submit_offer(cast.president, Offer.objects.get(pk=offer.pk), "klucz-2")
    assert Letter.objects.filter(kind="offer_receipt").count() == 3


def test_two_have_to_sign_where_the_rule_says_so():
    cast = make_cast(organisation=TWO)
    offer = cast.draft()
    with pytest.raises(MoveRefused, match="podpisy dwóch osób"):
        actions.submit_offer(cast.president, offer)
    assert not actions.sign_and_send(cast.president, offer)
    assert actions.sign_and_send(cast.treasurer, offer)
    offer.refresh_from_db()
    assert offer.signatures.count() == 2


def test_an_editor_sends_once_everybody_has_signed():
    cast = make_cast(organisation=TWO)
    offer = cast.draft()
    with pytest.raises(MoveRefused, match="Nikt uprawniony"):
        actions.submit_offer(cast.editor, offer)
    actions.sign_offer(cast.president, offer)
    actions.sign_offer(cast.treasurer, offer)
    assert actions.submit_offer(cast.editor, offer).state == "submitted"


def test_a_change_of_the_content_ends_the_signatures():
    cast = make_cast(organisation=TWO)
    offer = cast.draft()
    actions.sign_offer(cast.president, offer)
    save_field(cast.editor, offer.draft, "IV.1", "Inaczej.", version_of(offer, "IV.1"))
    assert offer.signatures.count() == 0
    actions.sign_offer(cast.treasurer, offer)
    with pytest.raises(MoveRefused, match="jest 1"):
        actions.submit_offer(cast.editor, offer)


def test_a_change_of_the_profile_ends_the_signatures_too():
    cast = make_cast(organisation=TWO)
    offer = cast.draft()
    actions.sign_offer(cast.president, offer)
    actions.sign_offer(cast.treasurer, offer)
    cast.organisation.seat_place = "Olesno"
    cast.organisation.save()
    with pytest.raises(MoveRefused):
        actions.submit_offer(cast.editor, Offer.objects.get(pk=offer.pk))


def test_a_signature_under_an_earlier_profile_is_printed_nowhere():
    cast = make_cast()
    offer = cast.draft()
    actions.sign_offer(cast.treasurer, offer)
    cast.organisation.seat_place = "Olesno"
    cast.organisation.save()
    offer = Offer.objects.get(pk=offer.pk)
    assert build_form(offer, OPEN).signatures == ()
    actions.submit_offer(cast.president, offer)
    assert [name for name, _ in build_form(offer, OPEN).signatures] == ["Anna Prezes, prezes"]
    assert receipt_of(offer).signatures == build_form(offer, OPEN).signatures


def test_nobody_signs_what_they_have_not_seen(browser_of):
    cast = make_cast()
    offer = cast.draft()
    browser, url = browser_of(cast.president), reverse("offer-send", args=(offer.pk,))
    shown = browser.get(url).context
    save_field(cast.editor, offer.draft, "IV.1", "Inaczej.", version_of(offer, "IV.1"))
    sent = {"klucz": shown["key"], "skrot": shown["digest"]}
    answer = browser.post(url, sent)
    assert answer.status_code == 403
    assert "Treść oferty zmieniła się po otwarciu strony." in answer.content.decode()
    offer.refresh_from_db()
    assert (offer.state, offer.signatures.count()) == ("draft", 0)
    again = {"klucz": answer.context["key"], "skrot": answer.context["digest"]}
    receipt = reverse("offer-receipt", args=(offer.pk,))
    assert browser.post(url, again).url == receipt
    assert browser.post(url, again).url == receipt


def test_saving_the_same_text_keeps_the_signature():
    cast = make_cast(organisation=TWO)
    offer = cast.draft()
    actions.sign_offer(cast.president, offer)
    same = offer.draft.texts()["IV.1"]
    save_field(cast.editor, offer.draft, "IV.1", same, version_of(offer, "IV.1"))
    assert offer.signatures.count() == 1


def test_an_editor_does_not_sign_nor_does_a_past_representative():
    cast = make_cast()
    offer = cast.draft()
    with pytest.raises(MoveRefused, match="uprawniona do reprezentacji"):
        actions.sign_offer(cast.editor, offer)
    person = cast.organisation.representatives.get(user=cast.president.user)
    person.valid_to = (cast.president.at - timedelta(days=1)).date()
    person.save()
    with pytest.raises(MoveRefused, match="uprawniona do reprezentacji"):
        actions.sign_offer(cast.president, offer)


def test_an_incomplete_offer_is_not_signed():
    cast = make_cast()
    offer = cast.draft(complete_content(texts={"IV.1": ""}))
    with pytest.raises(MoveRefused, match="Do uzupełnienia"):
        actions.sign_offer(cast.president, offer)


def test_asking_for_signatures_opens_duties_and_sending_closes_them():
    cast = make_cast()
    offer = cast.draft()
    assert actions.ask_for_signatures(cast.editor, offer) == 2
    assert Duty.objects.of(offer).open().count() == 2
    assert Duty.objects.waiting_for(cast.president).get().due == DEADLINE
    actions.submit_offer(cast.president, offer)
    assert not Duty.objects.of(offer).open().exists()


def test_a_sent_offer_cannot_be_changed():
    cast = make_cast()
    offer = cast.sent()
    with pytest.raises(MoveRefused, match="nie można zmienić"):
        save_field(cast.editor, offer.draft, "IV.1", "Inaczej.", version_of(offer, "IV.1"))


def test_withdrawing_before_the_deadline_and_sending_anew():
    cast = make_cast(max_offers_per_organisation=1)
    first = cast.sent()
    second = cast.draft()
    with pytest.raises(MoveRefused, match="najwyżej 1 ofertę"):
        actions.submit_offer(cast.president, second)
    actions.withdraw_offer(cast.editor, first, "pomyłka w kosztorysie")
    assert (first.state, first.withdrawn_at) == ("withdrawn", cast.editor.at)
    assert actions.submit_offer(cast.president, second).number == "O/2026/00002"
    assert is_sealed(first, AFTER)


def test_a_task_counts_its_own_offers_and_the_call_all_of_them():
    cast = make_cast(max_offers_per_organisation=2)
    first = cast.task
    second = CallTask.objects.create(call=cast.call, position=2, title="Zawody", forms="support")
    first.max_offers_per_organisation = 1
    first.save()
    cast.sent()
    with pytest.raises(MoveRefused, match="na to zadanie najwyżej 1 ofertę"):
        cast.sent()
    cast.task = CallTask.objects.select_related("call__office").get(pk=second.pk)
    assert cast.sent().state == "submitted"
    with pytest.raises(MoveRefused, match="w tym konkursie najwyżej 2 oferty"):
        cast.sent()


def test_nothing_is_withdrawn_after_the_deadline():
    cast = make_cast()
    offer = cast.sent()
    with pytest.raises(MoveRefused, match="minął"):
        actions.withdraw_offer(cast.editor.later(AFTER), offer)


def test_an_offer_starts_only_in_an_open_call_in_an_allowed_form():
    cast = make_cast()
    with pytest.raises(MoveRefused, match="nie ma takiej formy"):
        actions.start_offer(cast.editor, cast.task, cast.organisation, "entrust")
    with pytest.raises(MoveRefused, match="minął"):
        actions.start_offer(cast.editor.later(AFTER), cast.task, cast.organisation, "support")
    with pytest.raises(MoveRefused, match="w imieniu"):
        actions.start_offer(cast.clerk(), cast.task, cast.organisation, "support")
    rival = make_cast(call=cast.call)
    with pytest.raises(MoveRefused, match="tej organizacji"):
        actions.start_offer(rival.editor, cast.task, cast.organisation, "support")


def test_an_earlier_offer_is_copied_whole():
    cast = make_cast()
    first = cast.sent()
    copy = actions.start_offer(cast.editor, cast.task, cast.organisation, "support")
    actions.fill_offer(cast.editor, copy, from_json(first.content))
    assert copy.draft.texts() == first.draft.texts()
    line = copy.draft.budgetlines.get(name="Trener")
    assert (line.unit_cost, line.quantity, line.action.name) == (90, 100, "Treningi")
    assert actions.submit_offer(cast.president, copy).digest != first.digest
