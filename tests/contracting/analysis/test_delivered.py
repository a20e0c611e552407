"""Promised against delivered: what is compared with what, in amounts and words, on the page."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracting.analysis.delivered import promises_of
from contracting.analysis.delivering import Posting, post_delivered
from contracting.analysis.documents.report import report_of
from contracting.analysis.models import Delivered
from contracting.analysis.rules.delivered import (
    Fact,
    Pair,
    Promised,
    compared,
    covered,
    matching,
    number_in,
)
from mkus_portal.act import Act, Scope
from mkus_portal.web.wording import money
from tests.contracting.analysis.factories import (
    AT,
    make_closed,
    make_office,
    make_user,
    member_act,
    user_of,
)

D = Decimal


def promised(**fields):
    given = {
        "costs": {"DOT": D(120000), "NGO-FIN": D(12000)},
        "recipients": D(40),
        "units": D(1200),
        "unit_name": "godzina",
        "targets": [
            ("Uczestnicy w roku", "osoba", D(18), D(40)),
            ("Godziny zajęć", "godzina", None, D(1200)),
            ("Zadowolenie", "%", None, D(80)),
        ],
    }
    return Promised(**{**given, **fields})


def fact(label="Umowa 1", first=date(2027, 1, 1), last=date(2027, 12, 31), **fields):
    costs = {(2027, "DOT"): D(114000), (2027, "NGO-FIN"): D(15000)}
    return Fact(
        **{"label": label, "begins": first, "ends": last, "costs": costs, "results": (), **fields}
    )


def test_a_whole_year_is_compared_in_amounts_percents_and_words():
    found = compared(promised(), [fact()])
    [year] = found.years
    assert (year.year, year.days, year.of_days) == (2027, 365, 365)
    assert (year.grant.promised, year.grant.delivered) == (120000, 114000)
    assert year.grant.said_difference == f"o {money(6000)} mniej (−5,0%)"
    assert year.whole.said_difference == f"o {money(3000)} mniej (−2,3%)"
    assert [code for code, _ in found.groups] == ["DOT", "NGO-FIN"]
    assert found.groups[1][1].said_difference == f"o {money(3000)} więcej (+25,0%)"


def test_the_forecast_is_taken_for_the_days_of_the_contracts():
    half = fact(first=date(2027, 7, 1), last=date(2027, 12, 31), costs={(2027, "DOT"): D(60000)})
    found = compared(promised(), [half])
    assert found.years[0].days == 184
    assert found.years[0].grant.promised == D(120000) * 184 / 365
    assert round(found.yearly.delivered) == round(D(60000) * 365 / 184)


def test_days_that_two_contracts_share_count_once():
    assert covered(
        [
            (date(2027, 3, 1), date(2027, 3, 31)),
            (date(2027, 3, 11), date(2027, 4, 9)),
            (date(2027, 3, 15), date(2027, 3, 20)),
            (date(2027, 12, 31), date(2028, 1, 1)),
        ]
    ) == {2027: 41, 2028: 1}
    assert covered([(date(2028, 1, 1), date(2028, 12, 31))]) == {2028: 366}


def test_contracts_add_up_and_a_leap_year_is_one_year():
    two = [
        fact(costs={(2027, "DOT"): D(50000)}),
        fact("Umowa 2", costs={(2027, "DOT"): D(64000)}),
        fact("Umowa 3", date(2028, 1, 1), date(2028, 12, 31), costs={(2028, "DOT"): D(120000)}),
    ]
    found = compared(promised(), two)
    assert [one.grant.delivered for one in found.years] == [114000, 120000]
    assert found.years[1].grant.said_difference == "tyle samo"
    assert found.yearly.delivered == 117000


def test_what_is_paid_after_the_end_stands_in_its_own_year():
    late = fact(costs={(2027, "DOT"): D(110000), (2028, "DOT"): D(4000)})
    found = compared(promised(), [late])
    assert [(one.year, one.days) for one in found.years] == [(2027, 365), (2028, 0)]
    assert (found.years[1].grant.promised, found.years[1].grant.delivered) == (0, 4000)
    assert found.yearly.delivered == 114000


def test_results_find_their_indicators_and_the_rest_stands_apart():
    rows = [
        fact(
            results=[
                ("Liczba: uczestnicy w roku", "40", "22 osoby"),
                ("Godziny zajęć", "1200", "1 300"),
                ("Zadowolenie", "80", "90%"),
                ("Koncert", "1", "2"),
            ]
        ),
        fact("2", results=[("UCZESTNICY W ROKU", "20", "15"), ("Zadowolenie", "80", "60")]),
    ]
    found = compared(promised(), rows)
    assert [one.reached for one in found.indicators] == [37, 1300, 75]
    assert [one.said for one in found.indicators] == [
        "cel nieosiągnięty: 92,5% celu",
        "cel osiągnięty: 108,3% celu",
        "cel nieosiągnięty: 93,8% celu",
    ]
    assert found.others == (("Koncert", "1", "2"),)
    per = {one.label: one for one in found.per}
    assert per["Dotacja na jednego odbiorcę"].promised == 3000
    assert per["Dotacja na jednego odbiorcę"].delivered == D(228000) / 37
    assert per["Dotacja na jednostkę usługi (godzina)"].delivered == D(228000) / 1300
    assert found.missing == ()


def test_what_the_office_has_counted_goes_before_the_indicators():
    row = fact(results=[("Uczestnicy w roku", "40", "22")], recipients=D(30), units=D(900))
    per = {one.label: one.delivered for one in compared(promised(), [row]).per}
    assert per["Dotacja na jednego odbiorcę"] == 3800
    assert per["Cały koszt na jednostkę usługi (godzina)"] == D(129000) / 900


def test_an_analysis_without_figures_is_no_error():
    empty = Promised({}, None, None, "", [("Cisza", "", None, None)])
    found = compared(empty, [fact(results=[("Cisza", "", "dużo i 3 i 4")])])
    assert found.yearly.said_difference.startswith("o ")
    assert "(" not in found.yearly.said_difference
    assert found.per == ()
    assert len(found.missing) == 3
    assert found.indicators[0].reached is None
    assert found.indicators[0].said == "sprawozdania nie podają jednej liczby"
    nothing = compared(empty, [fact(costs={})])
    assert nothing.groups == ()
    assert nothing.indicators[0].said == "brak w sprawozdaniach"
    assert Pair("x", None, D(1)).said_difference == "nie ma czego porównać"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20 osób", 20),
        ("1 240,5 godziny", D("1240.5")),
        ("ok. 1\u00a0200", 1200),
        ("12 zajęć po 2 godziny", None),
        ("wszystkie", None),
        ("", None),
    ],
)
def test_the_only_number_of_a_text(text, number):
    assert number_in(text) == number


def test_a_name_is_matched_by_whole_words():
    names = ["Godziny", "Godziny zajęć", "Osoby"]
    assert matching("godziny zajęć w roku", names) == 1
    assert matching("Godziny", names) == 0
    assert matching("nadgodziny", names) is None
    assert matching("", names) is None


def posting(**fields):
    given = {
        "contract_ref": "contract:7",
        "label": "Umowa 7/2027",
        "url": "/umowy/7/",
        "call_ref": "call:3",
        "call_label": "Konkurs (2027)",
        "begins_on": date(2027, 1, 1),
        "ends_on": date(2027, 12, 31),
        "source": "Sprawozdanie końcowe",
        "costs": {(2027, "DOT"): D("900.00")},
        "results": (("Tekst: Wskaźnik", "12", "15"),),
    }
    return Posting(**{**given, **fields})


@pytest.fixture
def closed(act):
    return make_closed(act)


def test_a_closed_report_says_the_same_after_the_posting(act, closed):
    before = report_of(closed)
    post_delivered(act, closed, posting())
    assert report_of(closed) == before
    closed.refresh_from_db()
    assert closed.state == "closed"


def test_figures_in_another_order_are_the_same_figures(act, closed):
    costs = {(2027, "OPL"): D(1), (2027, "DOT"): D(2), (2027, "NGO-RZ"): D(0)}
    first = post_delivered(act, closed, posting(costs=costs))
    again = posting(costs=dict(reversed(costs.items())), source="Inaczej")
    assert post_delivered(act, closed, again) == first
    assert first.costs.count() == 2
    changed = post_delivered(act, closed, posting(costs={**costs, (2027, "OPL"): D(3)}))
    assert (changed.version, Delivered.objects.count()) == (2, 2)


def test_three_contracts_cost_no_more_queries_than_one(browser, act, closed):
    url = reverse("analysis-delivered", args=(closed.pk,))

    def queries():
        browser.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(url).status_code == 200
        return len(caught)

    post_delivered(act, closed, posting())
    one = queries()
    for number in (1, 2):
        post_delivered(act, closed, posting(contract_ref=f"contract:{number}"))
    assert queries() == one


def test_the_page_says_what_is_compared_and_keeps_the_trace(browser, act, closed):
    url = reverse("analysis-delivered", args=(closed.pk,))
    assert "nie jest jeszcze rozliczona" in browser.get(url).content.decode()
    post_delivered(act, closed, posting())
    post_delivered(act, closed, posting(costs={(2027, "DOT"): D("950.00")}))
    page = browser.get(url).content.decode()
    assert f"o {money(50)} mniej (−5,0%)" in page
    assert "Wersja 1" in page
    assert money(900) in page
    assert "cel osiągnięty: 125% celu" in page
    assert "Prognoza i rozliczenie" in page
    for name in ("analysis-detail", "analysis-economic"):
        shown = browser.get(reverse(name, args=(closed.pk,))).content.decode()
        assert f"rozliczono {money(950)}" in shown, name
        assert url in shown, name


def test_contracts_of_several_calls_are_summed_by_call(act, closed):
    costs = {(2027, "DOT"): D(100), (2027, "OPL"): D(7)}
    for number, call in ((1, "call:3"), (2, "call:3"), (3, "call:4")):
        given = {"contract_ref": f"contract:{number}", "call_ref": call, "call_label": call}
        post_delivered(act, closed, posting(costs=costs, **given))
    sums = [(one.label, one.contracts, one.grant, one.whole) for one in promises_of(closed).calls]
    assert sums == [("call:3", 2, 200, 214), ("call:4", 1, 100, 107)]


def test_counting_asks_for_a_number_and_is_told_of_newer_figures(browser, act, closed):
    row = post_delivered(act, closed, posting())
    url = reverse("delivered-count", args=(row.pk,))
    shown = browser.get(url).content.decode()
    assert "Jednostka usługi w analizie: godzina." in shown
    for wrong in ("0", "-3", "dużo"):
        sent = browser.post(url, {"recipients": wrong, "units": "", "based_on": "1"})
        assert sent.status_code == 422
        assert f'value="{wrong}"' in sent.content.decode()
    sent = browser.post(url, {"recipients": "30", "units": "90,5", "based_on": "1"})
    assert sent.url == reverse("analysis-delivered", args=(closed.pk,))
    newest = Delivered.objects.in_force().get()
    assert (newest.recipients, newest.units, newest.version) == (30, D("90.5"), 2)
    stale = browser.post(url, {"recipients": "31", "units": "", "based_on": "1"})
    assert stale.status_code == 409
    assert 'value="31"' in stale.content.decode()
    assert browser.post(url, {"recipients": "31", "units": "", "based_on": "2"}).status_code == 302


def test_who_reads_and_who_counts(client, act, closed):
    row = post_delivered(act, closed, posting())
    pages = [
        reverse("analysis-delivered", args=(closed.pk,)),
        reverse("delivered-count", args=(row.pk,)),
    ]
    for person, answers in (
        (member_act(closed.office, "executive"), [200, 403]),
        (member_act(make_office()), [404, 404]),
        (Act(make_user().pk, "ngo_signatory", Scope("organisation", 1), AT), [404, 404]),
    ):
        client.force_login(user_of(person))
        assert [client.get(page).status_code for page in pages] == answers
    assert not Delivered.objects.visible_to(member_act(make_office())).exists()
