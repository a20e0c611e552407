"""A list costs the same for one row and for three, goes out as a file, and survives nonsense."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from tablib import Dataset

from advisory.programmes.models import Programme
from contracting.calls import actions as call_actions
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.models import Assessment, ReasonsRequest
from contracting.offers import advice_actions
from mkus_portal.act import NOWHERE, Act
from mkus_portal.notifications.invitations import invite
from mkus_portal.web.views import ListPage
from tests import cast
from tests.advisory import factories as advisory
from tests.architecture import (
    lists_commission,
    lists_contracts,
    lists_events,
    lists_expertises,
    lists_formal,
    lists_plans,
    lists_scoring,
    lists_settlement_inspections,
    lists_settlement_ledger,
    lists_settlement_reports,
    lists_settlement_returns,
    lists_sharing,
    lists_surveys,
)
from tests.architecture.walking import patterns, view_of
from tests.architecture.world import EARLY, EARLY_DEADLINE, IN_TIME, WROTE, World, writers_of
from tests.clock import NOW
from tests.contracting.analysis import factories as analyses
from tests.contracting.calls import factories as calls
from tests.contracting.evaluation import factories_deciding as deciding

_numbers = count()
FOR_EVERY_LIST = ("page", "sort", "per_page", "eksport")
NONSENSE = ("żółć'\"<b>%_", "\x00", "-1", "9" * 30)


@dataclass(frozen=True)
class Rows:
    """Who reads the list, and how one more row of it comes about."""

    tag: str
    add: Callable[[World], Any]
    example: str | dict[str, str] = ""


def add_person(people):
    cast.give(cast.make_user(), "clerk", people.act("clerk").scope)


def add_analysis(people):
    analyses.make_analysis(people.act("clerk", WROTE))


def add_call(people):
    calls.make_call(people.things["office"], act=people.act("clerk", calls.AT))


def add_published_call(people):
    return calls.make_published_call(people.things["office"])


def call_for_offers(people):
    """The one call to which all offers of a test go."""
    found = people.things["office"].calls.filter(state="published").first()
    return found or add_published_call(people)


def add_offer(people):
    writers_of(people, call_for_offers(people)).draft()


def add_advice(people):
    cast_of = writers_of(people, call_for_offers(people))
    reader = people.people["resident"].user
    EmailAddress.objects.get_or_create(user=reader, email=reader.email, verified=True)
    advice = advice_actions.ask_for_advice(
        cast_of.editor, cast_of.draft(), email=reader.email, until=date(2027, 3, 31)
    )
    advice_actions.accept_advice(Act(reader.pk, "person", NOWHERE, IN_TIME), advice)


def add_call_advice(people):
    clerk, reader = people.act("clerk", calls.AT), people.people["resident"].user
    EmailAddress.objects.get_or_create(user=reader, email=reader.email, verified=True)
    call = calls.make_call(people.things["office"], act=clerk)
    advice = call_actions.ask_for_advice(clerk, call, email=reader.email, until=date(2027, 3, 31))
    call_actions.accept_advice(Act(reader.pk, "person", NOWHERE, calls.AT), advice)


def add_sent_offer(people):
    writers_of(people, call_for_offers(people)).sent(at=IN_TIME)


def the_adviser(people):
    """The adviser's row in the programme."""
    programme, user = people.things["programme"], people.people["adviser"].user
    return programme.advisers.filter(user=user).first() or advisory.make_adviser(
        programme, user=user
    )


def add_unit(people):
    programme = people.things["programme"]
    number = programme.units.count()
    unit = advisory.make_unit(programme, f"gmina-{number}", f"Gmina {number}")
    advisory.assign(unit, the_adviser(people))
    return unit


def add_adviser(people):
    adviser = advisory.make_adviser(people.things["programme"])
    advisory.assign(add_unit(people), adviser)


def add_consultation(people):
    unit, steps = add_unit(people), [advisory.step()]
    advisory.log(people.act("adviser"), unit, the_adviser(people), steps)


def add_letter(people):
    admin = people.act("office_admin", WROTE)
    invite(admin, "nowa@example.pl", "clerk", admin.scope)


def add_evaluation(people):
    call = add_closed_call(people, calls.make_published_call)
    cast_of_call = writers_of(people, call)
    offer = cast_of_call.sent()
    evaluation = begin_evaluation(people.act("clerk"), call)
    deciding.score(evaluation, {offer.pk: 9})
    people.things["ranked_evaluation"] = evaluation
    return evaluation


def add_closed_call(people, make):
    return make(people.things["office"], at=EARLY, deadline_at=EARLY_DEADLINE)


def add_ranked(people):
    """The one evaluation with one more offer that has points."""
    evaluation = people.things.get("ranked_evaluation") or add_evaluation(people)
    first = evaluation.assessments.first().offer
    offer = deciding.like(first, grant=9000, number=f"O/2026/8{next(_numbers):04d}")
    Assessment.objects.create(evaluation=evaluation, offer=offer, state="scored", points=5)


def add_demand(people):
    evaluation = add_evaluation(people)
    ReasonsRequest.objects.create(
        evaluation=evaluation, asked_by="Marta", email="marta@example.pl", asked_at=NOW
    )


