"""Who sets indicators, writes readings, and reads the values."""

from advisory.indicators.models import Indicator
from advisory.programmes.models import Programme
from advisory.programmes.permissions import may_look, may_run
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import Verdict, refused


def may_set(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, programme)


def may_read(act: Act, programme: Programme) -> Verdict:
    """Allow the coordinator and the operator."""
    return may_look(act, programme)


def may_note(act: Act, indicator: Indicator) -> Verdict:
    """Allow the coordinator to write the value of an indicator that the portal does not count."""
    if not indicator.is_manual:
        return refused("Wartość tego wskaźnika portal liczy sam.")
    return may_set(act, indicator.programme)


def may_remove(act: Act, indicator: Indicator) -> Verdict:
    """Allow the coordinator, unless somebody has written a reading: those are evidence."""
    if indicator.readings.exists():
        return refused("Wskaźnik ma już odczyty, dlatego zostaje.")
    return may_set(act, indicator.programme)
