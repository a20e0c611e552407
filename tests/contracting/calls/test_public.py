"""The public list and page: right at every second, for everybody, without anything sealed."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from contracting.calls import actions, public
from contracting.calls.models import Call, PublicVersion, Question
from mkus_portal.act import NOWHERE, Act
from mkus_portal.documents.actions import build
from mkus_portal.documents.models import Document
from tests import cast
from tests.contracting.calls.factories import (
    AT,
    DEADLINE,
    make_approved_call,
    make_call,
    make_office,
    make_published_call,
    make_user,
    member_act,
    publish,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
LIST = "/konkursy/"
OPENS = AT + timedelta(hours=1)


@pytest.fixture
def visit(client_of, clock):
    """`visit(at, …)` is the public list as a visitor gets it at the instant."""
    browser = client_of()

    def get(at, path=LIST, **query):
        clock.at = at
        return browser.get(path, query).content.decode().replace("\xa0", " ")

    return get


def phases(page):
    """What the list's rows, or the page's badge, say of the call; not the filter's choices."""
    return re.findall(r'(?:data-label="Nabór"|class="badge[^"]*")>\s*([^<]+?)\s*<', page)


@pytest.fixture
def with_file(settings, tmp_path):
    """`with_file(call)` makes the announcement's file: from then on the page is kept."""
    settings.MEDIA_ROOT = tmp_path

    def made(call):
        document = Document.objects.about(call.announcements.get()).get()
        assert build(Act.system(AT), document.pk, lambda: AT + SECOND).is_done
        return call

    return made


def detail(call):
    return reverse("call-detail", args=(call.pk,))


def person(at):
    return Act(user=make_user(full_name="Olga Pytająca").pk, role="person", scope=NOWHERE, at=at)


# --- to the second ------------------------------------------------------------------------


def test_the_list_and_the_page_close_one_second_after_the_deadline(office, visit):
    call = make_published_call(office)
    for path in (LIST, detail(call)):
        for at in (OPENS, DEADLINE - SECOND, DEADLINE):
            assert phases(visit(at, path)) == ["nabór trwa"], (path, at)
        for at in (DEADLINE + timedelta(microseconds=1), DEADLINE + SECOND):
            assert phases(visit(at, path)) == ["nabór zakończony"], (path, at)
        assert phases(visit(DEADLINE, path)) == ["nabór trwa"], (
            "who came before is answered as then"
        )


@pytest.mark.parametrize("path", [LIST, ""])
def test_a_kept_page_is_used_and_never_after_its_time(
    office, visit, with_file, count_queries, path
):
    path = path or detail(with_file(make_published_call(office)))
    if path == LIST:
        make_published_call(office)
    visit(OPENS + SECOND, path)
    assert count_queries(lambda: visit(OPENS + timedelta(hours=1), path)) == 1
    morning = DEADLINE - timedelta(hours=8)
    assert "kończy się dzisiaj" in visit(morning, path)
    assert count_queries(lambda: visit(DEADLINE - SECOND, path)) == 1
    assert set(phases(visit(DEADLINE, path))) == {"nabór trwa"}
    assert set(phases(visit(DEADLINE + SECOND, path))) == {"nabór zakończony"}
    assert set(phases(visit(DEADLINE, path))) == {"nabór trwa"}


def test_a_kept_call_shows_an_answer_and_an_annulment_at_once(office, visit, with_file):
    call = with_file(make_published_call(office))
    visit(OPENS + SECOND, detail(call))
    question = actions.ask_question(person(OPENS), call, "Czy w maju?")
    assert "Czy w maju?" not in visit(OPENS + SECOND, detail(call))
    actions.answer_question(member_act(office, at=OPENS), question, "Tak.")
    assert "Czy w maju?" in visit(OPENS + SECOND, detail(call))
    late = DEADLINE + SECOND
    assert phases(visit(late, detail(call))) == ["nabór zakończony"]
    mayor = member_act(office, "executive", at=late)
    actions.annul_call(mayor, call, "no_offers", "Brak ofert.", "2/2026", AT.date(), "Anna")
    assert phases(visit(late, detail(call))) == ["konkurs unieważniony"]
    assert "nie można już zadawać pytań" in visit(late, detail(call))
    publish(call, "bip", at=late, subject="annulment")
    assert "unieważnienie konkursu" in visit(late, detail(call))


