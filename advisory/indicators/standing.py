"""The indicators of a programme with their values on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from advisory.indicators.figures import Figures, figures_of
from advisory.indicators.models import Indicator
from advisory.indicators.rules import Standing
from advisory.indicators.sources import BY_CODE
from advisory.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator with how far it is; `known` is False for a manual one without a reading."""

    row: Indicator
    standing: Standing
    known: bool = True


def shown_of(programme: Programme, day: date) -> list[Shown]:
    """Return the programme's indicators as they stood at the end of a day."""
    rows = list(programme.indicators.prefetch_related("readings"))
    figures = figures_of(programme, day)
    return [shown(one, figures, day) for one in rows]


def shown(indicator: Indicator, figures: Figures, day: date) -> Shown:
    """Return one indicator on a day; `readings` should be prefetched."""
    if indicator.is_manual:
        value = _last(((one.day, one.value) for one in indicator.readings.all()), day)
        standing = Standing(value or Decimal(0), indicator.target)
        return Shown(indicator, standing, known=value is not None)
    value = Decimal(BY_CODE[indicator.source].value(figures))
    return Shown(indicator, Standing(value, indicator.target))


def _last(readings: Iterable[tuple[date, Decimal]], day: date) -> Decimal | None:
    """Return the newest value by the day; readings come newest first."""
    return next((value for when, value in readings if when <= day), None)
