"""Reports of a unit: one frozen a month ago, one being written; the programme's, frozen too."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from advisory.programmes.models import Programme, Unit
from advisory.reports import actions
from advisory.reports.models import ProgrammeReport, UnitReport
from mkus_portal.demo.loading.advisory import coordinator_act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.steps import Step, World

REPORTED = "prusice"
EFFECTS = (
    "Świetlice mają jeden standard i wspólny kalendarz zajęć.\n"
    "Urząd umie policzyć koszt godziny zajęć i porównać go z kosztem po zmianie."
)
CONCLUSIONS = (
    "Umowę na trzy lata warto poprzedzić rokiem próby w dwóch świetlicach.\n"
    "Małe organizacje potrzebują pomocy w rozliczeniach, zanim zaczną zadanie."
)
RISKS = "Zmiany kadrowe w urzędach wydłużają etap pierwszy."
LEARNT = "Spotkania w jednostce dają więcej niż szkolenia poza nią."


def unit_report_steps(world: World) -> Iterator[Step]:
    """Yield the two reports of the unit and the earlier one of the programme."""
    calendar = world.calendar
    frozen = moment(calendar.day(-30), "10:05")
    yield Step("unit-report:frozen", frozen, partial(_frozen, at=frozen))
    earlier = moment(calendar.day(-30), "12:40")
    yield Step("earlier-programme-report", earlier, partial(_programme, at=earlier))
    written = moment(calendar.day(-2), "11:15")
    yield Step("unit-report:draft", written, partial(_written, at=written))


def _unit(world: World) -> Unit:
    rows = Unit.objects.select_related("programme", "office")
    return rows.get(pk=world.get(Unit, f"unit:{REPORTED}").pk)


def _since(unit: Unit, at: datetime) -> date:
    day = unit.agreement_signed_on or unit.programme.starts_on
    return min(day, at.date()) if day else at.date()


def _frozen(world: World, at: datetime) -> UnitReport:
    unit = _unit(world)
    act = coordinator_act(world, unit.programme.scope, at)
    report = actions.begin_unit_report(
        act, unit, first_day=_since(unit, at), last_day=at.date(), conclusions=CONCLUSIONS
    )
    actions.freeze_unit_report(act, report)
    return report


def _programme(world: World, at: datetime) -> ProgrammeReport:
    programme = world.get(Programme, "programme")
    act = coordinator_act(world, programme.scope, at)
    report = actions.begin_report(
        act, programme, last_day=at.date(), risks=RISKS, conclusions=LEARNT
    )
    actions.freeze_report(act, report)
    return report


def _written(world: World, at: datetime) -> UnitReport:
    unit = _unit(world)
    act = coordinator_act(world, unit.programme.scope, at)
    return actions.begin_unit_report(
        act,
        unit,
        first_day=_since(unit, at),
        last_day=at.date(),
        effects=EFFECTS,
        conclusions=CONCLUSIONS,
    )