def test_the_days_left_change_at_warsaws_midnight(office, visit):
    make_published_call(office)
    midnight = DEADLINE.replace(hour=0, minute=0) - timedelta(days=1)
    assert "zostały 2 dni" in visit(midnight - SECOND)
    assert "został 1 dzień" in visit(midnight)
    assert "kończy się dzisiaj" in visit(midnight + timedelta(days=1))


def test_a_later_deadline_of_one_task_keeps_the_call_open(office, clerk, visit):
    call = make_approved_call(office, tasks=2)
    call.tasks.filter(pk=call.tasks.last().pk).update(deadline_at=DEADLINE + timedelta(days=2))
    publish(call, at=OPENS)
    at = DEADLINE + timedelta(days=1)
    assert phases(visit(at)) == ["nabór trwa"]
    page = visit(at, detail(call))
    assert phases(page) == ["nabór trwa"]
    assert "Zadanie 1: nabór zakończony" in page
    assert "Zadanie 2: nabór trwa" in page
    assert "w niektórych zadaniach do: <strong>czwartek, 03.12.2026 r., godz. 15:30" in page


def test_what_is_published_or_annulled_is_shown_at_once(office, visit):
    assert "Sport dzieci" not in visit(OPENS)
    call = make_approved_call(office)
    publish(call, "bip", "board", at=OPENS)
    assert "Sport dzieci" not in visit(OPENS)
    publish(call, "website", at=OPENS)
    assert "Sport dzieci" in visit(OPENS)
    mayor = member_act(office, "executive", at=DEADLINE + SECOND)
    assert phases(visit(DEADLINE + SECOND)) == ["nabór zakończony"]
    actions.annul_call(mayor, call, "no_offers", "Brak ofert.", "2/2026", AT.date(), "Anna")
    assert phases(visit(DEADLINE + SECOND)) == ["konkurs unieważniony"]
    assert "Brak ofert." in visit(DEADLINE + SECOND, detail(call))


def test_a_page_of_a_signed_in_person_is_not_kept_for_others(office, clerk, client_of, visit):
    make_published_call(office)
    own = client_of(clerk).get(LIST).content.decode()
    assert "Wyloguj się" in own
    assert "Wyloguj się" not in visit(OPENS)
    assert "Wyloguj się" in client_of(clerk).get(LIST).content.decode()


def test_a_token_that_was_rolled_back_is_never_met_again():
    tokens = set()
    for _ in range(5):
        PublicVersion.objects.grow()
        tokens.add(PublicVersion.objects.current())
    assert (len(tokens), PublicVersion.objects.count()) == (5, 1)


def test_the_list_costs_the_same_for_three_as_for_one(office, client_of, clerk, count_queries):
    make_published_call(office, tasks=2)
    browser = client_of(clerk)

    def costs():
        public._snapshot.clear()
        return count_queries(lambda: browser.get(LIST))

    costs()
    with_one = costs()
    for _ in range(2):
        make_published_call(make_office(), tasks=3)
    assert costs() == with_one


def test_the_page_costs_the_same_for_three_tasks_as_for_one(office, client_of, count_queries):
    one = make_published_call(office)
    three = make_published_call(office, tasks=3)
    browser = client_of()
    browser.get(detail(one))
    cost = count_queries(lambda: browser.get(detail(one)))
    assert count_queries(lambda: browser.get(detail(three))) == cost


# --- finding ------------------------------------------------------------------------------


