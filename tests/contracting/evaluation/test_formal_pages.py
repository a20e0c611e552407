"""Pages of the formal check: the sheet beside the offer, outcomes, the bidder's side, the list."""

from io import BytesIO

import pytest
import tablib
from django.urls import reverse

from contracting.evaluation.documents.formal import build_defects
from contracting.evaluation.models import Assessment, Evaluation
from contracting.offers.models import Offer
from tests.contracting.evaluation.factories_formal import (
    CHECKED,
    IN_TIME,
    NEW,
    ask,
    begin,
    correct,
    fill,
    reject,
    write,
)
from tests.contracting.offers.factories import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return begin()


def text_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def sheet_url(assessment):
    return reverse("formal-sheet", args=(assessment.pk,))


def posted(assessment, note="", **changes):
    """What the sheet's form sends: yes to all that no person has answered."""
    data = {"based_on": str(assessment.edit_version)}
    kept = {one.condition_id: one for one in assessment.answers.all()}
    for one in assessment.evaluation.conditions.all():
        answer = kept.get(one.pk)
        data[f"answer_{one.pk}"] = answer.answer if answer else "met"
        data[f"note_{one.pk}"] = answer.note if answer else note
    return {**data, **changes}


def move_url(assessment, name):
    return f"{reverse('formal-move', args=(assessment.pk,))}?ruch={name}"


def test_the_sheet_stands_beside_the_offer_with_the_portals_findings_marked(session, browser_of):
    client = browser_of(session.clerk)
    page = text_of(client.get(sheet_url(session.assessment())))
    assert "sprawdził portal" in page
    assert "Zajęcia w Brzozowie dla dzieci." in page
    assert session.second.organisation.name not in page
    after = session.assessment(session.second)
    assert sheet_url(after) in page


def test_a_clerk_fills_the_sheet_and_goes_on_to_the_next_offer(session, browser_of):
    client, assessment = browser_of(session.clerk), session.assessment()
    answer = client.post(sheet_url(assessment), posted(assessment, nastepna="1"))
    assert answer.headers["Location"] == sheet_url(session.assessment(session.second))
    page = text_of(client.get(sheet_url(assessment)))
    assert f'href="{move_url(assessment, "accept_formally")}"' in page
    accepted = client.post(move_url(assessment, "accept_formally"))
    assert accepted.headers["Location"] == sheet_url(assessment)
    assert session.assessment().state == "formal_ok"


def test_a_defect_without_a_word_is_named_beside_its_field(session, browser_of):
    client, assessment = browser_of(session.clerk), session.assessment()
    condition = assessment.evaluation.conditions.filter(automatic="").first()
    data = posted(assessment, **{f"answer_{condition.pk}": "not_met"})
    answer = client.post(sheet_url(assessment), data)
    assert answer.status_code == 422
    assert "Napisz, na czym polega brak" in text_of(answer)
    assert session.assessment().answers.filter(condition=condition).count() == 0


def test_a_stale_sheet_shows_both_texts(session, browser_of):
    assessment = session.assessment()
    condition = assessment.evaluation.conditions.filter(automatic="").first()
    stale = posted(assessment, **{f"note_{condition.pk}": "Moja uwaga."})
    fill(session.other, assessment, defect="Cudzy brak.")
    answer = browser_of(session.clerk).post(sheet_url(assessment), stale)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Moja uwaga." in page
    assert "nie – Cudzy brak." in page
    again = {**stale, "based_on": str(session.assessment().edit_version)}
    assert browser_of(session.clerk).post(sheet_url(assessment), again).status_code == 302


def test_a_call_for_correction_asks_for_a_section_and_proposes_the_term(session, browser_of):
    assessment = fill(session.clerk, session.assessment(), defect="Opis jest za krótki.")
    client, url = browser_of(session.clerk), move_url(assessment, "ask_to_correct")
    page = client.get(url)
    assert "Opis jest za krótki." in text_of(page)
    assert 'value="2026-12-08"' in text_of(page)
    assert 'name="section_I"' not in text_of(page)
    empty = client.post(url, {"due_on": "2026-12-08", "letter": ""})
    assert empty.status_code == 422
    assert "co najmniej jednej części" in text_of(empty)
    late = client.post(url, {"due_on": "2026-11-08", "section_III": "Dopisz."})
    assert "Termin musi wypadać" in text_of(late)
    client.post(url, {"due_on": "2026-12-08", "section_III": "Dopisz.", "letter": "Prosimy."})
    assert session.assessment().state == "to_correct"


def test_a_rejection_proposes_its_reason_from_the_sheet(session, browser_of):
    assessment = fill(session.clerk, session.assessment(), defect="Poza celami.", lasting=True)
    client, url = browser_of(session.clerk), move_url(assessment, "reject_formally")
    page = client.get(url)
    assert "Poza celami." in page.context["form"].initial["reason"]
    client.post(url, {"reason": page.context["form"].initial["reason"]})
    assert session.assessment().state == "rejected_formal"
    client.post(move_url(assessment, "check_again"), {"why": "Pomyłka."})
    assert session.assessment().state == "waiting"


