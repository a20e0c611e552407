"""The whole way over HTTP: made, opened, sent, answered, closed, read."""

from datetime import timedelta

import pytest
from django.test import Client
from post_office.models import Email

from contracting.surveys import actions
from contracting.surveys.models import Answer, Link, Question, Survey
from contracting.surveys.results import results_of
from contracting.surveys.tasks import tend
from mkus_portal.verdict import Refused
from tests.clock import NOW
from tests.contracting.surveys import factories

pytestmark = pytest.mark.django_db
BASICS = {
    "introduction": "Pytamy, co zmienić.",
    "audience": "organisations",
    "opens_on": "2026-11-24",
    "closes_on": "2026-12-04",
    "contact": "Urząd",
    "privacy_note": "Dane są bezpieczne.",
    "is_anonymous": "on",
    "smallest_group": "5",
    "has_open_link": "on",
}


@pytest.fixture
def act(clerk, act_of):
    return act_of(clerk)


@pytest.fixture
def office_client(clerk, client_as):
    return client_as(clerk)


def path_in(letter):
    """The path of the link in a letter."""
    line = next(one for one in letter.message.splitlines() if "/badanie/link/" in one)
    return "/badanie/" + line.split("/badanie/")[1]


def filled(survey):
    """What a respondent sends: the first choice, and a four on the scale."""
    single, multiple, scale, matrix, text, number = (f"p{key}" for key in factories.keys(survey))
    return {
        single: "0",
        f"{single}_inna": "",
        multiple: ["0", "other"],
        f"{multiple}_inna": "muzyka",
        scale: "3",
        f"{matrix}_0": "1",
        text: "Dobrze.",
        number: "1 234,5",
        "key": "abc",
    }


def test_from_a_ready_one_to_results(office_client, clock, organisation):
    organisation.email = "biuro@droga.example"
    organisation.save()
    said = {"title": "Badanie organizacji", "audience": "organisations", "ready": "organizacje"}
    response = office_client.post("/urzad/badania/nowe/", said)
    survey = Survey.objects.get()
    base = f"/urzad/badania/{survey.pk}/"
    assert response["Location"] == f"{base}podstawy/"
    assert survey.questions.count() == 9
    assert "Podaj pierwszy dzień" in office_client.get(base).content.decode()
    saved = office_client.post(
        f"{base}podstawy/", {**BASICS, "title": survey.title, "based_on": survey.edit_version}
    )
    assert saved.status_code == 302
    assert office_client.post(f"{base}ruch/?ruch=open", {}).status_code == 302
    sent = {"emails": "a@x.example, b@x.example", "organisations": [organisation.pk]}
    assert office_client.post(f"{base}zaproszenia/", sent).status_code == 302
    assert office_client.post(f"{base}zaproszenia/", {"emails": "a@x.example"}).status_code == 302
    assert Link.objects.count() == 3
    path = path_in(Email.objects.get(to="biuro@droga.example"))
    page = Client().get(path)
    assert page.status_code == 200
    first = survey.questions.first()
    response = Client().post(path, {f"p{first.pk}": "1"})
    assert response.status_code == 422
    assert "Odpowiedz na to pytanie." in response.content.decode()
    required = {
        f"p{one.pk}": ["0"] if one.kind == "multiple" else "0"
        for one in survey.questions.filter(is_required=True)
    }
    assert Client().post(path, required)["Location"] == "/badanie/dziekujemy/"
    assert "Odpowiedź już jest" in Client().get(path).content.decode()
    assert "Odpowiedź już jest" in Client().post(path, required).content.decode()
    assert Answer.objects.count() == 1
    assert office_client.post(f"{base}przypomnienie/").status_code == 302
    assert Email.objects.filter(subject__startswith="Przypomnienie").count() == 2
    assert office_client.post(f"{base}przypomnienie/").status_code == 422
    assert office_client.post(f"{base}ruch/?ruch=close", {}).status_code == 302
    assert "od 5 odpowiedzi" in office_client.get(f"{base}wyniki/").content.decode()
    assert office_client.get(f"{base}odpowiedzi.csv").status_code == 403


