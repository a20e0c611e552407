"""What an entry is about elsewhere: advisers link what is theirs, readers see what is theirs."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advisory.consultations import actions
from advisory.consultations.documents import build_note
from advisory.consultations.linking import links_of, places_of
from advisory.consultations.models import Consultation
from mkus_portal.accounts.actions import give_key, take_key
from mkus_portal.accounts.models import Key
from tests.advisory.factories import form_fields, log
from tests.cast import act_of
from tests.clock import NOW
from tests.contracting.analysis.factories import make_analysis
from tests.contracting.calls.factories import make_call, make_published_call
from tests.contracting.offers import factories as offers

QUESTION = {"stage": "stage1", "question": "E1-01"}
SECRET = "Zajęcia Stowarzyszenia Źródło"


def text(response):
    return response.content.decode()


@pytest.fixture
def analysis(clerk_act):
    return make_analysis(clerk_act, title="Standard opieki")


@pytest.fixture
def guest(clerk_act, adviser, analysis):
    """The adviser's Key to the analysis."""
    return give_key(clerk_act, adviser, analysis, Key.Right.COMMENT, "Doradca")


@pytest.fixture
def question(analysis):
    found = next(one for one in places_of(analysis) if one.question)
    return {"analysis": analysis, "stage": found.stage, "question": found.question}


@pytest.fixture
def call(office):
    return make_published_call(office, title="Kluby seniora 2027")


@pytest.fixture
def offer(call):
    """A draft in the office's call, as its organisation writes it."""
    offer = offers.make_cast(call=call).draft()
    offer.task_title = SECRET
    offer.save()
    return offer


@pytest.fixture
def shared(offer, adviser, clerk_act):
    give_key(clerk_act, adviser, offer, Key.Right.COMMENT, "Doradca przy ofercie")
    return offer


@pytest.mark.parametrize("what", ["question", "offer", "draft_call"])
def test_what_is_not_opened_to_the_adviser_is_not_linked(
    request, adviser_act, unit, profile, clerk_act, office, what
):
    if what == "draft_call":
        wanted = {"call": make_call(office, act=clerk_act)}
    else:
        found = request.getfixturevalue(what)
        wanted = found if isinstance(found, dict) else {"offer": found}
    with pytest.raises(ValidationError):
        log(adviser_act, unit, profile, **wanted)
    assert not Consultation.objects.exists()


def test_a_call_of_another_office_is_not_linked(adviser_act, unit, profile, neighbour):
    with pytest.raises(ValidationError, match="wśród konkursów jednostki"):
        log(adviser_act, unit, profile, call=make_published_call(neighbour))


def test_a_question_needs_its_analysis(adviser_act, unit, profile):
    with pytest.raises(ValidationError, match="wybiera się z analizy"):
        log(adviser_act, unit, profile, **QUESTION)


@pytest.mark.usefixtures("guest")
def test_readers_get_links_to_what_they_may_open(
    adviser_act, clerk_act, programme_coordinator, unit, profile, question, call
):
    entry = log(adviser_act, unit, profile, call=call, **question)
    for act in (adviser_act, clerk_act):
        first, second = links_of(act, entry)
        assert (first.term, "„Standard opieki”: pytanie 1.1" in first.words) == ("Analiza", True)
        assert first.url.endswith(f"#{question['question']}")
        assert (second.words, second.url) == ("Kluby seniora 2027", f"/konkursy/{call.pk}/")
    words, also = links_of(act_of(programme_coordinator), entry)
    assert (words.words, words.url) == (links_of(adviser_act, entry)[0].words, "")
    assert also.url == f"/konkursy/{call.pk}/"


def test_a_link_closed_since_stays_and_is_words(adviser_act, unit, profile, guest, question):
    entry = log(adviser_act, unit, profile, **question)
    take_key(adviser_act, guest)
    later = adviser_act.later(NOW.replace(hour=11))
    assert links_of(later, entry)[0].url == ""
    entry.subject = "Nowy temat"
    actions.change_consultation(later, entry, [])
    entry.refresh_from_db()
    assert (entry.subject, entry.analysis) == ("Nowy temat", question["analysis"])


