"""What the change has saved by the end of each year of the horizon."""

from dataclasses import dataclass
from decimal import Decimal

from contracting.analysis.rules.economic import EconomicFigures


@dataclass(frozen=True, slots=True)
class Saving:
    """Złoty saved by the end of year 0, 1 … of the horizon, unrounded; year 0 is the one-off cost.

    `payback` in years (t_0), None where there is none or it is beyond the horizon.
    """

    by_year: tuple[Decimal, ...]
    payback: Decimal | None

    @property
    def years(self) -> int:
        """Return the horizon."""
        return len(self.by_year) - 1


def saving_of(figures: EconomicFigures, years: int) -> Saving | None:
    """Return the saving over `years`, not discounted (mkus.md 4.4, points 6 and 7).

    None where there is nothing to compare with.
    """
    present, future, one_off = figures["K_A"], figures["K_B"], figures["J"]
    if figures["dK"] is None or present is None or future is None or one_off is None:
        return None
    yearly = present - future + one_off / years
    payback = figures["t0"]
    is_within = payback is not None and 0 < payback <= years
    return Saving(
        tuple(yearly * year - one_off for year in range(years + 1)),
        payback if is_within else None,
    )
