"""The pages: who finds what, ordering, answering, moves, the unit's panel, lists, experts."""

from datetime import date

import pytest

from advisory.expertises import actions
from advisory.expertises.models import Expert, Expertise, ExpertiseQuestion
from advisory.programmes.actions import end_assignment
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.models import MoveLog
from tests.advisory.expertises.factories import (
    TERM,
    answer,
    fresh,
    in_work,
    order,
    place,
    returned,
)

ORDER = {
    "kind": "task_standard",
    "title": "Standard klubu seniora",
    "questions": "Ilu prowadzących?\r\n\r\nJakie miary?",
    "background": "Klub działa trzy lata.",
    "due_on": "2027-01-15",
}


def text(response):
    return response.content.decode()


def everything():
    """What a page must not change by being read."""
    models = (Expertise, ExpertiseQuestion, Document, Duty, Letter, MoveLog)
    return [list(model.objects.order_by("pk").values()) for model in models]


READERS = [
    ("adviser", 200),
    ("programme_coordinator", 200),
    ("operator", 200),
    ("clerk", 200),
    ("executive", 200),
    ("neighbour_clerk", 404),
    ("ngo_admin", 404),
    ("rival_admin", 404),
    ("stranger", 404),
    ("resident", 404),
]


@pytest.mark.parametrize(("who", "code"), READERS)
def test_an_expertise_exists_for_those_concerned(client_as, request, assigned, who, code):
    browser = client_as(request.getfixturevalue(who))
    stood = everything()
    page = f"/ekspertyzy/{assigned.pk}/"
    assert browser.get(page).status_code == code
    assert browser.get(f"{page}odpowiedzi/").status_code == (403 if code == 200 else 404)
    assert everything() == stood


def test_another_adviser_and_another_expert_find_nothing(
    client_as, other_profile, other_expert, expert, assigned
):
    page = f"/ekspertyzy/{assigned.pk}/"
    for person in (other_profile.user, other_expert.user):
        browser = client_as(person)
        assert browser.get(page).status_code == 404
        assert browser.get(f"{page}odpowiedzi/").status_code == 404
    assert assigned.title not in text(client_as(other_profile.user).get("/ekspertyzy/"))
    assert assigned.title not in text(client_as(other_expert.user).get("/moje-ekspertyzy/"))
    assert assigned.title in text(client_as(expert.user).get("/moje-ekspertyzy/"))


def test_an_expert_sees_the_expertise_and_nothing_else(client_as, expert, programme, assigned):
    browser = client_as(expert.user)
    unit = assigned.unit
    assert browser.get(f"/ekspertyzy/{assigned.pk}/").status_code == 200
    assert browser.get("/ekspertyzy/").status_code == 403
    for page in (
        f"/programy/{programme.pk}/",
        f"/programy/{programme.pk}/eksperci/",
        f"/programy/{programme.pk}/doradcy/",
        f"/jednostki-programu/{unit.pk}/",
        f"/jednostki-programu/{unit.pk}/ekspertyza/",
    ):
        assert browser.get(page).status_code == 404, page


def test_a_visitor_is_sent_to_sign_in(visitor, assigned):
    for page in ("/ekspertyzy/", f"/ekspertyzy/{assigned.pk}/", "/moje-ekspertyzy/"):
        assert visitor.get(page).status_code == 302


def test_an_ended_assignment_closes_the_advisers_view(client_as, adviser, runs, unit, assigned):
    browser = client_as(adviser)
    page, unit_page = f"/ekspertyzy/{assigned.pk}/", f"/jednostki-programu/{unit.pk}/"
    assert browser.get(page).status_code == 200
    assert assigned.title in text(browser.get(unit_page))
    end_assignment(runs, unit.assignments.get(), date(2026, 11, 23))
    assert browser.get(page).status_code == 404
    assert assigned.title not in text(browser.get("/ekspertyzy/"))
    assert assigned.title not in text(browser.get(unit_page))