def titles(page):
    return [one for one in ("Łąki nad Żabką", "Sport seniorów", "Źródła") if one in page]


@pytest.fixture
def three(office, visit):
    """Three calls: the first with the sphere 18, the last closed and of the neighbour."""
    act = member_act(office)
    green = make_call(office, act=act, title="Łąki nad Żabką", tasks=0)
    actions.add_task(act, green, title="A", spheres=["18"], pool=Decimal(5000))
    actions.send_to_approve(act, green)
    mayor = member_act(office, "executive")
    actions.approve_call(mayor, green, "1/2026", AT.date(), "Anna Wzorowa")
    publish(green, at=OPENS)
    make_published_call(office, title="Sport seniorów", deadline_at=DEADLINE + timedelta(days=9))
    early = DEADLINE - timedelta(days=8)
    return make_published_call(make_office(name="Powiat Leśny"), title="Źródła", deadline_at=early)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Łąki nad Żabką", "Sport seniorów", "Źródła"]),
        ({"q": "łąki"}, ["Łąki nad Żabką"]),
        ({"q": "laki ZABKA"}, ["Łąki nad Żabką"]),
        ({"q": "żabką laki"}, ["Łąki nad Żabką"]),
        ({"q": "łąki sport"}, []),
        ({"q": "ZRODLA"}, ["Źródła"]),
        ({"sfera": "18"}, ["Łąki nad Żabką"]),
        ({"sfera": "17"}, ["Sport seniorów", "Źródła"]),
        ({"stan": "open"}, ["Łąki nad Żabką", "Sport seniorów"]),
        ({"stan": "closed"}, ["Źródła"]),
        ({"stan": "annulled"}, []),
        ({"stan": "preparation"}, ["Łąki nad Żabką", "Sport seniorów", "Źródła"]),
        ({"stan": "open", "sfera": "17"}, ["Sport seniorów"]),
        ({"urzad": "nie-ma"}, []),
        ({"q": "<script>alert(1)</script>"}, []),
        ({"q": "x" * 5000}, []),
        ({"strona": "99"}, ["Łąki nad Żabką", "Sport seniorów", "Źródła"]),
        ({"strona": "-1"}, ["Łąki nad Żabką", "Sport seniorów", "Źródła"]),
        ({"strona": "²"}, ["Łąki nad Żabką", "Sport seniorów", "Źródła"]),
        ({"kolejnosc": "'; drop table"}, ["Łąki nad Żabką", "Sport seniorów", "Źródła"]),
    ],
)
def test_words_and_filters_find_what_they_mean(three, visit, asked, expected):
    at = DEADLINE - timedelta(days=7)
    page = visit(at, **asked)
    assert titles(page) == expected
    assert "<script>alert" not in page
    if not expected:
        assert "Żaden konkurs nie pasuje do filtrów." in page
    assert titles(visit(at, **asked)) == expected, "also from the shelf"


def test_the_office_filter_and_the_order(three, visit):
    at = DEADLINE - timedelta(days=7)
    page = visit(at, urzad=three.office.code)
    assert titles(page) == ["Źródła"]
    assert f'<option value="{three.office.code}" selected>Powiat Leśny</option>' in page

    def order(**query):
        body = visit(at, **query)
        return sorted(titles(body), key=body.index)

    assert order() == ["Łąki nad Żabką", "Sport seniorów", "Źródła"]
    assert order(kolejnosc="pula")[-1] == "Łąki nad Żabką"


def test_a_long_list_is_paged_and_keeps_its_filters(office, visit, monkeypatch):
    monkeypatch.setattr(public, "PER_PAGE", 2)
    for number in range(3):
        make_published_call(office, title=f"Konkurs nr {number}")
    first = visit(OPENS, stan="open")
    assert "Strona 1 z 2" in first
    assert 'href="?stan=open&amp;strona=2"' in first
    second = visit(OPENS, stan="open", strona="2")
    assert "Konkurs nr 2" in second
    assert "Konkurs nr 0" not in second
    assert 'href="?stan=open&amp;strona=1"' in second


