"""The office's pages: who opens them, what they say, and that nothing typed is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from contracting.calls import actions
from contracting.calls.models import Call, CallTask, Criterion, Publication
from mkus_portal.act import Scope
from tests import cast
from tests.contracting.calls.factories import (
    AT,
    DEADLINE,
    make_approved_call,
    make_call,
    make_office,
    make_published_call,
    member_act,
    publish,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
READ = ("office-call-detail", "office-call-preview")
WRITE = (
    "office-call-edit",
    "office-call-text",
    "office-call-tasks",
    "office-task-create",
    "office-call-criteria",
    "office-criterion-create",
    "office-call-previous",
    "office-previous-create",
    "office-call-send",
    "office-call-cancel",
)
PARTS = ("office-task-edit", "office-criterion-edit", "office-previous-edit")
REMOVALS = ("office-task-remove", "office-criterion-remove", "office-previous-remove")
DECIDE = ("office-call-return", "office-call-approve")


@pytest.fixture
def call(office, clerk):
    return make_call(office, act=clerk)


@pytest.fixture
def page_of(client_of, clerk):
    """`page_of(name, pk)` is what the clerk reads there, with plain spaces."""
    browser = client_of(clerk)

    def opened(name, *args, **query):
        return text(browser.get(reverse(name, args=args), query))

    return opened


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def part_of(call, name):
    owner = {"task": call.tasks, "criterion": call.criteria, "previous": call.previous_tasks}
    return owner[name.split("-")[1]].get().pk


def addresses(call):
    """Every page about the draft with its own id."""
    for name in (*READ, *WRITE, *DECIDE, "office-publication-create", "office-call-annul"):
        yield reverse(name, args=(call.pk,))
    for name in (*PARTS, *REMOVALS):
        yield reverse(name, args=(part_of(call, name),))


def basics(**changes):
    fields = {
        "title": "Kultura",
        "year": "2027",
        "forms": "support",
        "deadline_at": "2026-12-01T15:30:00",
        "realization_from": "2027-01-15",
        "realization_to": "2027-12-15",
        "decision_on": "2026-12-18",
        "results_table_required": "on",
    }
    return {**fields, **changes}


# --- who ----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["clerk", "coordinator"])
def test_writers_open_every_page_of_a_draft(office, client_of, call, role):
    browser = client_of(member_act(office, role))
    actions.edit_call(member_act(office), call, title="Sport & „taniec”")
    for name in ("office-call-list", "office-call-create"):
        assert browser.get(reverse(name)).status_code == 200, name
    for name in (*READ, *WRITE):
        assert browser.get(reverse(name, args=(call.pk,))).status_code == 200, name
    for name in PARTS:
        assert browser.get(reverse(name, args=(part_of(call, name),))).status_code == 200, name


@pytest.mark.parametrize("role", ["executive", "treasurer", "office_admin"])
def test_the_rest_of_the_office_reads_and_does_not_write(office, client_of, call, role):
    browser = client_of(member_act(office, role))
    for name in READ:
        assert browser.get(reverse(name, args=(call.pk,))).status_code == 200, name
    for name in WRITE:
        assert browser.get(reverse(name, args=(call.pk,))).status_code == 403, name
    for name in PARTS:
        assert browser.get(reverse(name, args=(part_of(call, name),))).status_code == 403, name
    for name in REMOVALS:
        url = reverse(name, args=(part_of(call, name),))
        assert (browser.get(url).status_code, browser.post(url).status_code) == (403, 403), name
    assert browser.get(reverse("office-call-create")).status_code == 403
    assert "Nowy konkurs" not in text(browser.get(reverse("office-call-list")))
    assert (call.tasks.count(), call.criteria.count()) == (1, 1)


def test_only_the_executive_body_decides(office, client_of, clerk, call):
    actions.send_to_approve(clerk, call)
    for name in DECIDE:
        url = reverse(name, args=(call.pk,))
        assert client_of(member_act(office, "executive")).get(url).status_code == 200
        for role in ("clerk", "coordinator", "treasurer", "office_admin"):
            assert client_of(member_act(office, role)).get(url).status_code == 403


@pytest.mark.parametrize("role", ["clerk", "coordinator", "executive"])
def test_the_neighbour_office_finds_nothing(client_of, call, role):
    browser = client_of(member_act(make_office(), role))
    answers = {browser.get(url).status_code for url in addresses(call)}
    assert answers <= {403, 404, 405}
    assert browser.get(reverse("office-call-detail", args=(call.pk,))).status_code == 404
    assert call.title not in text(browser.get(reverse("office-call-list")))
    before = (call.tasks.count(), call.criteria.count(), call.previous_tasks.count())
    for url in addresses(call):
        assert browser.post(url, basics()).status_code in {403, 404, 405}
    assert (call.tasks.count(), call.criteria.count(), call.previous_tasks.count()) == before


@pytest.mark.parametrize("role", ["clerk", "coordinator"])
@pytest.mark.parametrize("name", [*PARTS, *REMOVALS])
def test_a_neighbours_writer_gets_404_for_a_part(client_of, call, role, name):
    url = reverse(name, args=(part_of(call, name),))
    assert client_of(member_act(make_office(), role)).post(url).status_code == 404


def test_an_organisation_and_a_person_without_a_role_find_nothing(client_of, call, asker):
    own = cast.make_organisation()
    user = cast.member("ngo_admin", own.scope)
    for browser in (client_of(cast.act_of(user)), asker):
        for url in addresses(call):
            answer = browser.get(url)
            assert answer.status_code in {403, 404, 405}, url
            assert call.title not in text(answer)


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client_of, call):
    for url in (*addresses(call), reverse("office-call-list"), reverse("office-call-create")):
        answer = client_of().get(url)
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"?next={url}")


def test_the_operator_and_the_programme_have_no_door(client_of, call, operator, adviser):
    for user, role, scope in (
        (operator, "operator", Scope("none", None)),
        (adviser, "adviser", adviser.memberships.get().scope),
    ):
        browser = client_of(cast.act_of(user, role, scope))
        assert browser.get(reverse("office-call-list")).status_code == 403
        assert browser.get(reverse("office-call-detail", args=(call.pk,))).status_code == 403


@pytest.mark.parametrize("name", [*READ, *WRITE, *PARTS, "office-question-answer"])
def test_an_id_that_is_none_leads_nowhere(client_of, clerk, name):
    browser = client_of(clerk)
    assert browser.get(reverse(name, args=(999999,))).status_code == 404
    garbage = reverse(name, args=(7,)).replace("/7/", "/siedem/")
    assert browser.get(garbage).status_code == 404
    huge = reverse(name, args=(7,)).replace("/7/", f"/{'9' * 30}/")
    assert browser.get(huge).status_code == 404


def test_a_wrong_method_is_refused_and_changes_nothing(client_of, clerk, call):
    browser = client_of(clerk)
    for name in (*READ, "office-call-tasks"):
        assert browser.post(reverse(name, args=(call.pk,))).status_code == 405
    assert call.tasks.count() == 1


def test_reading_writes_nothing(client_of, clerk, call):
    browser = client_of(clerk)
    before = list(Call.objects.values()), list(CallTask.objects.values())
    for url in addresses(call):
        browser.get(url)
    assert (list(Call.objects.values()), list(CallTask.objects.values())) == before


# --- drafting -----------------------------------------------------------------------------


def test_a_new_call_leads_to_its_tasks(office, client_of, clerk):
    answer = client_of(clerk).post(reverse("office-call-create"), basics(max_grant="12 345,60"))
    call = Call.objects.get()
    assert answer["Location"] == reverse("office-call-tasks", args=(call.pk,))
    assert (call.office, call.title, call.max_grant) == (office, "Kultura", Decimal("12345.60"))
    assert call.deadline_at == DEADLINE


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", "", "To pole jest wymagane."),
        ("title", "x" * 301, "najwyżej 300 znaków"),
        ("year", "27", "większa lub równa 2004"),
        ("year", "rok", "Wpisz liczbę"),
        ("max_grant", "dużo", "Wpisz liczbę."),
        ("max_grant", "1,234", "2 cyfry po przecinku"),
        ("max_grant_share", "101", "mniejsza lub równa 100"),
        ("admin_cost_cap", "-1", "większa lub równa 0"),
        ("decision_on", "2026-02-30", "Wpisz poprawną datę."),
        ("deadline_at", "jutro", "Wpisz dzień i godzinę."),
        ("deadline_at", "2026-10-25T02:30:00", "W noc zmiany czasu"),
        ("deadline_at", "2027-03-28T02:30:00", "W noc zmiany czasu"),
        ("forms", "prezent", "Wybierz poprawną wartość"),
        ("contact_email", "adres", "Wprowadź poprawny adres email."),
    ],
)
def test_bad_input_stays_on_the_page_with_a_sentence_beside_its_field(
    client_of, clerk, field, typed, sentence
):
    fields = basics(award_rules="x", contact_name="Jan Kontaktowy") | {field: typed}
    answer = client_of(clerk).post(reverse("office-call-create"), fields)
    assert answer.status_code == 422
    assert any(sentence in one for one in answer.context["form"].errors[field]), dict(
        answer.context["form"].errors
    )
    page = text(answer)
    assert 'value="Jan Kontaktowy"' in page
    assert f'id="error_1_id_{field}"' in page
    assert f'href="#id_{field}"' in page
    if field != "forms":
        assert f'value="{typed}"' in page
    assert not Call.objects.exists()


def test_a_save_over_somebody_elses_shows_both_texts_and_then_takes_mine(client_of, clerk, call):
    browser = client_of(clerk)
    url = reverse("office-call-edit", args=(call.pk,))
    seen = browser.get(url).context["form"].initial["based_on"]
    actions.edit_call(clerk, call, title="Tytuł koleżanki", max_grant=Decimal(1500))
    clash = browser.post(url, basics(title="Mój tytuł", based_on=seen))
    assert clash.status_code == 409
    page = text(clash)
    assert "Ktoś w tym czasie zapisał inną wersję" in page
    assert "Tytuł koleżanki" in page
    assert "1 500" in page
    assert 'value="Mój tytuł"' in page
    assert Call.objects.get().title == "Tytuł koleżanki"
    based_on = clash.context["form"]["based_on"].value()
    assert browser.post(url, basics(title="Mój tytuł", based_on=based_on)).status_code == 302
    assert Call.objects.get().title == "Mój tytuł"


def test_a_stale_task_shows_the_saved_one_in_words(client_of, clerk, call):
    task = call.tasks.get()
    actions.edit_task(
        clerk, task, title="Inny", spheres=["16"], deadline_at=DEADLINE, recipient_fees_allowed=True
    )
    url = reverse("office-task-edit", args=(task.pk,))
    clash = client_of(clerk).post(url, {"title": "Mój", "spheres": ["17"], "based_on": "1"})
    assert clash.status_code == 409
    saved = {label: said.replace("\xa0", " ") for label, said in clash.context["clashes"]}
    assert saved["Tytuł zadania"] == "Inny"
    assert saved["Sfery z art. 4 ust. 1 ustawy"].startswith("pkt 16: kultura")
    assert saved["Termin składania ofert"] == "wtorek, 01.12.2026 r., godz. 15:30"
    assert saved["Wolno pobierać opłaty od odbiorców"] == "tak"
    assert all(said in text(clash) for said in saved.values())
    task.refresh_from_db()
    assert task.title == "Inny"


def test_a_task_says_what_it_inherits_and_keeps_what_is_its_own(client_of, clerk, call):
    actions.edit_call(clerk, call, max_grant=Decimal(9000), min_own_share=Decimal("12.5"))
    browser = client_of(clerk)
    url = reverse("office-task-create", args=(call.pk,))
    page = text(browser.get(url))
    for words in (
        "Z konkursu: 9 000,00 zł",
        "Z konkursu: 12,5%",
        "Z konkursu: wtorek, 01.12.2026 r., godz. 15:30",
        "Z konkursu: wsparcie",
        "Z konkursu: bez ograniczenia",
        "z konkursu: nie",
        "Pula środków",
        "Tabela rezultatów (III.6) obowiązkowa",
    ):
        assert words in page, words
    fields = {"title": "Własne", "pool": "40 000,00", "spheres": ["16"], "max_grant": "500"}
    assert browser.post(url, fields).status_code == 302
    task = CallTask.objects.get(title="Własne")
    assert (task.pool, task.max_grant, task.min_own_share) == (Decimal(40000), Decimal(500), None)
    edited = reverse("office-task-edit", args=(task.pk,))
    browser.post(edited, {**fields, "max_grant": "", "based_on": "1", "forms": "both"})
    task.refresh_from_db()
    assert (task.max_grant, task.forms) == (None, "both")


def test_wrong_limits_of_a_task_are_refused_with_what_was_typed(client_of, clerk, call):
    url = reverse("office-task-create", args=(call.pk,))
    fields = {"title": "A", "min_grant": "500", "max_grant": "400", "spheres": ["16"]}
    answer = client_of(clerk).post(url, fields)
    assert answer.status_code == 422
    assert "Najniższa dotacja nie może być wyższa od najwyższej." in text(answer)
    assert 'value="400"' in text(answer)
    forged = client_of(clerk).post(url, {"title": "A", "spheres": ["99"]})
    assert "spheres" in forged.context["form"].errors
    assert call.tasks.count() == 1


def test_a_criterion_that_does_not_fit_is_refused_beside_the_form(client_of, clerk, call):
    actions.edit_call(clerk, call, forms="entrust")
    url = reverse("office-criterion-create", args=(call.pk,))
    fields = {"label": "Własne środki", "statutory": "4", "max_points": "5"}
    answer = client_of(clerk).post(url, fields)
    assert answer.status_code == 422
    assert "dotyczy tylko wspierania zadań" in text(answer)
    assert 'value="Własne środki"' in text(answer)
    other = make_call(call.office, act=clerk).tasks.get()
    forged = client_of(clerk).post(url, {**fields, "statutory": "1", "task": other.pk})
    assert "task" in forged.context["form"].errors
    assert Criterion.objects.filter(call=call).count() == 1


def test_parts_are_changed_and_removed_on_their_pages(client_of, clerk, call):
    browser = client_of(clerk)
    row = call.previous_tasks.get()
    edited = browser.post(
        reverse("office-previous-edit", args=(row.pk,)),
        {"label": "Sport 2026", "year": "2026", "cost": "0", "grants": ""},
    )
    assert edited["Location"] == reverse("office-call-previous", args=(call.pk,))
    row.refresh_from_db()
    assert (row.label, row.cost, row.grants) == ("Sport 2026", Decimal(0), None)
    assert "koszt: 0,00 zł, w tym dotacje: –" in text(browser.get(edited["Location"]))
    for name in REMOVALS:
        assert browser.post(reverse(name, args=(part_of(call, name),))).status_code == 302
    assert not call.tasks.exists()
    assert not call.criteria.exists()
    assert not call.previous_tasks.exists()


def test_each_gap_is_a_link_to_its_field(client_of, clerk, page_of, call):
    task = call.tasks.get()
    actions.edit_call(clerk, call, award_rules="", decision_on=None)
    actions.edit_task(clerk, task, pool=None)
    page = page_of("office-call-detail", call.pk)
    for url, anchor in (
        (reverse("office-call-text", args=(call.pk,)), "id_award_rules"),
        (reverse("office-call-edit", args=(call.pk,)), "id_decision_on"),
        (reverse("office-task-edit", args=(task.pk,)), "id_pool"),
    ):
        assert f'href="{url}#{anchor}"' in page
        assert f'id="{anchor}"' in text(client_of(clerk).get(url))
    assert "Ogłoszenie jest niepełne, brakuje:" in page
    assert client_of(clerk).get(reverse("office-call-send", args=(call.pk,))).status_code == 403
    refused = client_of(clerk).post(reverse("office-call-send", args=(call.pk,)))
    assert (refused.status_code, "brakuje:" in text(refused)) == (422, True)


# --- the way ------------------------------------------------------------------------------


def test_the_draft_is_sent_read_whole_and_approved(office, client_of, clerk, mayor, call):
    sent = client_of(clerk).post(reverse("office-call-send", args=(call.pk,)), follow=True)
    assert "Konkurs przekazany do zatwierdzenia." in text(sent)
    executive = client_of(mayor)
    preview = text(executive.get(reverse("office-call-preview", args=(call.pk,))))
    for words in ("To jest projekt", call.award_rules, "Doświadczenie", "Sport 2025", "20 000,00"):
        assert words in preview
    url = reverse("office-call-approve", args=(call.pk,))
    assert f'href="{url}"' in preview
    late = {"act_number": "12/2026", "act_date": "2026-11-03", "signatory": "Anna Wzorowa"}
    refused = executive.post(url, late)
    assert refused.status_code == 422
    assert "Data aktu nie może być w przyszłości." in text(refused)
    assert 'value="Anna Wzorowa"' in text(refused)
    done = executive.post(url, {**late, "act_date": "2026-11-02"}, follow=True)
    assert "Ogłoszenie zatwierdzone." in text(done)
    assert "Publikacje wpisuje koordynator" in text(done), "the mayor reads why not"
    frozen = text(executive.get(reverse("office-call-preview", args=(call.pk,))))
    assert (
        "Zarządzenie nr 12/2026 Wójta Gminy Brzozowo z dnia 02.11.2026 r. – Anna Wzorowa" in frozen
    )
    again = executive.post(url, {**late, "act_date": "2026-11-02"})
    assert again.status_code == 422
    assert "nie można tego zrobić" in text(again)


def test_a_returned_draft_says_why(client_of, clerk, mayor, call):
    actions.send_to_approve(clerk, call)
    url = reverse("office-call-return", args=(call.pk,))
    assert client_of(mayor).post(url, {"reason": ""}).status_code == 422
    client_of(mayor).post(url, {"reason": "Za mała pula."})
    page = text(client_of(clerk).get(reverse("office-call-detail", args=(call.pk,))))
    assert "Za mała pula." in page
    assert "Popraw treść konkursu" in page


def publication(**changes):
    return {
        "place": "bip",
        "published_at": "2026-11-02T10:00:00",
        "url": "https://bip.example.pl",
        "evidence": "",
        "author": "Ewa",
        "responsible": "Jan",
        **changes,
    }


def test_publications_are_recorded_one_by_one(office, client_of, clerk):
    call = make_approved_call(office)
    browser = client_of(clerk)
    url = reverse("office-publication-create", args=(call.pk,))
    assert browser.get(url).status_code == 200
    browser.post(url, publication())
    assert 'value="bip"' not in text(browser.get(url))
    board = publication(place="board", url="", evidence="Tablica w holu")
    assert browser.post(url, board).status_code == 302
    page = text(browser.get(reverse("office-call-detail", args=(call.pk,))))
    assert "Brakuje: strona internetowa organu." in page
    assert "Tablica w holu" in page
    done = browser.post(url, publication(place="website"), follow=True)
    assert "nabór trwa" in text(done)
    assert Call.objects.get().state == "published"
    closed = browser.get(url)
    assert closed.status_code == 403
    assert "Wszystkie trzy publikacje ogłoszenia są już wpisane." in text(closed)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"url": ""}, "Podaj adres strony, opisz potwierdzenie albo dołącz skan."),
        ({"published_at": "2026-11-02T10:00:01"}, "nie może być w przyszłości"),
        ({"published_at": "2026-11-02T09:59:59"}, "wcześniejszy niż zatwierdzenie"),
        ({"published_at": "2026-10-25T02:30:00"}, "W noc zmiany czasu"),
        ({"place": "gazeta"}, "Wybierz poprawną wartość"),
        ({"url": "to nie adres"}, "Wpisz poprawny URL."),
        ({"place": "board"}, "Publikacja w tym miejscu jest już wpisana."),
    ],
)
def test_a_wrong_publication_keeps_what_was_typed(office, client_of, clerk, changes, sentence):
    call = make_approved_call(office)
    publish(call, "board")
    url = reverse("office-publication-create", args=(call.pk,))
    answer = client_of(clerk).post(url, publication(author="Ewa Pisząca", **changes))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert 'value="Ewa Pisząca"' in text(answer)
    assert Publication.objects.count() == 1


def test_somebody_who_was_late_with_the_third_keeps_the_text(office, client_of, clerk):
    call = make_published_call(office)
    url = reverse("office-publication-create", args=(call.pk,))
    answer = client_of(clerk).post(url, publication(author="Ewa Pisząca"))
    assert answer.status_code == 422
    assert "Wszystkie trzy publikacje" in text(answer)
    assert 'value="Ewa Pisząca"' in text(answer)


def test_an_approved_call_whose_term_has_become_too_short_says_what_to_do(
    office, client_of, clerk, clock
):
    call = make_approved_call(office)
    browser = client_of(clerk)
    url = reverse("office-call-detail", args=(call.pk,))
    clock.at = DEADLINE - timedelta(days=21)
    assert "jest za wczesny" not in text(browser.get(url))
    clock.at = DEADLINE - timedelta(days=20)
    page = text(browser.get(url))
    assert "Najwcześniejszy dozwolony termin to 02.12.2026 r." in page
    assert "Poproś organ wykonawczy o zwrot konkursu do poprawy" in page


def test_an_annulment_is_refused_beside_the_form_and_then_shown(office, client_of, mayor, clock):
    call = make_published_call(office)
    browser = client_of(mayor)
    url = reverse("office-call-annul", args=(call.pk,))
    fields = {
        "ground": "no_offers",
        "reason": "Nikt nie złożył oferty.",
        "act_number": "20/2026",
        "act_date": "2026-11-02",
        "signatory": "Anna Wzorowa",
    }
    clock.at = DEADLINE
    early = browser.post(url, fields)
    assert early.status_code == 422
    assert "dopiero po terminie składania" in text(early)
    assert "Nikt nie złożył oferty." in text(early)
    clock.at = DEADLINE + SECOND
    done = browser.post(url, fields, follow=True)
    assert "Konkurs unieważniony. Ogłoś to w trzech miejscach." in text(done)
    assert "Nikt nie złożył oferty." in text(done)
    assert browser.get(url).status_code == 403


def test_a_question_is_answered_once(office, client_of, clerk, mayor, asker, clock):
    call = make_published_call(office)
    clock.at = AT + timedelta(days=1)
    asker.post(reverse("call-ask", args=(call.pk,)), {"text": "Czy w maju?"})
    question = call.questions.get()
    url = reverse("office-question-answer", args=(question.pk,))
    executive = text(client_of(mayor).get(reverse("office-call-detail", args=(call.pk,))))
    assert f'href="{url}"' not in executive
    assert "Czeka na odpowiedź" in executive
    clock.at = AT + timedelta(days=1)
    assert client_of(member_act(make_office())).get(url).status_code == 404
    browser = client_of(clerk)
    assert "Czy w maju?" in text(browser.get(url))
    assert browser.post(url, {"answer": " "}).status_code == 422
    done = browser.post(url, {"answer": "Tak, w maju."}, follow=True)
    assert "Tak, w maju." in text(done)
    late = browser.post(url, {"answer": "Nie, dopiero w lipcu."})
    assert (late.status_code, call.questions.get().answer) == (422, "Tak, w maju.")
    assert "Na to pytanie już odpowiedziano." in text(late)
    assert "Nie, dopiero w lipcu." in text(late)


def test_what_was_typed_stays_when_a_colleague_has_sent_the_draft(office, client_of, clerk):
    call = make_call(office, act=clerk)
    browser = client_of(clerk)
    actions.send_to_approve(member_act(office, "coordinator"), call)
    url = reverse("office-call-text", args=(call.pk,))
    late = browser.post(url, {"award_rules": "Zasady pisane całe rano."})
    assert late.status_code == 422
    assert "tylko, gdy jest w przygotowaniu" in text(late)
    assert "Zasady pisane całe rano." in text(late)
    assert Call.objects.get(pk=call.pk).award_rules != "Zasady pisane całe rano."
    assert browser.get(url).status_code == 403


# --- the list -----------------------------------------------------------------------------


def test_the_list_is_filtered_sorted_and_exported(office, client_of, clerk):
    make_call(office, act=clerk, title="Łąki i źródła", tasks=2)
    make_call(office, act=clerk, title="Sport", year=2026)
    make_call(make_office(), title="Cudzy")
    browser = client_of(clerk)
    url = reverse("office-call-list")
    whole = text(browser.get(url))
    assert ("Łąki" in whole, "Sport" in whole, "Cudzy" in whole) == (True, True, False)
    assert "40 000,00 zł" in whole
    found = text(browser.get(url, {"text": "laki zrodla", "state": "draft"}))
    assert ("Łąki" in found, ">Sport<" in found) == (True, False)
    assert "Łąki" not in text(browser.get(url, {"year": "2026"}))
    assert "Łąki" not in text(browser.get(url, {"state": "published"}))
    file = browser.get(url, {"eksport": "csv"})
    assert "Łąki i źródła" in file.content.decode()
    assert "Cudzy" not in file.content.decode()
    for wrong in ({"year": "rok"}, {"state": "?"}, {"sort": "xx"}, {"page": "x"}):
        assert browser.get(url, wrong).status_code == 200


def test_a_list_of_three_costs_as_much_as_a_list_of_one(office, client_of, clerk, count_queries):
    make_call(office, act=clerk, tasks=2)
    browser = client_of(clerk)
    url = reverse("office-call-list")
    browser.get(url)
    with_one = count_queries(lambda: browser.get(url))
    for _ in range(2):
        make_published_call(office, tasks=2)
    assert count_queries(lambda: browser.get(url)) == with_one <= 12