LISTS = {
    "people": Rows("office_admin", add_person),
    "organisation-list": Rows("clerk", lambda people: cast.make_organisation()),
    "analysis-list": Rows("clerk", add_analysis),
    "office-call-list": Rows("clerk", add_call),
    "offer-list": Rows("ngo_editor", add_offer),
    "call-advice-list": Rows("resident", add_call_advice),
    "advice-list": Rows("resident", add_advice),
    "office-offer-list": Rows("clerk", add_sent_offer),
    "evaluation-list": Rows("clerk", add_evaluation),
    "evaluation-ranking": Rows("clerk", add_ranked, "ranked_evaluation"),
    "reasons-list": Rows("clerk", add_demand),
    "programme-list": Rows(
        "operator", lambda people: Programme.objects.create(code=f"p{next(_numbers)}", name="Inny")
    ),
    "adviser-list": Rows("programme_coordinator", add_adviser, "programme"),
    "programme-detail": Rows("programme_coordinator", add_unit, "programme"),
    "programme-load": Rows("programme_coordinator", add_adviser, "programme"),
    "assignment-load": Rows("programme_coordinator", add_unit, "programme"),
    "own-units": Rows("adviser", add_unit),
    "consultation-list": Rows("adviser", add_consultation),
    "office-recruitment-list": Rows("clerk", lists_commission.add_recruitment),
    "office-recruitment-detail": Rows("clerk", lists_commission.add_candidate, "recruitment"),
    "recruitment-list": Rows("resident", lists_commission.add_published_recruitment),
    "formal-list": Rows("clerk", lists_formal.add_assessment, "evaluation"),
    "formal-defects": Rows("clerk", lists_formal.add_defect, "evaluation"),
    "evaluation-cards": Rows("commission_member", lists_scoring.add_offer, "scored_evaluation"),
    "evaluation-scoring": Rows("clerk", lists_scoring.add_offer, "scored_evaluation"),
    "evaluation-meetings": Rows("clerk", lists_scoring.add_meeting, "scored_evaluation"),
}
LISTS |= {name: Rows(*said) for name, said in lists_contracts.LISTS.items()}
LISTS |= {name: Rows(*said) for name, said in lists_settlement_ledger.LISTS.items()}
LISTS |= {name: Rows(*said) for name, said in lists_settlement_reports.LISTS.items()}
LISTS |= {name: Rows(*said) for name, said in lists_settlement_returns.LISTS.items()}
LISTS |= {name: Rows(*said) for name, said in lists_expertises.LISTS.items()}
LISTS |= {name: Rows(*said) for name, said in lists_plans.LISTS.items()}
LISTS |= {name: Rows(*said) for name, said in lists_sharing.LISTS.items()}
LISTS |= {name: Rows(*said) for name, said in lists_surveys.LISTS.items()}
LISTS |= {name: Rows(*said) for name, said in lists_events.LISTS.items()}
LISTS |= {name: Rows(*said) for name, said in lists_settlement_inspections.LISTS.items()}
OTHER_LISTS = {
    "call-list": Rows("resident", add_published_call),
    "home": Rows("resident", add_published_call),
    "demo-mailbox": Rows("resident", add_letter),
    "desk": Rows("ngo_signatory", add_offer),
    "commission-detail": Rows("clerk", lists_commission.add_member, "evaluation"),
}
OTHER_LISTS |= {
    name: Rows(*said) for name, said in lists_settlement_inspections.OTHER_LISTS.items()
}
OTHER_LISTS |= {name: Rows(*said) for name, said in lists_expertises.OTHER_LISTS.items()}
NAMES = sorted(LISTS)
each_list = pytest.mark.parametrize("name", NAMES)


def test_every_list_has_its_rows():
    found = {
        one.name
        for one in patterns()
        if isinstance(one.callback.view_class, type)
        and issubclass(one.callback.view_class, ListPage)
    }
    assert set(LISTS) == found


def cost(count_queries, client, url):
    """The queries of the second reading: the first one fills what is read once."""
    client.get(url)
    return count_queries(lambda: client.get(url))


@pytest.mark.parametrize("name", [*NAMES, *OTHER_LISTS])
def test_three_rows_cost_what_one_costs(people, count_queries, name):
    rows = (LISTS | OTHER_LISTS)[name]
    rows.add(people)
    client, url = people.client(rows.tag), people.url(name, rows.example)
    one = cost(count_queries, client, url)
    rows.add(people)
    rows.add(people)
    assert cost(count_queries, client, url) == one


@pytest.fixture
def filled(people, name):
    """The list's address and reader, with two rows in it."""
    rows = LISTS[name]
    rows.add(people)
    rows.add(people)
    return people.client(rows.tag), people.url(name, rows.example)


@each_list
def test_a_list_goes_out_as_a_file(filled, name):
    client, url = filled
    total = client.get(url).context["table"].paginator.count
    csv = client.get(url, {"eksport": "csv"})
    assert (csv.status_code, csv["Content-Type"].split(";")[0]) == (200, "text/csv")
    assert Dataset().load(csv.content.decode(), "csv").height == total
    xlsx = client.get(url, {"eksport": "xlsx"})
    assert Dataset().load(BytesIO(xlsx.content), "xlsx").height == total
    assert client.get(url, {"eksport": "exe"})["Content-Type"].startswith("text/html")


@each_list
def test_a_list_is_sorted_by_each_of_its_columns(filled, name):
    client, url = filled
    table = client.get(url).context["table"]
    sortable = [column.name for column in table.columns if column.orderable]
    assert sortable
    for column in sortable:
        for order in (column, f"-{column}"):
            response = client.get(url, {"sort": order})
            assert response.status_code == 200, order
            assert response.context["table"].order_by == (order,)


@each_list
def test_a_list_survives_nonsense(filled, name):
    client, url = filled
    view = view_of(name)
    filters = list(view.filter_class.base_filters) if view.filter_class else []
    asked = [(one, value) for one in FOR_EVERY_LIST for value in NONSENSE]
    asked += [(one, value) for one in filters for value in NONSENSE[:2]]
    for parameter, value in asked:
        assert client.get(url, {parameter: value}).status_code == 200, (parameter, value)
