"""An offer that the office returned: only what was asked for opens, until the term, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from contracting.calls.models import Annulment
from contracting.offers import actions
from contracting.offers.annulment import no_offer_stands
from contracting.offers.content import content_of, digest_of, from_json
from contracting.offers.documents import build_form, offer_source, receipt_of, since_words
from contracting.offers.models import Offer, OfferReturn
from contracting.offers.procedure import within_offers_limit
from contracting.offers.rules import is_sealed
from mkus_portal.documents.models import Document
from mkus_portal.drafting import actions as drafting
from mkus_portal.notifications.models import Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from tests.contracting.offers.factories import AFTER, make_cast

pytestmark = pytest.mark.django_db
DUE = AFTER + timedelta(days=7)
IN_TIME = AFTER + timedelta(days=2)
NEW = "Zajęcia w Brzozowie i w Oleśnie."


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def offer(cast):
    return cast.sent()


def returned(cast, offer, *sections, due=DUE):
    reasons = {code: f"Popraw część {code}." for code in sections or ("III",)}
    actions.return_offer(cast.clerk(AFTER), offer, reasons, due)
    return Offer.objects.get(pk=offer.pk)


def write(act, offer, place="III.3", text=NEW):
    answer = offer.draft.answers.filter(row=None, field=place).first()
    based_on = answer.version if answer else 0
    return drafting.save_field(act, offer.draft, place, text, based_on)


def corrected(cast, offer, at=IN_TIME):
    write(cast.editor.later(at), offer)
    return actions.send_correction(cast.president.later(at), offer)


def row_of(offer, table):
    return getattr(offer.draft, table).first()


def test_a_returned_offer_keeps_what_was_sent(cast, offer):
    sent, digest = offer.content, offer.digest
    found = returned(cast, offer)
    assert (found.state, found.content, found.digest) == ("returned", sent, digest)
    kept = OfferReturn.objects.get()
    assert (kept.content, kept.digest, kept.sent_at) == (sent, digest, offer.submitted_at)
    assert kept.reasons == {"III": "Popraw część III."}


@pytest.mark.parametrize("reasons", [{}, {"I": "Adresat."}, {"IX": "Nie ma jej."}, {"III": "  "}])
def test_only_sections_that_are_written_are_returned_each_with_a_reason(cast, offer, reasons):
    with pytest.raises(ValidationError, match="podaj powód"):
        actions.return_offer(cast.clerk(AFTER), offer, reasons, DUE)
    assert Offer.objects.get(pk=offer.pk).state == "submitted"


def test_nobody_returns_a_sealed_offer_nor_another_offices(cast, offer):
    strangers = make_cast().clerk(AFTER)
    own_admin = cast.clerk(AFTER, "executive")
    for act in (cast.clerk(AFTER - timedelta(days=1)), strangers, own_admin, cast.president):
        with pytest.raises(MoveRefused):
            actions.return_offer(act, offer, {"III": "Popraw."}, DUE)


def test_an_opened_section_is_written_and_a_closed_one_refused_with_a_reason(cast, offer):
    act, found = cast.editor.later(IN_TIME), returned(cast, offer)
    write(act, found)
    assert content_of(found).text("III.3") == NEW
    line = row_of(found, "budgetlines")
    hand_made = (
        lambda: write(act, found, "IV.1", "Działamy od 1990 roku."),
        lambda: write(act, found, "VII.3", "yes"),
        lambda: drafting.save_field(act, found.draft, f"costs:{line.pk}:unit_cost", "1", 1),
        lambda: drafting.add_row(act, found.draft, "costs"),
        lambda: drafting.remove_row(act, found.draft, "costs", line.pk),
        lambda: drafting.move_row(act, found.draft, "costs", line.pk, up=False),
        lambda: drafting.restore(act, found.draft, found.draft.changes.filter(place="IV.1")[0], 1),
    )
    for attempt in hand_made:
        with pytest.raises(MoveRefused, match="nie obejmuje wezwanie"):
            attempt()
    drafting.add_row(act, found.draft, "results", name="Zawody")


def test_a_row_on_which_a_closed_section_rests_cannot_be_removed(cast, offer):
    found = returned(cast, offer)
    action = row_of(found, "plannedactions")
    with pytest.raises(MoveRefused, match="zmieniłaby też część V"):
        drafting.remove_row(cast.editor.later(IN_TIME), found.draft, "actions", action.pk)
    assert row_of(found, "budgetlines").action_id == action.pk


def test_the_term_is_counted_to_the_second(cast, offer):
    found = returned(cast, offer)
    write(cast.editor.later(DUE), found)
    late = DUE + timedelta(seconds=1)
    with pytest.raises(MoveRefused, match="Termin uzupełnienia oferty minął"):
        write(cast.editor.later(late), found, text="Za późno.")
    with pytest.raises(MoveRefused, match="Termin uzupełnienia oferty minął"):
        actions.send_correction(cast.president.later(late), found)
    actions.send_correction(cast.president.later(DUE), found)
    assert Offer.objects.get(pk=offer.pk).corrected_at == DUE


def test_more_time_opens_it_again_and_less_is_refused(cast, offer):
    found = returned(cast, offer)
    late = DUE + timedelta(days=1)
    asked = OfferReturn.objects.get()
    with pytest.raises(MoveRefused, match="późniejszy"):
        actions.extend_return(cast.clerk(late), asked, DUE - timedelta(days=1))
    actions.extend_return(cast.clerk(late), asked, late + timedelta(days=3))
    write(cast.editor.later(late), found)
    assert content_of(found).text("III.3") == NEW


def test_a_corrected_offer_is_sent_anew(cast, offer):
    before, number = offer.digest, offer.number
    found = corrected(cast, returned(cast, offer))
    assert (found.state, found.number, found.corrected_at) == ("corrected", number, IN_TIME)
    assert found.submitted_at == offer.submitted_at
    assert found.digest != before
    assert from_json(found.content).text("III.3") == NEW
    assert OfferReturn.objects.get().corrected_at == IN_TIME
    assert Document.objects.about(found).filter(asked_at=IN_TIME).count() == 2
    assert Letter.objects.filter(kind="offer_corrected").exists()


def test_lists_show_what_was_sent_until_the_correction_is_sent(cast, offer):
    found = returned(cast, offer, "III", "V")
    act = cast.editor.later(IN_TIME)
    write(act, found, "III.1", "Nowy tytuł")
    listed = Offer.objects.sent_to(cast.clerk(IN_TIME)).get(pk=offer.pk)
    assert (listed.shown_title, listed.shown_bidder) == ("Trenujemy razem", cast.organisation.name)
    assert build_form(listed, IN_TIME).texts["III_1"] == "Trenujemy razem"
    actions.send_correction(cast.president.later(IN_TIME), found)
    assert Offer.objects.get(pk=offer.pk).task_title == "Nowy tytuł"


def test_a_changed_profile_is_no_correction_unless_section_two_is_open(cast, offer):
    found = returned(cast, offer)
    type(cast.organisation).objects.filter(pk=cast.organisation.pk).update(phone="600 999 888")
    found = Offer.objects.get(pk=offer.pk)
    assert digest_of(content_of(found)) == offer.digest
    with pytest.raises(MoveRefused, match="niczego jeszcze nie zmieniono"):
        actions.send_correction(cast.president.later(IN_TIME), found)
    other = make_cast()
    second = returned(other, other.sent(), "II")
    type(other.organisation).objects.filter(pk=other.organisation.pk).update(phone="600 999 888")
    assert content_of(Offer.objects.get(pk=second.pk)).bidder.phone == "600 999 888"


def test_signatures_stay_with_the_version_under_which_they_were_given(cast, offer):
    found = corrected(cast, returned(cast, offer))
    old = OfferReturn.objects.get()
    assert found.signatures.filter(digest=old.digest).count() == 1
    assert found.signatures.get(digest=found.digest).signed_at == IN_TIME
    shown = build_form(found, IN_TIME)
    assert [at for _, at in shown.signatures] == ["03.12.2026\xa0r., godz.\xa015:30:01"]
    assert "uzupełniona" in shown.sent_at


def test_a_correction_is_signed_anew(cast, offer):
    found = returned(cast, offer)
    write(cast.editor.later(IN_TIME), found)
    with pytest.raises(MoveRefused, match="Nikt uprawniony"):
        actions.send_correction(cast.editor.later(IN_TIME), found)


def test_both_digests_are_found_and_the_older_says_that_it_was_replaced(cast, offer):
    before = offer.digest
    found = corrected(cast, returned(cast, offer))
    assert "Ta wersja jest już nieaktualna" in offer_source(before).sentence
    assert found.number in offer_source(before).sentence
    assert "nieaktualna" not in offer_source(found.digest).sentence
    assert "Obowiązuje wersja złożona dnia 03.12.2026" in since_words(found)
    assert "uzupełniona" in receipt_of(found).sent_at


@pytest.mark.parametrize("state", ["returned", "corrected"])
def test_it_counts_as_a_standing_offer_everywhere(cast, offer, state):
    found = returned(cast, offer)
    if state == "corrected":
        found = corrected(cast, found)
    act = cast.clerk(IN_TIME)
    assert not is_sealed(found, IN_TIME)
    assert list(Offer.objects.visible_to(act)) == [found]
    assert not no_offer_stands(act, cast.call, Annulment.Ground.NO_OFFERS)
    cast.task.call.max_offers_per_organisation = 1
    cast.task.call.save()
    assert not within_offers_limit(cast.editor, Offer.objects.get(pk=offer.pk))


def test_the_same_press_twice_is_one_correction(cast, offer):
    found = returned(cast, offer)
    write(cast.editor.later(IN_TIME), found)
    act = cast.president.later(IN_TIME)
    first = actions.send_correction(act, found, "klucz")
    again = actions.send_correction(act, Offer.objects.get(pk=offer.pk), "klucz")
    assert first.digest == again.digest
    with pytest.raises(MoveTaken):
        actions.send_correction(act, Offer.objects.get(pk=offer.pk), "inny")


def test_pages_lead_the_bidder_from_the_call_to_the_receipt(cast, offer, browser_of):
    found = returned(cast, offer)
    client = browser_of(cast.president, IN_TIME)
    page = client.get(found.get_absolute_url()).content.decode()
    assert "Popraw część III." in page
    assert reverse("offer-section", args=(offer.pk, "III")) in page
    assert reverse("offer-section", args=(offer.pk, "IV")) not in page
    closed = client.post(
        reverse("offer-section", args=(offer.pk, "IV")), {"IV.1": "Inaczej", "v:IV.1": "1"}
    )
    assert closed.status_code == 403
    assert "nie obejmuje wezwanie" in closed.content.decode()
    saved = client.post(
        reverse("offer-section", args=(offer.pk, "III")), {"III.3": NEW, "v:III.3": "1"}
    )
    assert saved.headers["Location"] == found.get_absolute_url()
    preview = client.get(reverse("offer-content", args=(offer.pk,)), {"wersja": "uzupelniana"})
    assert NEW in preview.content.decode()
    assert NEW not in client.get(reverse("offer-content", args=(offer.pk,))).content.decode()
    send = client.get(reverse("offer-send", args=(offer.pk,)))
    posted = {"klucz": send.context["key"], "skrot": send.context["digest"]}
    answer = client.post(reverse("offer-send", args=(offer.pk,)), posted)
    assert answer.headers["Location"] == reverse("offer-receipt", args=(offer.pk,))
    assert Offer.objects.get(pk=offer.pk).state == "corrected"


def test_the_office_never_reads_a_correction_under_way(cast, offer, browser_of):
    found = returned(cast, offer)
    write(cast.editor.later(IN_TIME), found)
    client = browser_of(cast.clerk(IN_TIME))
    page = client.get(reverse("offer-content", args=(offer.pk,)), {"wersja": "uzupelniana"})
    assert NEW not in page.content.decode()
    autosave = client.post(reverse("draft-save", args=(offer.draft.pk,)), {"place": "III.3"})
    assert autosave.status_code == 404