def test_results_are_shown_and_sent_as_files(office_client, act, clock):
    survey = factories.make_closed(act)
    base = f"/urzad/badania/{survey.pk}/"
    page = office_client.get(f"{base}wyniki/").content.decode()
    answered = [one for one in results_of(survey).questions if one.answered]
    charted = {one.kind for one in answered if one.kind != "text"}
    assert page.count("data:image/svg+xml") == len(charted) > 3
    assert "Najczęściej: „" in page
    assert "Uwaga 3" in page
    assert len(office_client.get(f"{base}odpowiedzi.csv").content.decode().splitlines()) == 7
    for name in ("odpowiedzi.xlsx", "wyniki.csv", "wyniki.xlsx"):
        assert office_client.get(base + name).status_code == 200
    assert office_client.get(f"{base}wyniki.exe").status_code == 404


def test_by_the_open_link_a_browser_answers_once(act, clock):
    survey = factories.make_open(act)
    path, browser = f"/badanie/{survey.open_token}/", Client()
    assert browser.post(path, filled(survey))["Location"] == "/badanie/dziekujemy/"
    assert "Odpowiedź już jest" in browser.get(path).content.decode()
    browser.post(path, filled(survey) | {"key": "inny"})
    Client().post(path, filled(survey))
    assert Answer.objects.count() == 1, "ten sam formularz wysłany drugi raz"
    Client().post(path, filled(survey) | {"key": "drugi"})
    assert Answer.objects.count() == 2
    given = Answer.objects.first().given
    _, multiple, scale, matrix, _, number = factories.keys(survey)
    assert given[multiple] == {"picked": [0], "other": "muzyka"}
    assert (given[scale], given[matrix]) == ({"step": 3}, {"0": 1})
    assert given[number] == {"said": "1234.5"}