def test_words_are_looked_for_in_tasks_descriptions_and_the_offices_name(office, visit):
    call = make_published_call(office, title="Zadania gminy")
    call.tasks.update(title="Świetlica wieczorem", description="Dla seniorów i młodzieży.")
    PublicVersion.objects.grow()
    for words in ("swietlica", "senior", "brzozowo", "zadania świetlica"):
        assert "Zadania gminy" in visit(OPENS, q=words), words
    assert "Zadania gminy" not in visit(OPENS, q="basen")


def test_the_home_page_shows_the_nearest_open_calls(office, visit):
    for number in range(6):
        make_published_call(
            office, title=f"Nabór {number}.", deadline_at=DEADLINE + timedelta(days=number)
        )
    page = visit(OPENS, "/")
    assert [f"Nabór {number}." in page for number in range(6)] == [True] * 5 + [False]
    after = visit(DEADLINE + SECOND, "/")
    assert [f"Nabór {number}." in after for number in range(6)] == [False] + [True] * 5


# --- the page -----------------------------------------------------------------------------


def test_the_page_has_the_frozen_words_and_all_seven_items(office, visit):
    call = make_published_call(office, further_terms="Prosimy <b>o maile</b>.")
    Call.objects.filter(pk=call.pk).update(award_rules="Zmienione po cichu.")
    page = visit(OPENS, detail(call))
    for words in (
        "1. Rodzaj zadania",
        "pkt 17: wspieranie i upowszechnianie kultury fizycznej",
        "2. Wysokość środków publicznych",
        "20 000,00 zł",
        "3. Zasady przyznawania dotacji",
        "Dotację otrzyma oferta z największą liczbą punktów.",
        "4. Terminy i warunki realizacji zadania",
        "15.01.2027 r. – 15.12.2027 r.",
        "5. Termin składania ofert",
        "wtorek, 01.12.2026 r., godz. 15:30",
        "6. Tryb i kryteria wyboru oraz termin wyboru ofert",
        "18.12.2026 r.",
        "7. Zadania zrealizowane w tym i w poprzednim roku",
        "50 000,00 zł",
        "brak danych",
        "Zarządzenie nr 12/2026 Wójta Gminy Brzozowo z dnia 02.11.2026 r. – Anna Wzorowa, wójt",
        "Biuletyn Informacji Publicznej",
        "tablica ogłoszeń w siedzibie organu",
        "strona internetowa organu",
        "02.11.2026 r., godz. 11:00",
        "Prosimy &lt;b&gt;o maile&lt;/b&gt;.",
    ):
        assert words in page, words
    assert "Zmienione po cichu" not in page


@pytest.mark.parametrize("make", [make_call, make_approved_call])
def test_what_is_not_public_does_not_exist_for_anybody(office, client_of, clerk, make):
    call = make(office)
    for act in (None, clerk, member_act(make_office())):
        browser = client_of(act)
        for name in ("call-detail", "call-announcement"):
            assert browser.get(reverse(name, args=(call.pk,))).status_code == 404
        assert call.title not in browser.get(LIST).content.decode()
    assert client_of(clerk).get(reverse("call-ask", args=(call.pk,))).status_code == 404


def test_garbage_and_wrong_methods(office, client_of):
    call = make_published_call(office)
    browser = client_of()
    for path in ("/konkursy/0/", "/konkursy/abc/", f"/konkursy/{'9' * 25}/", "/konkursy/-1/"):
        assert browser.get(path).status_code == 404
    for path in (LIST, detail(call), reverse("call-announcement", args=(call.pk,))):
        assert browser.post(path).status_code == 405
        assert browser.delete(path).status_code == 405