def test_the_bidder_sees_its_own_call_and_nobody_elses(session, browser_of):
    correction = ask(session)
    offer = Offer.objects.get(pk=session.assessment().offer_id)
    write(session.first.editor.later(IN_TIME), offer)
    url = reverse("correction-detail", args=(correction.pk,))
    own = browser_of(session.first.editor, IN_TIME)
    page = text_of(own.get(offer.get_absolute_url()))
    assert "Opis jest za krótki." in page
    assert url in page
    under_way = text_of(own.get(url))
    assert "<ins>" in under_way
    assert "Oleśnie" in under_way
    office = text_of(browser_of(session.clerk, IN_TIME).get(url))
    assert "Oleśnie" not in office
    assert browser_of(session.second.editor, IN_TIME).get(url).status_code == 404
    assert "Uzupełnij ofertę" in text_of(
        browser_of(session.first.editor, IN_TIME).get(reverse("desk"))
    )


def test_old_and_new_stand_side_by_side_for_office_and_bidder(session, browser_of):
    correction = ask(session)
    correct(session)
    url = reverse("correction-detail", args=(correction.pk,))
    for act in (session.clerk, session.first.editor):
        page = text_of(browser_of(act, IN_TIME).get(url))
        assert "dzieci." in page
        assert "Oleśnie" in page
        assert "<del>" in page


def test_the_list_of_defects_has_bidder_defect_and_term(session, browser_of):
    ask(session)
    reject(session, session.second)
    client = browser_of(session.clerk)
    url = reverse("formal-defects", args=(session.evaluation.pk,))
    page = text_of(client.get(url))
    assert "do 09.12.2026 r., godz. 23:59" in page
    assert "nie podlega uzupełnieniu" in page
    sheet = client.get(url, {"eksport": "xlsx"}).content
    rows = tablib.Dataset().load(BytesIO(sheet).read(), format="xlsx").dict
    assert {row["Oferent"] for row in rows} == {
        session.first.organisation.name,
        session.second.organisation.name,
    }
    asked = client.post(reverse("formal-defects-document", args=(session.evaluation.pk,)))
    assert asked.headers["Location"] == url
    text = build_defects(Evaluation.objects.select_related("call__office").get(), CHECKED)
    assert [one.outcome for one in text.lines] == ["wezwano do uzupełnienia", "oferta odrzucona"]


def test_an_offer_without_a_result_is_in_no_list_of_defects(session):
    fill(session.clerk, session.assessment(), defect="Jeszcze bez wyniku.")
    text = build_defects(Evaluation.objects.select_related("call__office").get(), CHECKED)
    assert text.lines == ()


def test_conditions_are_edited_on_their_page(session, browser_of):
    client, pk = browser_of(session.clerk), session.evaluation.pk
    data = {"text": "Dołączono statut", "automatic": "", "applies_to": "all"}
    client.post(reverse("formal-condition-create", args=(pk,)), data)
    condition = session.evaluation.conditions.last()
    page = text_of(client.get(reverse("formal-conditions", args=(pk,))))
    assert "Dołączono statut" in page
    edit = reverse("formal-condition-edit", args=(condition.pk,))
    client.post(edit, {"based_on": "1", "text": "Statut i odpis", "applies_to": "all"})
    stale = client.post(edit, {"based_on": "1", "text": "Co innego", "applies_to": "all"})
    assert stale.status_code == 409
    assert "Statut i odpis" in text_of(stale)
    place = reverse("formal-condition-move", args=(condition.pk,))
    client.post(place, {"kierunek": "up"})
    assert list(session.evaluation.conditions.all())[-2] == condition
    client.post(reverse("formal-condition-remove", args=(condition.pk,)))
    assert not session.evaluation.conditions.filter(pk=condition.pk).exists()


def test_the_neighbour_and_the_bidders_find_no_sheet(session, browser_of):
    assessment = session.assessment()
    neighbour = make_cast().clerk(CHECKED)
    assert browser_of(neighbour).get(sheet_url(assessment)).status_code == 404
    for act in (session.first.editor, session.second.editor):
        assert browser_of(act, CHECKED).get(sheet_url(assessment)).status_code == 403


def test_the_treasurer_reads_the_sheet_and_cannot_save_it(session, browser_of):
    assessment = session.assessment()
    treasurer = session.first.clerk(CHECKED, "treasurer")
    client = browser_of(treasurer)
    page = text_of(client.get(sheet_url(assessment)))
    assert "Zapisz kartę" not in page
    assert client.post(sheet_url(assessment), posted(assessment)).status_code == 422
    assert Assessment.objects.get(pk=assessment.pk).edit_version == 1


def test_more_time_is_given_on_a_page_of_its_own(session, browser_of):
    correction = ask(session)
    url = reverse("correction-extend", args=(correction.pk,))
    client = browser_of(session.clerk)
    assert url in text_of(client.get(sheet_url(session.assessment())))
    client.post(url, {"due_on": "2026-12-16", "why": "Awaria."})
    correction.offer_return.refresh_from_db()
    assert correction.offer_return.due_at.isoformat().startswith("2026-12-16")


def test_the_corrected_text_is_what_the_office_reads_next(session, browser_of):
    ask(session)
    correct(session)
    page = text_of(browser_of(session.clerk, IN_TIME).get(sheet_url(session.assessment())))
    assert NEW in page
    assert "uzupełniona: " in page