def test_answers_are_shown_from_the_delivery_on(
    client_as, clerk, expert, expert_act, clerk_act, unit, profile
):
    made = in_work(clerk_act, unit, expert)
    page, said = f"/ekspertyzy/{made.pk}/", "Tak, po dwóch latach."
    assert said in text(client_as(expert.user).get(page))
    before = text(client_as(clerk).get(page))
    assert said not in before
    assert "Odpowiedzi widać, gdy ekspert odda ekspertyzę." in before
    actions.deliver_expertise(expert_act, made)
    assert said in text(client_as(clerk).get(page))


def test_the_office_orders_from_its_units_page(client_as, clerk, unit, profile):
    browser = client_as(clerk)
    shown = text(browser.get(f"/jednostki-programu/{unit.pk}/"))
    assert "Wykorzystano <strong>0 z 5</strong>" in shown
    assert "Nie zamówiono jeszcze żadnej ekspertyzy." in shown
    url = f"/jednostki-programu/{unit.pk}/ekspertyza/"
    assert f'href="{url}"' in shown
    assert "wykorzystano 0 z 5" in text(browser.get(url))
    answered = browser.post(url, ORDER)
    made = Expertise.objects.get()
    assert answered.url == f"/ekspertyzy/{made.pk}/"
    assert [one.question for one in made.questions.all()] == ["Ilu prowadzących?", "Jakie miary?"]
    assert (made.due_on, made.ordered_by) == (date(2027, 1, 15), "office")
    page = text(browser.get(answered.url))
    assert "Klub działa trzy lata." in page
    assert "1. Ilu prowadzących?" in page


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client_as, clerk, unit, profile):
    url = f"/jednostki-programu/{unit.pk}/ekspertyza/"
    sent = {**ORDER, "title": "", "questions": " \n ", "due_on": "2026-01-01"}
    answered = client_as(clerk).post(url, sent)
    assert answered.status_code == 422
    assert "Podaj tytuł ekspertyzy." in text(answered)
    assert "Klub działa trzy lata." in text(answered)
    late = client_as(clerk).post(url, {**ORDER, "due_on": "2026-01-01"})
    assert (late.status_code, "Termin nie może być w przeszłości." in text(late)) == (422, True)
    assert not Expertise.objects.exists()


def test_the_sixth_has_its_button_off_with_the_reason(client_as, clerk, clerk_act, unit, profile):
    for kind in Expertise.Kind.values:
        order(clerk_act, unit, kind)
    browser = client_as(clerk)
    shown = text(browser.get(f"/jednostki-programu/{unit.pk}/"))
    url = f"/jednostki-programu/{unit.pk}/ekspertyza/"
    assert "Jednostka wykorzystała limit ekspertyz: 5 z 5." in shown
    assert f'href="{url}"' not in shown
    assert browser.get(url).status_code == 403
    answered = browser.post(url, ORDER)
    assert answered.status_code == 422
    assert "limit ekspertyz: 5 z 5" in text(answered)
    assert "Standard klubu seniora" in text(answered)
    assert Expertise.objects.count() == 5


def test_an_order_changed_meanwhile_shows_both_texts(client_as, clerk, ordered):
    browser, url = client_as(clerk), f"/ekspertyzy/{ordered.pk}/zmiana/"
    assert "Jakie są skutki społeczne?" in text(browser.get(url))
    assert browser.post(url, {**ORDER, "based_on": "1"}).status_code == 302
    clash = browser.post(url, {**ORDER, "title": "Mój tytuł", "based_on": "1"})
    assert clash.status_code == 409
    assert "Mój tytuł" in text(clash)
    assert "Standard klubu seniora" in text(clash)
    assert fresh(ordered).title == "Standard klubu seniora"


