"""The pages of scoring and of meetings: what is shown to whom, what comes of what is sent."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from contracting.evaluation.actions import scoring
from contracting.evaluation.card_form import scores_of
from contracting.evaluation.models import CommissionMember, Meeting, MeetingVote, ScoreCard
from mkus_portal.drafting.actions import save_field
from tests.contracting.calls.factories import member_act
from tests.contracting.evaluation.factories_scoring import (
    MEETING,
    SCORING,
    fill,
    make_meeting,
    vote,
)

pytestmark = pytest.mark.django_db


def text(response):
    words = re.sub(r"</?(strong|span)[^>]*>", "", response.content.decode())
    return unescape(words).replace("\u00a0", " ")


def card_url(scored):
    return reverse("card-write", args=(scored.offer.pk,))


@pytest.fixture
def card(scored):
    return scoring.begin_card(scored.chair, scored.offer)


def test_a_member_begins_a_card_beside_the_offer(scored, browser_of):
    browser = browser_of(scored.chair)
    before = browser.get(card_url(scored))
    assert "Zacznij kartę oceny" in text(before)
    assert "Zajęcia w Brzozowie dla dzieci." in text(before)
    assert not ScoreCard.objects.exists()
    begun = browser.post(reverse("card-begin", args=(scored.offer.pk,)))
    assert begun["Location"] == card_url(scored) + "#karta"
    page = text(browser.get(card_url(scored)))
    assert "Zajęcia w Brzozowie dla dzieci." in page
    assert "2. Jakość" in page
    assert "2.1. Kadra" in page
    assert "Od 0 do 6, co 0,5. Liczą się razy 2." in page
    assert "Kryterium tylko informuje" in page
    assert "z 30,5 pkt" in page
    assert "(próg: 15 pkt)" in page


def test_an_autosave_answers_with_the_new_total(scored, browser_of, card):
    row = scores_of(card)[1]
    place = f"scores:{row.pk}:points"
    browser = browser_of(scored.chair)
    url = reverse("draft-save", args=(card.draft_id,))
    answer = browser.post(url, {"place": place, "text": "4,5", "version": "0"}).json()
    assert answer["version"] == 1
    assert "<strong>9</strong>" in answer["live"]["card-total"]
    assert "Kadra: napisz uzasadnienie." in answer["live"]["card-gaps"]
    wrong = browser.post(url, {"place": place, "text": "7", "version": "1"})
    assert (wrong.status_code, wrong.json()["error"]) == (422, "Najwyżej 6 pkt za to kryterium.")
    stale = browser.post(url, {"place": place, "text": "2", "version": "0"})
    assert (stale.status_code, stale.json()["theirs"]) == (409, "4.50")
    for foreign in (scored.members[1], scored.clerk):
        other = browser_of(foreign).post(url, {"place": place, "text": "1", "version": "1"})
        assert other.status_code == 404


def test_a_card_is_written_without_script_and_nothing_is_lost(scored, browser_of, card):
    first, second, *_ = scores_of(card)
    reason, points = f"scores:{first.pk}:reason", f"scores:{second.pk}:points"
    save_field(scored.chair, card.draft, reason, "Zapisane w innym oknie.", 0)
    browser = browser_of(scored.chair)
    sent = {reason: "Moje.", f"v:{reason}": "0", points: "9", f"v:{points}": "0"}
    answer = browser.post(card_url(scored), sent)
    assert answer.status_code == 422
    shown = text(answer)
    assert "Najwyżej 6 pkt za to kryterium." in shown
    assert "Zapisane w innym oknie." in shown
    assert ">Moje.</textarea>" in shown
    assert 'value="9"' in shown
    kept = browser.post(card_url(scored), {points: "5,5", f"v:{points}": "0"})
    assert kept.status_code == 302
    assert scores_of(card)[1].points == Decimal("5.5")


def test_rows_of_a_card_are_the_criteria(scored, browser_of, card):
    browser = browser_of(scored.chair)
    for button in ("add:scores:0", f"remove:scores:{scores_of(card)[0].pk}", "add:proposal:0"):
        answer = browser.post(card_url(scored), {"wiersz": button})
        assert answer.status_code == 422
    assert len(scores_of(card)) == 4


def test_a_card_is_closed_and_opened_on_its_page(scored, browser_of, card):
    browser = browser_of(scored.chair)
    url = reverse("card-move", args=(card.pk,))
    refused = browser.get(url, {"ruch": "close"})
    assert refused.status_code == 403
    assert "Karta jest niepełna." in text(refused)
    fill(scored.chair, card, 5, 3, 4)
    assert browser.post(f"{url}?ruch=close").status_code == 302
    page = text(browser.get(card_url(scored)))
    assert "Otwórz kartę ponownie" in page
    assert "readonly" in page
    assert browser.post(f"{url}?ruch=reopen").status_code == 302
    assert ScoreCard.objects.get().state == "open"
    assert browser.get(url, {"ruch": "cokolwiek"}).status_code == 404


def test_next_and_previous_lead_through_own_offers(scored, browser_of, card):
    page = text(browser_of(scored.chair).get(card_url(scored)))
    assert "Oferta 1 z 2" in page
    assert reverse("card-write", args=(scored.other.pk,)) in page
    member = CommissionMember.objects.get(user=scored.members[1].user)
    scoring.assign(scored.clerk, scored.evaluation, {scored.other.pk: [member.pk]})
    assert "Oferta 1 z 1" in text(browser_of(scored.chair).get(card_url(scored)))


def test_the_overview_hides_points_from_the_chair_until_the_end(scored, browser_of):
    scored.card(scored.members[1], scored.offer, 5, 3, 4)
    url = reverse("evaluation-scoring", args=(scored.evaluation.pk,))
    for_office = text(browser_of(scored.clerk).get(url))
    assert "15 pkt" in for_office
    assert "zamkniętych 1 z 2 kart" in for_office
    for_chair = text(browser_of(scored.chair).get(url))
    assert "15 pkt" not in for_chair
    assert "po zakończeniu oceny" in for_chair
    assert browser_of(scored.members[1]).get(url).status_code == 403
    csv = browser_of(scored.chair).get(url, {"eksport": "csv"}).content.decode()
    assert "zamknięta" in csv
    # bidders and offers have running numbers, which may hold a 15
    points = re.sub(r"Źródło \d+|O/\d+/\d+", "", csv.split("\n", 1)[1])
    assert "15" not in points


def test_the_scoring_is_ended_from_the_overview(scored, browser_of):
    scored.score_all(4, 6)
    url = reverse("evaluation-scoring-end", args=(scored.evaluation.pk,))
    browser = browser_of(scored.chair)
    assert "Zakończyć?" in text(browser.get(url))
    assert browser.post(url).status_code == 302
    page = text(browser.get(reverse("evaluation-scoring", args=(scored.evaluation.pk,))))
    assert "16 z 30,5" in page
    assert "14 pkt" not in page
    assert "15 pkt" in page


def test_a_third_opinion_is_asked_for_on_its_page(scored_by_three, browser_of):
    scored = scored_by_three
    scored.card(scored.chair, scored.offer, 0, 0, 0)
    scored.card(scored.members[1], scored.offer, 10, 6, 8)
    url = reverse("card-third-opinion", args=(scored.offer.pk,))
    assert url in text(
        browser_of(scored.clerk).get(reverse("evaluation-scoring", args=(scored.evaluation.pk,)))
    )
    browser = browser_of(scored.clerk)
    assert "98,36% punktów, dopuszczalna: 30%" in text(browser.get(url))
    assert browser.post(url, {"member": ""}).status_code == 422
    third = CommissionMember.objects.get(user=scored.members[2].user)
    assert browser.post(url, {"member": third.pk}).status_code == 302
    assert scored.offer.assignments.get(is_third_opinion=True).member == third
    assert "najwyższa" not in text(browser_of(scored.chair).get(url))


def test_an_even_lot_is_shown_before_it_is_saved(scored, browser_of):
    url = reverse("evaluation-assignment", args=(scored.evaluation.pk,))
    browser = browser_of(scored.clerk)
    drawn = browser.get(url, {"po": "1", "los": "7"})
    assert "wylosowana po równo" in text(drawn)
    ticked = drawn.context["form"].initial
    assert sorted(len(one) for one in ticked.values()) == [1, 1]
    assert not scored.offer.assignments.exists()
    assert browser.post(url, ticked).status_code == 302
    assert scored.offer.assignments.get().member_id == ticked[f"o{scored.offer.pk}"][0]
    for nonsense in ({"po": "x", "los": "1"}, {"po": "9" * 30, "los": "1"}, {"po": "1"}):
        assert browser.get(url, nonsense).status_code == 200


@pytest.fixture
def made(scored):
    scored.score_all(4, 6)
    return make_meeting(scored)


def test_a_vote_leads_to_the_next_offer_and_back(scored, browser_of, made):
    browser = browser_of(scored.chair.later(MEETING))
    url = reverse("meeting-vote", args=(made.pk, scored.offer.pk))
    following = reverse("meeting-vote", args=(made.pk, scored.other.pk))
    page = text(browser.get(url))
    assert "Jednogłośnie za (2)" in page
    assert "zostaje: 20 000,00 zł" in page
    cast = {"votes_for": "0", "votes_against": "0", "abstained": "0", "proposed_grant": "4000"}
    answer = browser.post(url, {**cast, "jednoglosnie": "1"})
    assert answer["Location"] == following
    kept = MeetingVote.objects.get()
    assert (kept.votes_for, kept.proposed_grant) == (2, Decimal(4000))
    assert "zostaje: 16 000,00 zł" in text(browser.get(following))
    too_many = browser.post(following, {**cast, "votes_for": "3"})
    assert too_many.status_code == 422
    assert "Głosów jest 3" in text(too_many)
    done = browser.post(following, {**cast, "votes_for": "2"})
    assert done["Location"].endswith("#oferty")


def test_a_stale_vote_shows_both(scored, browser_of, made):
    browser = browser_of(scored.clerk.later(MEETING))
    vote(scored, made, scored.offer, 2, reason="Zapisane.")
    vote(scored, made, scored.offer, 1, 1, reason="Zapisane później.")
    url = reverse("meeting-vote", args=(made.pk, scored.offer.pk))
    sent = {"votes_for": "2", "votes_against": "0", "abstained": "0", "proposed_grant": "4000"}
    answer = browser.post(url, {**sent, "reason": "Moje.", "based_on": "1"})
    assert answer.status_code == 409
    assert "Zapisane później." in text(answer)
    assert "Moje." in text(answer)


def test_the_meeting_runs_on_one_page(scored, browser_of, made):
    browser = browser_of(scored.clerk.later(MEETING))
    url = reverse("meeting-detail", args=(made.pk,))
    page = text(browser.get(url))
    assert "jest kworum" in page
    assert "Nie głosowano jeszcze nad 2 ofertami" in page
    presence = reverse("meeting-presence", args=(made.pk,))
    assert browser.post(presence, {"present": []}).status_code == 302
    assert "brak kworum" in text(browser.get(url))
    notes = reverse("meeting-notes", args=(made.pk,))
    assert browser.post(notes, {"notes": "Obrady.", "based_on": "1"}).status_code == 302
    assert browser.post(notes, {"notes": "Inne.", "based_on": "1"}).status_code == 409
    everybody = list(made.attendances.values_list("member", flat=True))
    browser.post(presence, {"present": everybody})
    for offer in (scored.offer, scored.other):
        vote(scored, made, offer, 2)
    end = reverse("meeting-close", args=(made.pk,))
    assert browser.post(end, {"ended_at": "wczoraj"}).status_code == 422
    assert browser.post(end, {"ended_at": "2026-12-07T08:30:00"}).status_code == 302
    assert Meeting.objects.get().state == "closed"
    assert "Protokół: Posiedzenie nr 1" in text(browser.get(url))
    word = browser.get(reverse("meeting-word", args=(made.pk,)))
    assert word["Content-Disposition"].endswith('.docx"')
    assert word.content[:2] == b"PK"


def test_a_meeting_is_opened_by_the_chair(scored, browser_of):
    browser = browser_of(scored.chair)
    url = reverse("meeting-open", args=(scored.evaluation.pk,))
    answer = browser.post(url, {"place": "sala 3", "began_at": "2026-12-07T09:00:00"})
    assert answer["Location"] == reverse("meeting-detail", args=(Meeting.objects.get().pk,))
    listed = text(browser.get(reverse("evaluation-meetings", args=(scored.evaluation.pk,))))
    assert "sala 3" in listed
    assert browser_of(scored.members[1]).post(url, {"place": "x"}).status_code == 403


def test_neighbours_and_bidders_find_nothing(scored, browser_of, made):
    closed = ScoreCard.objects.first()
    neighbour = member_act(scored_elsewhere(), at=SCORING)
    pages = [
        reverse("evaluation-scoring", args=(scored.evaluation.pk,)),
        reverse("evaluation-meetings", args=(scored.evaluation.pk,)),
        reverse("meeting-detail", args=(made.pk,)),
        reverse("meeting-word", args=(made.pk,)),
        reverse("card-detail", args=(closed.pk,)),
    ]
    for page in pages:
        assert browser_of(neighbour).get(page).status_code == 404
        for cast in (scored.room.bidder, scored.room.rival):
            assert browser_of(cast.editor.later(SCORING)).get(page).status_code == 403


def scored_elsewhere():
    from tests.contracting.calls.factories import make_office  # noqa: PLC0415 - only here

    return make_office()
