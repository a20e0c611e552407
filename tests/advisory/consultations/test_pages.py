"""The list and one consultation: who sees what, moves, steps, the note."""

from datetime import date, time
from decimal import Decimal

import pytest

from advisory.consultations import actions
from advisory.consultations.models import Consultation, NextStep
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.models import MoveLog
from tests.advisory.factories import assign, log, make_adviser, step


def text(response):
    return response.content.decode()


def everything():
    """What a page must not change by being read."""
    models = (Consultation, NextStep, Document, Duty, Letter, MoveLog)
    return [list(model.objects.order_by("pk").values()) for model in models]


ALL_READERS = [
    ("adviser", 200, 200),
    ("programme_coordinator", 200, 200),
    ("operator", 200, 200),
    ("clerk", 404, 200),
    ("coordinator", 404, 200),
    ("executive", 404, 200),
    ("treasurer", 404, 200),
    ("office_admin", 404, 200),
    ("neighbour_clerk", 404, 404),
    ("ngo_admin", 404, 404),
    ("rival_admin", 404, 404),
    ("stranger", 404, 404),
    ("resident", 404, 404),
]


@pytest.mark.parametrize(("who", "before", "after"), ALL_READERS)
def test_a_draft_is_the_advisers_and_a_sent_entry_the_offices_too(
    client_as, request, adviser_act, draft, who, before, after
):
    browser = client_as(request.getfixturevalue(who))
    page = f"/konsultacje/{draft.pk}/"
    assert browser.get(page).status_code == before
    actions.send_consultation(adviser_act, draft)
    stood = everything()
    assert browser.get(page).status_code == after
    browser.get("/konsultacje/")
    browser.get(f"{page}ruch/?ruch=agree")
    assert everything() == stood


def test_another_adviser_of_the_programme_finds_nothing(client_as, other_profile, agreed):
    browser = client_as(other_profile.user)
    assert browser.get(f"/konsultacje/{agreed.pk}/").status_code == 404
    assert agreed.subject not in text(browser.get("/konsultacje/"))


def test_a_visitor_is_sent_to_sign_in(visitor, sent):
    for page in ("/konsultacje/", f"/konsultacje/{sent.pk}/", "/moje-jednostki/"):
        assert visitor.get(page).status_code == 302


@pytest.mark.parametrize("who", ["ngo_admin", "rival_admin", "resident"])
def test_a_list_is_not_for_everybody(client_as, request, who):
    assert client_as(request.getfixturevalue(who)).get("/konsultacje/").status_code == 403


def test_the_desk_leads_the_clerk_to_the_page_and_the_page_to_agreement(client_as, clerk, sent):
    browser = client_as(clerk)
    page = f"/konsultacje/{sent.pk}/"
    assert f'href="{page}"' in text(browser.get("/biurko/"))
    assert f'href="{page}ruch/?ruch=agree"' in text(browser.get(page))
    question = text(browser.get(f"{page}ruch/?ruch=agree"))
    assert "Uzgodnić konsultację w imieniu jednostki?" in question
    assert "Przygotować projekt standardu" in question
    answer = browser.post(f"{page}ruch/?ruch=agree")
    assert answer.url == page
    sent.refresh_from_db()
    assert sent.state == "agreed"
    shown = text(browser.get(page))
    assert "Konsultacja jest uzgodniona" in shown
    assert "Notatka z konsultacji" not in text(browser.get("/biurko/"))
    assert 'id="document-progress"' in shown


def test_an_objection_without_a_reason_comes_back(client_as, clerk, sent):
    browser = client_as(clerk)
    page = f"/konsultacje/{sent.pk}/ruch/?ruch=dispute"
    assert browser.get(page).status_code == 200
    answer = browser.post(page, {"reason": "  "})
    assert answer.status_code == 422
    assert "Napisz, z czym urząd się nie zgadza." in text(answer)
    long = browser.post(page, {"reason": "Zażółć " * 400})
    assert long.status_code == 422
    assert "Zażółć Zażółć" in text(long)
    sent.refresh_from_db()
    assert sent.state == "sent"
    assert browser.post(page, {"reason": "Brakuje terminu."}).status_code == 302
    sent.refresh_from_db()
    assert sent.state == "disputed"


@pytest.mark.parametrize("move", ["agree", "dispute"])
@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("adviser", 403),
        ("programme_coordinator", 403),
        ("operator", 403),
        ("executive", 403),
        ("treasurer", 403),
        ("office_admin", 403),
        ("neighbour_clerk", 404),
        ("rival_admin", 404),
        ("stranger", 404),
    ],
)
def test_who_may_not_sign_off_does_not(client_as, request, sent, who, code, move):
    browser = client_as(request.getfixturevalue(who))
    page = f"/konsultacje/{sent.pk}/ruch/?ruch={move}"
    assert browser.get(page).status_code == code
    assert browser.post(page, {"reason": "Powód"}).status_code == code
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_button_that_is_off_says_why(client_as, executive, sent):
    shown = text(client_as(executive).get(f"/konsultacje/{sent.pk}/"))
    assert 'aria-describedby="why-agree"' in shown
    assert "Konsultację uzgadnia koordynator albo pracownik urzędu jednostki." in shown


