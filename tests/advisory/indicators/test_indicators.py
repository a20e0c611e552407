"""Actual against target, readings, alerts, and what one changed record moves."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from advisory.consultations.models import Consultation
from advisory.events.models import Presence
from advisory.expertises.models import Expertise
from advisory.indicators import actions
from advisory.indicators.alerts import alerts_of
from advisory.indicators.figures import figures_of
from advisory.indicators.models import Indicator
from advisory.indicators.printing import keyed
from advisory.indicators.rules import Standing, meetings_due_by
from advisory.indicators.sources import BY_CODE, SOURCES
from advisory.indicators.standing import shown_of
from mkus_portal.verdict import Refused
from tests.advisory.events.factories import held
from tests.advisory.factories import log, running
from tests.clock import NOW

TODAY = NOW.date()
database = pytest.mark.django_db


def differing(before, after):
    return {name for name in before if before[name] != after[name]}


@database
def test_one_record_moves_exactly_the_right_figures(programme, unit, profile, adviser_act):
    entry = log(adviser_act, unit, profile)
    before = keyed(figures_of(programme))
    Consultation.objects.filter(pk=entry.pk).update(hours=4)
    after = keyed(figures_of(programme))
    assert differing(before, after) == {
        "advice_hours_gminas",
        "advice_hours_all",
        "hours_by_adviser",
    }
    Consultation.objects.filter(pk=entry.pk).update(form="phone")
    assert differing(after, keyed(figures_of(programme))) == {
        "adviser_meetings",
        "other_consultations",
    }


@database
def test_registered_people_count_beside_those_by_hand(programme):
    event = held(programme, kind="congress", people_office=2)
    person = event.participants.create(
        full_name="A", name_folded="a", sector="office", registered_at=NOW
    )
    assert figures_of(programme).first_congress.total == 2
    Presence.objects.create(participant=person, day=event.days.get(), noted="list", noted_at=NOW)
    said = figures_of(programme)
    assert (said.first_congress.people["office"], said.events["congress"].total) == (3, 3)


@database
def test_only_the_congress_that_began_first_is_the_first(programme):
    held(programme, kind="congress", title="II", first=date(2026, 6, 1), people_ngo=200)
    held(programme, kind="congress", title="I", first=date(2026, 3, 1), people_ngo=7)
    assert figures_of(programme).first_congress.people["ngo"] == 7
    assert figures_of(programme).events["congress"].count == 2


@database
def test_a_figure_is_as_it_was_on_a_day(programme):
    held(programme, first=date(2026, 11, 10))
    assert figures_of(programme, date(2026, 11, 9)).events["ngo_training"].count == 0
    assert figures_of(programme, date(2026, 11, 10)).events["ngo_training"].count == 1


@database
def test_every_source_has_as_many_records_as_it_says(programme, unit, profile, adviser_act):
    log(adviser_act, unit, profile)
    held(
        programme, [unit], kind="office_training", first=date(2026, 11, 9), last=date(2026, 11, 10)
    )
    Expertise.objects.create(
        unit=unit, kind="task_standard", ordered_on=TODAY, is_imported=True, title=""
    )
    figures = figures_of(programme, TODAY)
    for source in SOURCES:
        records = source.records(programme, TODAY).count()
        if source.unit == "szt.":
            assert records == source.value(figures), source.code


@database
def test_typical_indicators_are_added_once(programme):
    act = running(programme)
    assert actions.add_counted_indicators(act, programme) == len(SOURCES)
    assert actions.add_counted_indicators(act, programme) == 0
    assert set(Indicator.objects.values_list("source", flat=True)) == set(BY_CODE)


@database
def test_a_reading_counts_from_its_day_on(programme):
    act = running(programme)
    manual = actions.add_indicator(act, programme, name="Zadowolenie", unit="%", source="manual")
    actions.note_reading(act, manual, day=date(2026, 6, 1), value=70, evidence="Ankieta")
    actions.note_reading(act, manual, day=date(2026, 9, 1), value=82, evidence="Ankieta")
    values = [
        (one.known, one.standing.value)
        for day in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 9, 1))
        for one in shown_of(programme, day)
    ]
    assert values == [(False, 0), (True, 70), (True, 82)]
    with pytest.raises(ValidationError, match="już minął"):
        actions.note_reading(act, manual, day=date(2027, 1, 1), value=1, evidence="Wróżba")
    with pytest.raises(Refused, match="ma już odczyty"):
        actions.remove_indicator(act, manual)


@database
def test_what_the_portal_counts_nobody_writes(programme):
    counted = actions.add_indicator(
        running(programme), programme, name="Kongresy", unit="szt.", source="congresses"
    )
    with pytest.raises(Refused, match="liczy sam"):
        actions.note_reading(running(programme), counted, day=TODAY, value=1, evidence="x")


@database
def test_alerts_name_the_unit_and_the_reason(programme, unit, profile, adviser_act):
    programme.ends_on = date(2026, 12, 31)
    programme.save()
    unit.assignments.update(hours_limit=2)
    log(adviser_act, unit, profile)
    Expertise.objects.bulk_create(
        Expertise(unit=unit, kind="task_standard", ordered_on=TODAY, is_imported=True)
        for _ in range(programme.expertises_limit)
    )
    said = [one.sentence for one in alerts_of(programme, TODAY)]
    assert said == [
        "Godziny doradztwa przekraczają limit o 0,5 h.",
        "Wykorzystane wszystkie ekspertyzy: 5.",
        "Spotkania z doradcą: 1, a do dziś powinno być 10 spotkań.",
    ]


@database
def test_an_open_event_of_the_past_is_an_alert(programme):
    from tests.advisory.events.factories import plan  # noqa: PLC0415 - needs the apps

    plan(programme, first=date(2026, 11, 1))
    (alert,) = alerts_of(programme, TODAY)
    assert "już minęło" in alert.sentence


@database
@pytest.mark.usefixtures("clock")
def test_the_page_shows_value_target_and_share(client, programme, programme_coordinator):
    held(programme)
    actions.add_indicator(
        running(programme), programme, name="Dla NGO", unit="szt.", source="ngo_trainings", target=4
    )
    client.force_login(programme_coordinator)
    page = client.get(reverse("indicator-list", args=(programme.pk,))).content.decode()
    assert "1 szt." in page
    assert "25%" in page
    bad = client.get(reverse("indicator-list", args=(programme.pk,)), {"na": "wczoraj"})
    assert "Podaj dzień, np." in bad.content.decode()


@given(st.integers(0, 60), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_meetings_due_grow_and_end_at_all(due, first, length):
    last = first.fromordinal(first.toordinal() + length)
    ends = [
        meetings_due_by(first.fromordinal(first.toordinal() + at), first, last, due)
        for at in range(-1, length + 2)
    ]
    assert ends == sorted(ends)
    assert (ends[0], ends[-1]) == (0, due)


@given(st.decimals(0, 10**6, places=2), st.none() | st.decimals(0, 10**6, places=2))
def test_a_standing_never_divides_by_zero(value, target):
    standing = Standing(value, target)
    assert (standing.percent is None) == (not target)
    assert standing.missing >= 0
    assert standing.is_reached == (target is not None and standing.missing == Decimal(0))
