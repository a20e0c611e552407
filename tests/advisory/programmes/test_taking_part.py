"""Applying, being chosen, signing, leaving; an ended assignment closes everything at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from advisory.consultations.models import Consultation
from advisory.indicators.figures import figures_of
from advisory.programmes.actions import end_assignment
from advisory.programmes.models import Unit
from advisory.programmes.taking_part import apply_for_unit, move_unit
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from tests.advisory.factories import log, make_unit, running
from tests.cast import act_of, member
from tests.clock import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TODAY = NOW.date()
SAID = {
    "kind": "gmina",
    "commissioning_type": "service",
    "task": "Świetlice",
    "application": "Chcemy to robić lepiej.",
}


@pytest.fixture
def recruiting(programme):
    programme.recruits_until = TODAY
    programme.save()
    return programme


@pytest.fixture
def applicant(office):
    return act_of(member("coordinator", Scope("office", office.pk), "Krystyna Koordynator"))


def test_an_office_applies_once_and_the_coordinator_is_asked(
    recruiting, applicant, programme_coordinator
):
    unit = apply_for_unit(applicant, recruiting, **SAID)
    assert (unit.state, unit.code, unit.office_id) == ("applied", "prusice", applicant.scope.id)
    assert Letter.objects.get(kind="unit_applied").to == programme_coordinator.email
    assert Duty.objects.open().get(kind="choose_unit").sentence.endswith(unit.name)
    with pytest.raises(Refused, match="już w tym programie"):
        apply_for_unit(applicant, recruiting, **SAID)
    assert figures_of(recruiting).testing_units == 0


def test_nobody_applies_after_the_term(recruiting, applicant):
    late = applicant.later(NOW + timedelta(days=1))
    with pytest.raises(Refused, match="zamknięty"):
        apply_for_unit(late, recruiting, **SAID)
    assert not Unit.objects.exists()


def test_a_clerk_does_not_apply(recruiting, clerk_act):
    with pytest.raises(Refused, match="koordynator urzędu"):
        apply_for_unit(clerk_act, recruiting, **SAID)


def test_from_the_application_to_the_end(recruiting, applicant):
    unit, runs = apply_for_unit(applicant, recruiting, **SAID), running(recruiting)
    move_unit(runs, unit, "choose")
    assert not Duty.objects.open().filter(kind="choose_unit").exists()
    with pytest.raises(Refused, match="dzień podpisania"):
        move_unit(runs, unit, "sign")
    Unit.objects.update(agreement_signed_on=TODAY)
    move_unit(runs, unit, "sign")
    assert figures_of(recruiting).testing_units == 1
    move_unit(runs, unit, "finish")
    assert (unit.state, figures_of(recruiting).testing_units) == ("finished", 1)
    assert Letter.objects.filter(kind="unit_moved").count() == 3


def test_leaving_needs_a_reason_and_the_office_may_leave_itself(recruiting, applicant):
    unit = apply_for_unit(applicant, recruiting, **SAID)
    with pytest.raises(Refused, match="dlaczego"):
        move_unit(applicant, unit, "withdraw")
    with pytest.raises(Refused, match="koordynator"):
        move_unit(applicant, unit, "choose")
    move_unit(applicant, unit, "withdraw", "Nie mamy ludzi.")
    assert unit.state == "withdrawn"


def test_the_pages_of_applying(recruiting, applicant, client_as):
    from mkus_portal.accounts.models import User  # noqa: PLC0415 - needs the apps

    client = client_as(User.objects.get(pk=applicant.user))
    listed = client.get(reverse("recruiting-programmes")).content.decode()
    assert reverse("unit-apply", args=(recruiting.pk,)) in listed
    bad = client.post(reverse("unit-apply", args=(recruiting.pk,)), {**SAID, "task": ""})
    assert bad.status_code == 422
    assert "Napisz, o jakie zadanie chodzi." in bad.content.decode()
    assert "Chcemy to robić lepiej." in bad.content.decode()
    sent = client.post(reverse("unit-apply", args=(recruiting.pk,)), SAID)
    assert sent.url == Unit.objects.get().get_absolute_url()


def test_an_ended_assignment_shows_nothing_from_the_same_minute(
    programme, unit, profile, adviser_act, client_as
):
    entry, client = log(adviser_act, unit, profile), client_as(profile.user)
    pages = (unit.get_absolute_url(), entry.get_absolute_url())
    assert [client.get(one).status_code for one in pages] == [200, 200]
    end_assignment(running(programme), unit.assignments.get(), TODAY)
    assert [client.get(one).status_code for one in pages] == [404, 404]
    assert not Unit.objects.visible_to(adviser_act).exists()
    assert not Consultation.objects.visible_to(adviser_act).exists()
    before = adviser_act.later(NOW - timedelta(minutes=1))
    assert Unit.objects.visible_to(before).get() == unit


def test_an_assignment_to_come_or_past_shows_nothing(programme, unit, profile, adviser_act):
    assignment = unit.assignments.get()
    for first, last in ((TODAY + timedelta(days=1), None), (date(2026, 1, 1), date(2026, 11, 23))):
        assignment.valid_from, assignment.valid_to = first, last
        assignment.save()
        assert not Unit.objects.visible_to(adviser_act).exists()


def test_a_unit_without_an_agreement_is_chosen_and_does_not_count(programme):
    unit = make_unit(programme)
    assert (unit.state, figures_of(programme).testing_units) == ("chosen", 0)
    act = Act.system(NOW)
    assert Unit.objects.visible_to(act).get() == unit