def test_a_second_press_is_told_that_it_is_done(client_as, clerk, coordinator, sent):
    page = f"/konsultacje/{sent.pk}/ruch/?ruch=agree"
    client_as(clerk).post(page)
    answer = client_as(coordinator).post(page)
    assert answer.status_code == 403
    assert "uzgodniona" in text(answer)
    assert MoveLog.objects.of(sent).filter(move="agree").count() == 1


@pytest.mark.parametrize("query", ["", "?ruch=", "?ruch=delete", "?ruch=agree'"])
def test_an_unknown_move_does_not_exist(client_as, clerk, sent, query):
    browser = client_as(clerk)
    assert browser.get(f"/konsultacje/{sent.pk}/ruch/{query}").status_code == 404
    assert browser.post(f"/konsultacje/{sent.pk}/ruch/{query}").status_code == 404


@pytest.mark.parametrize("page", ["", "zmiana/", "ruch/?ruch=send"])
def test_garbage_ids_do_not_exist(client_as, adviser, page):
    browser = client_as(adviser)
    assert browser.get(f"/konsultacje/999/{page}").status_code == 404
    assert browser.get(f"/konsultacje/abc/{page}").status_code == 404


def test_wrong_methods_are_refused(client_as, clerk, agreed):
    browser = client_as(clerk)
    one = agreed.steps.get(whose="office")
    assert browser.get(f"/konsultacje/{agreed.pk}/notatka/").status_code == 405
    assert browser.get(f"/konsultacje/kroki/{one.pk}/zrobione/").status_code == 405
    assert browser.post("/konsultacje/").status_code == 405
    assert browser.post(f"/konsultacje/{agreed.pk}/").status_code == 405


def test_each_side_finishes_its_own_step(client_as, clerk, adviser, agreed):
    office_step, own_step = agreed.steps.get(whose="office"), agreed.steps.get(whose="adviser")
    office, person = client_as(clerk), client_as(adviser)
    for browser, one in ((office, own_step), (person, office_step)):
        assert browser.post(f"/konsultacje/kroki/{one.pk}/zrobione/").status_code == 403
    for browser, one in ((office, office_step), (person, own_step)):
        answer = browser.post(f"/konsultacje/kroki/{one.pk}/zrobione/")
        assert answer.url == f"/konsultacje/{agreed.pk}/"
        one.refresh_from_db()
        assert one.done_at is not None
        assert browser.post(f"/konsultacje/kroki/{one.pk}/zrobione/").status_code == 403
    assert Duty.objects.open().count() == 0
    assert text(office.get(f"/konsultacje/{agreed.pk}/")).count("Zrobione: 24.11.2026") == 2


@pytest.mark.parametrize("who", ["neighbour_clerk", "rival_admin", "stranger", "resident"])
def test_a_step_of_others_does_not_exist(client_as, request, agreed, who):
    browser = client_as(request.getfixturevalue(who))
    one = agreed.steps.get(whose="office")
    assert browser.post(f"/konsultacje/kroki/{one.pk}/zrobione/").status_code == 404
    assert browser.post(f"/konsultacje/{agreed.pk}/notatka/").status_code == 404
    one.refresh_from_db()
    assert one.done_at is None
    assert Document.objects.count() == 1


def test_a_step_waits_for_agreement(client_as, clerk, sent):
    one = sent.steps.get(whose="office")
    answer = client_as(clerk).post(f"/konsultacje/kroki/{one.pk}/zrobione/")
    assert answer.status_code == 403
    assert "gdy urząd uzgodni konsultację" in text(answer)


def test_a_late_step_is_seen_from_the_next_day(
    client_as, clerk, adviser_act, clerk_act, unit, profile, clock
):
    entry = log(adviser_act, unit, profile, [step("Zebrać dane", date(2026, 11, 24))])
    actions.send_consultation(adviser_act, entry)
    actions.agree_consultation(clerk_act, entry)
    browser = client_as(clerk)
    pages = (f"/konsultacje/{entry.pk}/", "/konsultacje/")
    assert ["po terminie</span>" in text(browser.get(page)) for page in pages] == [False, False]
    clock.at = clock.at.replace(day=25, hour=0, minute=0)
    assert ["po terminie</span>" in text(browser.get(page)) for page in pages] == [True, True]
    assert entry.subject in text(browser.get("/konsultacje/?steps=late"))
    clock.at = clock.at.replace(day=24)
    assert "Zebrać" not in text(browser.get("/konsultacje/?steps=late"))


def test_the_note_is_asked_for_again(client_as, clerk, agreed):
    Document.objects.all().delete()
    answer = client_as(clerk).post(f"/konsultacje/{agreed.pk}/notatka/")
    assert answer.url == f"/konsultacje/{agreed.pk}/"
    assert Document.objects.get().obj == agreed