def test_the_expert_answers_question_by_question(client_as, expert, assigned):
    browser, url = client_as(expert.user), f"/ekspertyzy/{assigned.pk}/odpowiedzi/"
    page = text(browser.get(url))
    assert "Czy zmiana formy się opłaca?" in page
    assert "Odpowiedzi: 0 z 2." in page
    first, second = assigned.questions.all()
    sent = {f"v:{place(first)}": "0", place(first): "Tak.", f"v:{place(second)}": "0"}
    assert browser.post(url, sent).url == f"/ekspertyzy/{assigned.pk}/"
    first.refresh_from_db()
    assert (first.answer, fresh(assigned).state) == ("Tak.", "in_work")
    kept = browser.post(
        f"/szkice/{assigned.draft_id}/zapis/",
        {"place": place(second), "text": "Dobre.", "version": "0"},
    )
    assert kept.status_code == 200
    assert "Odpowiedzi: 2 z 2." in kept.json()["live"]["answer-progress"]
    clash = browser.post(url, {f"v:{place(first)}": "0", place(first): "Nie."})
    assert clash.status_code == 422
    assert "Nie." in text(clash)


def test_what_is_typed_too_late_is_shown_and_not_kept(client_as, expert, expert_act, assigned):
    browser, url = client_as(expert.user), f"/ekspertyzy/{assigned.pk}/odpowiedzi/"
    actions.deliver_expertise(expert_act, answer(assigned))
    question = assigned.questions.first()
    answered = browser.post(url, {f"v:{place(question)}": "1", place(question): "Spóźniona."})
    assert answered.status_code == 403
    assert "Spóźniona." in text(answered)
    question.refresh_from_db()
    assert question.answer == "Tak, po dwóch latach. 1"


def test_the_moves_from_the_order_to_the_acceptance(
    client_as, programme_coordinator, expert, ordered
):
    runs, page = client_as(programme_coordinator), f"/ekspertyzy/{ordered.pk}/"
    url = f"{page}ruch/?ruch=assign"
    assert f'href="{url}"' in text(runs.get(page))
    assert "Ewelina Ekspertka" in text(runs.get(url))
    empty = runs.post(url, {"expert": "", "due_on": ""})
    assert (empty.status_code, "Wybierz eksperta." in text(empty)) == (422, True)
    runs.post(url, {"expert": expert.pk, "due_on": "2026-12-31"})
    assert fresh(ordered).state == "assigned"
    answer(fresh(ordered))
    own = client_as(expert.user)
    assert own.get(f"{page}ruch/?ruch=deliver").status_code == 200
    own.post(f"{page}ruch/?ruch=deliver")
    back = f"{page}ruch/?ruch=return"
    assert runs.post(back, {"reason": " "}).status_code == 422
    runs.post(back, {"reason": "Dopisz źródła."})
    assert "Dopisz źródła." in text(own.get(page))
    own.post(f"{page}ruch/?ruch=deliver")
    runs.post(f"{page}ruch/?ruch=accept")
    found = fresh(ordered)
    assert found.state == "accepted"
    assert 'id="document-progress"' in text(runs.get(page))
    moves = MoveLog.objects.of(found).values_list("move", flat=True)
    assert list(moves) == ["assign", "begin", "deliver", "return", "deliver", "accept"]


def test_a_cancelled_one_says_why(client_as, clerk, ordered):
    browser, page = client_as(clerk), f"/ekspertyzy/{ordered.pk}/"
    browser.post(f"{page}ruch/?ruch=cancel", {"reason": "Zadanie wycofano."})
    assert "Zadanie wycofano." in text(browser.get(page))
    assert fresh(ordered).state == "cancelled"
    again = browser.post(f"{page}ruch/?ruch=cancel", {"reason": "Jeszcze raz."})
    assert again.status_code == 403
    assert browser.get(f"{page}ruch/?ruch=lot").status_code == 404


def test_the_term_that_passed_is_seen(client_as, programme_coordinator, clerk_act, unit, expert):
    made = returned(clerk_act, unit, expert)
    Expertise.objects.filter(pk=made.pk).update(
        ordered_on=date(2026, 10, 1), due_on=date(2026, 11, 20)
    )
    order(clerk_act, unit, title="Bez terminu")
    browser = client_as(programme_coordinator)
    assert "Termin minął" in text(browser.get(f"/ekspertyzy/{made.pk}/"))
    assert "po terminie" in text(browser.get(f"/jednostki-programu/{unit.pk}/"))
    late = text(browser.get("/ekspertyzy/?term=late"))
    assert made.title in late
    assert "Bez terminu" not in late


