"""An assignment that ends closes every page of its unit for the adviser in the same minute."""

import pytest
from django.urls import reverse

from advisory.events import actions as events
from advisory.expertises.models import Expertise
from advisory.plans import actions as plans
from advisory.programmes.actions import end_assignment
from mkus_portal.verdict import Refused
from tests.advisory.events.factories import announced, person
from tests.advisory.expertises.factories import order
from tests.advisory.factories import running
from tests.clock import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def rows(programme, unit, adviser_act):
    """What an adviser opens: an event with its list, a step of the plan, an expertise."""
    runs = running(programme)
    event = announced(programme, [unit])
    known = events.add_to_list(runs, event, **person())
    step = plans.add_step(runs, unit, name="Ankieta", kind="", whose="adviser", due_on=NOW.date())
    order(adviser_act, unit)
    return {"event": event, "person": known, "step": step, "expertise": Expertise.objects.get()}


def addresses(unit, rows):
    event, day = rows["event"], rows["event"].days.get()
    return [
        unit.get_absolute_url(),
        event.get_absolute_url(),
        rows["expertise"].get_absolute_url(),
        *(
            reverse(name, args=(pk,))
            for name, pk in (
                ("event-edit", event.pk),
                ("event-people", event.pk),
                ("participant-list", event.pk),
                ("participant-add", event.pk),
                ("participant-edit", rows["person"].pk),
                ("participant-remove", rows["person"].pk),
                ("event-day", day.pk),
                ("presence-sheet", day.pk),
                ("event-day-code", day.pk),
                ("unit-plan", unit.pk),
                ("plan-step-edit", rows["step"].pk),
                ("plan-step-finish", rows["step"].pk),
            )
        ),
    ]


def test_every_page_is_closed_at_once(programme, unit, adviser, rows, client_as):
    client = client_as(adviser)
    pages = addresses(unit, rows)
    assert {client.get(one).status_code for one in pages} == {200}
    end_assignment(running(programme), unit.assignments.get(), NOW.date())
    assert {one: client.get(one).status_code for one in pages} == dict.fromkeys(pages, 404)


def test_nothing_can_be_done_any_more(programme, unit, adviser_act, rows):
    end_assignment(running(programme), unit.assignments.get(), NOW.date())
    for act, obj, call in (
        (adviser_act, rows["event"], events.hold_event),
        (adviser_act, rows["event"], lambda act, one: events.add_to_list(act, one, **person())),
        (adviser_act, rows["person"], events.remove_participant),
        (adviser_act, rows["step"], lambda act, one: plans.finish_step(act, one, "Zrobione.")),
        (adviser_act, unit, order),
    ):
        with pytest.raises(Refused):
            call(act, obj)