def test_an_offer_is_sealed_for_everybody_but_the_adviser(
    client_as, adviser_act, clerk_act, clerk, programme_coordinator, profile, shared
):
    adviser, unit = profile.user, profile.assignments.get().unit
    entry = log(adviser_act, unit, profile, offer=shared)
    assert [one.term for one in links_of(adviser_act, entry)] == ["Oferta"]
    assert SECRET in text(client_as(adviser).get(f"/konsultacje/{entry.pk}/"))
    actions.send_consultation(adviser_act, entry)
    for person in (clerk, programme_coordinator):
        browser = client_as(person)
        assert links_of(act_of(person), entry) == []
        for page in (
            f"/konsultacje/{entry.pk}/",
            f"/konsultacje/{entry.pk}/ruch/?ruch=agree",
            "/konsultacje/",
            "/konsultacje/?eksport=csv",
            "/biurko/",
        ):
            shown = text(browser.get(page))
            assert "Źródło" not in shown, page
            assert "Czego dotyczy" not in shown, page
    actions.agree_consultation(clerk_act, entry)
    note = repr(build_note(Consultation.objects.get(pk=entry.pk), NOW))
    assert "Źródło" not in note
    assert "ofert" not in note.lower()


def test_a_call_before_its_publication_is_named_to_its_office_alone(
    adviser_act, clerk_act, programme_coordinator, unit, profile, office
):
    entry = log(adviser_act, unit, profile)
    Consultation.objects.filter(pk=entry.pk).update(call=make_call(office, act=clerk_act))
    entry.refresh_from_db()
    assert links_of(clerk_act, entry)[0].url == f"/urzad/konkursy/{entry.call_id}/"
    assert links_of(act_of(programme_coordinator), entry) == []
    assert build_note(entry, NOW).about == ()


@pytest.mark.usefixtures("guest", "profile")
def test_the_form_offers_what_is_open_alone(client_as, adviser, unit, question, shared, call):
    page = f"/jednostki-programu/{unit.pk}/konsultacja/"
    browser = client_as(adviser)
    shown = text(browser.get(page))
    value = "/".join([str(question["analysis"].pk), question["stage"], question["question"]])
    for words in (f'value="{value}"', "Kluby seniora 2027", SECRET, "zanim otworzy oferty"):
        assert words in shown, words
    links = {"place": value, "call": str(call.pk), "offer": str(shared.pk)}
    assert browser.post(page, form_fields(**links)).status_code == 302
    entry = Consultation.objects.get()
    assert (entry.analysis, entry.question) == (question["analysis"], question["question"])
    assert (entry.call, entry.offer) == (call, shared)


def test_the_form_without_anything_to_link_says_nothing(client_as, adviser, profile, unit, offer):
    shown = text(client_as(adviser).get(f"/jednostki-programu/{unit.pk}/konsultacja/"))
    assert SECRET not in shown
    assert 'name="offer"' not in shown
    forged = form_fields(offer=str(offer.pk), place=f"{offer.pk}/stage1")
    client_as(adviser).post(f"/jednostki-programu/{unit.pk}/konsultacja/", forged)
    assert Consultation.objects.get().offer is None


@pytest.mark.usefixtures("guest")
def test_the_questions_page_shows_the_consultations_about_it(
    client_as, adviser_act, clerk, adviser, unit, profile, question
):
    entry = log(adviser_act, unit, profile, **question)
    page = reverse("analysis-stage", args=(question["analysis"].pk, question["stage"]))
    office = client_as(clerk)
    assert entry.subject not in text(office.get(page))
    actions.send_consultation(adviser_act, entry)
    for person in (clerk, adviser):
        shown = text(client_as(person).get(page))
        assert "Konsultacje o pytaniach tego etapu" in shown
        assert f'href="/konsultacje/{entry.pk}/"' in shown
        assert "Pytanie 1.1" in shown