def test_the_list_is_filtered(client_as, programme_coordinator, runs, unit, neighbour_unit):
    order(runs, unit, "task_standard", title="Łódzki standard")
    order(runs, neighbour_unit, "public_consultation", title="Rozmowy")
    browser = client_as(programme_coordinator)
    for query in (
        "text=lodzki",
        f"unit={unit.pk}",
        "kind=task_standard",
        f"unit={unit.pk}&state=ordered",
    ):
        page = text(browser.get(f"/ekspertyzy/?{query}"))
        assert "Łódzki standard" in page, query
        assert "Rozmowy" not in page, query
    assert "Łódzki standard" not in text(browser.get("/ekspertyzy/?state=accepted"))


def test_an_imported_one_says_so(client_as, clerk, runs, unit):
    made = actions.import_expertise(
        runs, unit, "task_standard", date(2014, 6, 1), date(2014, 8, 15)
    )
    browser = client_as(clerk)
    page = text(browser.get(f"/ekspertyzy/{made.pk}/"))
    assert "Wpis z importu" in page
    assert "Opracowanie standardów" in page or "opracowanie standardów" in page
    assert "z importu, bez tytułu" in text(browser.get("/ekspertyzy/"))
    assert "z importu" in text(browser.get(f"/jednostki-programu/{unit.pk}/"))
    assert browser.get(f"/ekspertyzy/{made.pk}/ekspertyza.docx").status_code == 403


def test_the_document_is_asked_for_once_more(client_as, clerk, accepted, delivered):
    browser = client_as(clerk)
    Document.objects.all().delete()
    assert browser.post(f"/ekspertyzy/{accepted.pk}/dokument/").status_code == 302
    assert Document.objects.get().kind == "expertise"
    assert browser.post(f"/ekspertyzy/{delivered.pk}/dokument/").status_code == 403


def test_the_coordinator_adds_and_invites_an_expert(client_as, programme_coordinator, programme):
    browser = client_as(programme_coordinator)
    url = f"/programy/{programme.pk}/eksperci/"
    sent = {"full_name": "Jan Znawca", "organisation_name": "", "email": "jan@example.pl"}
    assert browser.post(f"{url}nowy/", sent).url == url
    expert = Expert.objects.get()
    assert "zaproszenie: jan@example.pl" in text(browser.get(url))
    twice = browser.post(f"{url}nowy/", sent)
    assert twice.status_code == 422
    assert "Ekspert o tym adresie jest już w programie." in text(twice)
    browser.post(f"/eksperci/{expert.pk}/zaproszenie/")
    assert Letter.objects.filter(kind="invited", to="jan@example.pl").count() == 2


@pytest.mark.parametrize(("who", "code"), [("adviser", 403), ("clerk", 404), ("stranger", 404)])
def test_experts_are_the_coordinators(client_as, request, programme, profile, expert, who, code):
    browser = client_as(request.getfixturevalue(who))
    assert browser.get(f"/programy/{programme.pk}/eksperci/").status_code == code
    assert browser.get(f"/programy/{programme.pk}/eksperci/nowy/").status_code == code
    assert browser.get(f"/eksperci/{expert.pk}/zaproszenie/").status_code == 404


def test_the_limit_is_kept_with_the_programme(client_as, programme_coordinator, programme):
    browser, url = client_as(programme_coordinator), f"/programy/{programme.pk}/zmiana/"
    assert "ekspertyz na jednostkę" in text(browser.get(url)).lower()
    sent = {"name": "Program", "meetings_due": "12", "expertises_limit": "7"}
    assert browser.post(url, {**sent, "starts_on": "", "ends_on": ""}).status_code == 302
    programme.refresh_from_db()
    assert programme.expertises_limit == 7


def test_the_expert_finds_the_way_from_the_desk(client_as, expert, assigned):
    desk = text(client_as(expert.user).get("/biurko/"))
    assert f'href="/ekspertyzy/{assigned.pk}/"' in desk
    assert 'href="/moje-ekspertyzy/"' in desk
    assert Duty.objects.open().get(kind="answer_expertise").due.date() == TERM
