"""Who is told and for whom a signature waits: signing, a changed content, deadline, annulment."""

from datetime import timedelta

import pytest
from django.urls import reverse
from post_office.models import Email

from contracting.calls.actions import annul_call
from contracting.offers import actions
from contracting.offers.models import Offer
from contracting.offers.rules import is_sealed
from mkus_portal.drafting.actions import save_field
from mkus_portal.notifications.models import Duty, Letter
from tests.contracting.offers.factories import AFTER, DEADLINE, OPEN, make_cast

pytestmark = pytest.mark.django_db
TWO = {"signing_rule": "two_jointly", "signing_count": 2}


def change(cast, offer, text):
    version = offer.draft.answers.get(field="IV.1", row=None).version
    save_field(cast.editor, offer.draft, "IV.1", text, version)


def waiting(act):
    return [one.sentence for one in Duty.objects.waiting_for(act)]


def annul(cast, at, ground):
    mayor = cast.clerk(at, "executive")
    return annul_call(mayor, cast.call, ground, "Zmiana budżetu.", "3/2026", mayor.day, "Wójt")


def test_who_has_signed_is_waited_for_no_more():
    cast = make_cast(organisation=TWO)
    offer = cast.draft()
    actions.ask_for_signatures(cast.editor, offer)
    actions.sign_offer(cast.president, offer)
    assert waiting(cast.president) == []
    assert waiting(cast.treasurer) == ["Przeczytaj i podpisz ofertę „Trenujemy razem”"]


def test_the_first_of_two_signatures_asks_for_the_second():
    cast = make_cast(organisation=TWO)
    offer = cast.draft()
    assert not actions.sign_and_send(cast.president, offer)
    assert waiting(cast.president) == []
    assert waiting(cast.treasurer) == ["Przeczytaj i podpisz ofertę „Trenujemy razem”"]
    assert Letter.objects.get(kind="offer_to_sign").user_id == cast.treasurer.user


def test_the_receipts_letter_says_the_whole_address_of_the_check(settings):
    settings.SITE_URL = "https://portal.example"
    make_cast().sent()
    words = Email.objects.filter(letter__kind="offer_receipt").first().message
    assert "https://portal.example/sprawdz/" in words


def test_a_signature_is_waited_for_until_the_deadline_and_no_longer():
    cast = make_cast()
    actions.ask_for_signatures(cast.editor, cast.draft())
    assert len(waiting(cast.president.later(DEADLINE))) == 1
    assert waiting(cast.president.later(DEADLINE + timedelta(microseconds=1))) == []


def test_a_changed_content_tells_its_signatories_once():
    cast = make_cast(organisation=TWO)
    offer = cast.draft()
    actions.sign_offer(cast.president, offer)
    change(cast, offer, "Inaczej.")
    change(cast, offer, "Jeszcze inaczej.")
    letter = Letter.objects.get(kind="offer_sign_again")
    assert letter.user_id == cast.president.user
    assert "Podpis dotyczył poprzedniej treści" in letter.email.message
    again = "Przeczytaj i podpisz ofertę „Trenujemy razem” jeszcze raz: jej treść się zmieniła"
    assert waiting(cast.president) == [again]
    assert waiting(cast.treasurer) == []


def test_the_annulment_is_told_to_bidders_with_the_reason_and_ends_the_waiting():
    cast = make_cast(annulment_reservation="Wójt może unieważnić konkurs.")
    sent, draft, withdrawn = cast.sent(), cast.draft(), cast.sent()
    actions.withdraw_offer(cast.editor, withdrawn)
    stranger = make_cast().sent()
    actions.ask_for_signatures(cast.editor, draft)
    annul(cast, OPEN, "reservation")
    told = Letter.objects.filter(kind="offer_call_annulled")
    assert {one.object_id for one in told} == {sent.pk, draft.pk}
    assert not told.filter(object_id=stranger.pk).exists()
    assert told.filter(object_id=sent.pk).count() == 3
    words = Email.objects.filter(letter__in=told.filter(object_id=sent.pk)).first().message
    assert "Zmiana budżetu." in words
    assert f"o numerze {sent.number} nie będzie oceniana" in words
    assert waiting(cast.president) == []


def test_an_offer_of_a_call_annulled_before_its_deadline_is_never_opened(browser_of):
    cast = make_cast(annulment_reservation="Wójt może unieważnić konkurs.")
    offer = cast.sent()
    annul(cast, OPEN, "reservation")
    later = AFTER + timedelta(days=30)
    clerk = browser_of(cast.clerk(later))
    assert clerk.get(reverse("offer-content", args=(offer.pk,))).status_code == 404
    found = Offer.objects.sent_to(cast.clerk(later)).get()
    assert is_sealed(found, later)
    listing = clerk.get(reverse("office-offer-list")).content.decode()
    assert offer.number in listing
    assert cast.organisation.name not in listing


def test_an_offer_of_a_call_annulled_after_its_deadline_stays_open():
    cast = make_cast()
    offer = cast.sent()
    annul(cast, AFTER, "none_fits")
    found = Offer.objects.visible_to(cast.clerk(AFTER)).get()
    assert found == offer
    assert not is_sealed(found, AFTER)