def test_what_was_typed_stays_beside_its_fault(act, clock):
    survey = factories.make_open(act)
    path = f"/badanie/{survey.open_token}/"
    number, multiple = f"p{factories.keys(survey)[5]}", f"p{factories.keys(survey)[1]}"
    response = Client().post(path, filled(survey) | {number: "dużo", f"{multiple}_inna": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Wpisz liczbę, np. 12 albo 3,5." in page
    assert "Wpisz, jaka to odpowiedź." in page
    assert "Dobrze." in page
    assert 'value="dużo"' in page
    assert not Answer.objects.exists()


def test_who_writes_past_the_end_does_not_lose_the_words(act, clock):
    survey = factories.make_open(act)
    clock.at = NOW + timedelta(days=30)
    response = Client().post(f"/badanie/{survey.open_token}/", filled(survey))
    assert response.status_code == 422
    assert "nie przyjmuje już odpowiedzi" in response.content.decode()
    assert "Dobrze." in response.content.decode()


def test_a_robot_is_thanked_and_not_heard(act, clock):
    survey = factories.make_open(act)
    sent = filled(survey) | {"site": "https://reklama.example"}
    assert Client().post(f"/badanie/{survey.open_token}/", sent).status_code == 302
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("days", "status", "words"),
    [(-5, 200, "jeszcze się nie zaczęło"), (0, 200, "Czy warto?"), (30, 200, "zakończone")],
)
def test_a_link_says_what_day_it_is(act, clock, days, status, words):
    survey = factories.make_open(act)
    _, token = factories.personal_link(act, survey)
    clock.at = NOW + timedelta(days=days)
    response = Client().get(f"/badanie/link/{token}/")
    assert response.status_code == status
    assert words in response.content.decode()


def test_an_unknown_link_is_a_friendly_404(act, clock):
    draft = factories.make_draft(act)
    for path in ("/badanie/link/zmyslony/", "/badanie/zmyslony/", f"/badanie/{draft.open_token}/"):
        response = Client().get(path)
        assert response.status_code == 404
        assert "Nie znamy takiego linku" in response.content.decode()


def test_questions_are_added_moved_changed_and_removed(office_client, act, clock):
    survey = factories.make_draft(act)
    base = f"/urzad/badania/{survey.pk}/"
    few = {"text": "Które?", "options": "jedna"}
    response = office_client.post(f"{base}pytania/nowe/single/", few)
    assert response.status_code == 422
    assert "co najmniej dwie odpowiedzi" in response.content.decode()
    office_client.post(f"{base}pytania/nowe/single/", few | {"options": "jedna\ndruga"})
    added = Question.objects.get(text="Które?")
    assert (added.options, added.position) == (["jedna", "druga"], 7)
    office_client.post(f"/urzad/badania/pytania/{added.pk}/miejsce/", {"kierunek": "gora"})
    added.refresh_from_db()
    assert added.position == 6
    url = f"/urzad/badania/pytania/{added.pk}/"
    changed = few | {"options": "a\nb\nc", "based_on": added.edit_version}
    assert office_client.post(url, changed).status_code == 302
    assert office_client.post(url, changed).status_code == 409, "kolega zapisał wcześniej"
    scale = {"text": "?", "low": "5", "high": "1"}
    assert office_client.post(f"{base}pytania/nowe/scale/", scale).status_code == 422
    assert office_client.post(f"{url}usuniecie/").status_code == 302
    assert not Question.objects.filter(pk=added.pk).exists()
    actions.open_survey(act, survey)
    assert office_client.post(f"{base}pytania/nowe/text/", {"text": "Nie."}).status_code == 422
    assert office_client.get(f"{base}podstawy/").status_code == 403


def test_a_copy_has_the_questions_and_nothing_else(office_client, act, clock):
    survey = factories.make_closed(act)
    office_client.post(f"/urzad/badania/{survey.pk}/kopia/", {"title": "Druga tura"})
    copied = Survey.objects.get(title="Druga tura")
    assert (copied.state, copied.opens_on, copied.answers.count()) == ("draft", None, 0)
    assert copied.open_token != survey.open_token
    texts = list(survey.questions.values_list("text", "kind", "options"))
    assert list(copied.questions.values_list("text", "kind", "options")) == texts


def test_links_are_printed_once_with_their_codes(office_client, act, clock):
    survey = factories.make_open(act)
    url = f"/urzad/badania/{survey.pk}/wydruk/"
    page = office_client.post(url, {"count": "2"}).content.decode()
    assert page.count("data:image/svg+xml") == 2
    assert Link.objects.count() == 2
    assert office_client.post(url, {"count": "0"}).status_code == 422
    poster = office_client.get(f"/urzad/badania/{survey.pk}/plakat/").content.decode()
    assert survey.open_token in poster


def test_addresses_are_printed_unless_the_survey_is_anonymous(office_client, act, clock):
    for anonymous in (True, False):
        survey = factories.make_open(act, is_anonymous=anonymous)
        actions.invite(act, survey, ["a@x.example"])
        sent = {"count": "1", "with_addresses": "on"}
        page = office_client.post(f"/urzad/badania/{survey.pk}/wydruk/", sent).content.decode()
        assert page.count("data:image/svg+xml") == (1 if anonymous else 2)
        assert ("a@x.example" in page) != anonymous
        if anonymous:
            with pytest.raises(Refused):
                actions.new_tokens(act, survey)


def test_wrong_addresses_are_named(office_client, act, clock):
    survey = factories.make_open(act)
    url = f"/urzad/badania/{survey.pk}/zaproszenia/"
    response = office_client.post(url, {"emails": "a@x.example, ktoś"})
    assert response.status_code == 422
    assert "To nie są adresy e-mail: ktoś" in response.content.decode()
    assert not Link.objects.exists()


def test_the_portal_reminds_once_and_closes_by_itself(act, clock):
    survey = factories.make_open(act, remind_days=3)
    actions.invite(act, survey, ["a@x.example", "b@x.example"])
    reminders = Email.objects.filter(subject__startswith="Przypomnienie")
    tend()
    assert not reminders.exists()
    clock.at = NOW + timedelta(days=14)
    tend()
    tend()
    assert reminders.count() == 2
    clock.at = NOW + timedelta(days=15)
    tend()
    assert reminders.count() == 2
    assert Survey.objects.get().state == "open"
    clock.at = NOW + timedelta(days=17)
    tend()
    assert Survey.objects.get().state == "closed"