def test_the_announcement_is_sent_when_it_is_made(office, client_of, with_file):
    call = make_published_call(office)
    browser, url = client_of(), reverse("call-announcement", args=(call.pk,))
    assert browser.get(url).status_code == 404
    assert "Plik ogłoszenia powstaje." in browser.get(detail(call)).content.decode()
    with_file(call)
    answer = browser.get(url)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="ogloszenie-{call.pk}.pdf"'
    assert f'href="{url}"' in browser.get(detail(call)).content.decode()


@pytest.mark.logs
@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_an_announcement_that_is_not_what_was_sealed_is_not_sent(
    office, client_of, with_file, damage
):
    call = make_published_call(office)
    with_file(call)
    path = Path(Document.objects.filter(state="done").get().file.path)
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"%PDF-1.7 somebody else's")
    answer = client_of().get(reverse("call-announcement", args=(call.pk,)))
    assert answer.status_code == 500
    assert "Plik dokumentu jest uszkodzony" in answer.content.decode()


# --- questions ----------------------------------------------------------------------------


def test_a_visitor_is_led_to_sign_in_and_back_to_the_question(office, client_of, visit):
    call = make_published_call(office)
    url = reverse("call-ask", args=(call.pk,))
    assert f'href="/konto/login/?next={url}"' in visit(OPENS, detail(call))
    assert client_of().get(url)["Location"] == f"/konto/login/?next={url}"
    assert client_of().post(url, {"text": "A"}).status_code == 302
    assert "do upływu terminu" in visit(DEADLINE + SECOND, detail(call))
    assert Question.objects.count() == 0


def test_a_question_is_public_with_its_answer_and_without_the_asker(office, asker, clock, visit):
    call = make_published_call(office)
    clock.at = OPENS
    url = reverse("call-ask", args=(call.pk,))
    assert asker.post(url, {"text": " "}).status_code == 422
    assert asker.post(url, {"text": "x" * 4001}).status_code == 422
    sent = asker.post(url, {"text": "Czy <b>wolno</b> w maju?"}, follow=True)
    assert "Pytanie wysłane." in sent.content.decode()
    assert "w maju" not in visit(OPENS, detail(call))
    actions.answer_question(member_act(office, at=OPENS), call.questions.get(), "Tak, wolno.")
    page = visit(OPENS, detail(call))
    assert "Czy &lt;b&gt;wolno&lt;/b&gt; w maju?" in page
    assert "Tak, wolno." in page
    assert "Olga Pytająca" not in page


def test_a_question_one_second_late_is_refused_with_the_reason(office, asker, clock):
    call = make_published_call(office)
    url = reverse("call-ask", args=(call.pk,))
    clock.at = DEADLINE
    assert asker.get(url).status_code == 200
    clock.at = DEADLINE + SECOND
    late, sent = asker.get(url), asker.post(url, {"text": "Czy w maju?"})
    assert (late.status_code, sent.status_code) == (403, 422)
    for answer in (late, sent):
        assert "do upływu terminu składania ofert" in answer.content.decode()
    assert "Czy w maju?" in sent.content.decode()
    assert Question.objects.count() == 0


# --- nothing sealed -----------------------------------------------------------------------


def test_nothing_of_an_offer_is_public_before_or_after_the_deadline(office, client_of, visit):
    from tests.contracting.offers.factories import make_cast  # noqa: PLC0415 - a room above

    call = make_published_call(office)
    bidder = make_cast(call=call, organisation={"name": "Fundacja Sekretna"})
    offer = bidder.sent()
    rival = cast.member("ngo_admin", cast.make_organisation().scope)
    for at in (OPENS + timedelta(days=11), DEADLINE, DEADLINE + SECOND):
        for path in (LIST, "/", detail(call)):
            pages = [visit(at, path), client_of(cast.act_of(rival)).get(path).content.decode()]
            for page in pages:
                for secret in ("Sekretna", offer.number, offer.task_title, "9 000,00"):
                    assert secret not in page, (path, secret)