def test_warnings_are_for_the_adviser_and_the_programme(
    client_as, clerk, programme_coordinator, adviser_act, neighbour_unit, profile, sent
):
    adviser = profile.user
    assign(neighbour_unit, profile)
    log(adviser_act, neighbour_unit, profile, subject="Gdzie indziej")
    page = f"/konsultacje/{sent.pk}/"
    words = "Nakłada się z konsultacją: Gdzie indziej (Sąsiednia"
    assert words in text(client_as(adviser).get(page))
    assert words in text(client_as(programme_coordinator).get(page))
    assert "Gdzie indziej" not in text(client_as(clerk).get(page))


@pytest.fixture
def three(adviser_act, clerk_act, unit, profile):
    """Three entries: agreed with a step, sent, draft."""
    found = []
    for number, subject in enumerate(["Łączenie zadań", "Koszty", "Umowa"]):
        fields = {
            "held_on": date(2026, 11, 10 + number),
            "hours": Decimal(number + 1),
            "started_at": time(9, 0),
            "subject": subject,
            "form": ["visit", "phone", "email"][number],
        }
        found.append(log(adviser_act, unit, profile, [step()], **fields))
    actions.send_consultation(adviser_act, found[0])
    actions.agree_consultation(clerk_act, found[0])
    actions.send_consultation(adviser_act, found[1])
    return found


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("", {"Łączenie zadań", "Koszty", "Umowa"}),
        ("?text=laczenie", {"Łączenie zadań"}),
        ("?text=ZADAŃ", {"Łączenie zadań"}),
        ("?state=draft", {"Umowa"}),
        ("?form=phone", {"Koszty"}),
        ("?since=2026-11-11&until=2026-11-11", {"Koszty"}),
        ("?steps=open", {"Łączenie zadań"}),
        ("?steps=late", set()),
        ("?since=kiedyś", {"Łączenie zadań", "Koszty", "Umowa"}),
        ("?unit=999999", {"Łączenie zadań", "Koszty", "Umowa"}),
    ],
)
def test_the_list_is_filtered(client_as, adviser, three, query, subjects):
    shown = text(client_as(adviser).get(f"/konsultacje/{query}"))
    assert {one.subject for one in three if f">{one.subject}<" in shown} == subjects


def test_the_list_is_sorted_and_exported(client_as, programme_coordinator, three):
    browser = client_as(programme_coordinator)
    lines = text(browser.get("/konsultacje/?sort=hours&eksport=csv")).splitlines()
    assert lines[0] == (
        "Data,Jednostka,Doradca,Temat,Forma,Godziny,Osoby,Kroki,Stan,Osób z urzędu,"
        'Osób z organizacji,Osób z uczelni,Innych osób,"Dojazd, km","Dojazd, minut"'
    )
    assert lines[1].endswith(",3,2,0,0,0,0")
    assert [line.split(",")[3] for line in lines[1:]] == ["Łączenie zadań", "Koszty", "Umowa"]
    assert lines[1].startswith("2026-11-10,Prusice,Daria Doradczyni")
    workbook = browser.get("/konsultacje/?eksport=xlsx")
    assert workbook.content[:2] == b"PK"


def test_the_office_exports_no_drafts(client_as, clerk, neighbour_clerk, three):
    assert len(text(client_as(clerk).get("/konsultacje/?eksport=csv")).splitlines()) == 3
    assert len(text(client_as(neighbour_clerk).get("/konsultacje/?eksport=csv")).splitlines()) == 1


@pytest.mark.parametrize("who", ["adviser", "programme_coordinator", "clerk"])
def test_the_list_costs_the_same_for_one_row_and_three(
    client_as, request, adviser_act, unit, profile, count_queries, who
):
    browser = client_as(request.getfixturevalue(who))
    first = log(adviser_act, unit, profile, [step()])
    actions.send_consultation(adviser_act, first)
    browser.get("/konsultacje/")
    one = count_queries(lambda: browser.get("/konsultacje/"))
    for _ in range(2):
        other = log(adviser_act, unit, profile, [step(), step("Drugi")])
        actions.send_consultation(adviser_act, other)
    assert count_queries(lambda: browser.get("/konsultacje/")) == one


def test_the_programmes_page_counts_hours_and_visits(
    client_as, programme_coordinator, programme, three, neighbour_unit
):
    shown = text(client_as(programme_coordinator).get(f"/programy/{programme.pk}/"))
    assert "6 / 120" in shown
    assert "1 / 12" in shown
    assert "0 / 0" in shown
    lines = text(
        client_as(programme_coordinator).get(f"/programy/{programme.pk}/?eksport=csv")
    ).splitlines()
    assert lines[1].startswith("Prusice,gmina,zlecanie usług,,Daria Doradczyni,6")


def test_two_assignments_do_not_double_the_hours(
    client_as, programme_coordinator, programme, three, unit
):
    assign(unit, make_adviser(programme, "Drugi Doradca"), hours_limit=Decimal("10.5"))
    shown = text(client_as(programme_coordinator).get(f"/programy/{programme.pk}/"))
    assert "6 / 130,5" in shown
