"""Rounding a figure once, half-up away from zero, when it is printed (mkus.md 4.4, exact)."""

from decimal import ROUND_HALF_UP, Context, Decimal

TENTH, CENT = Decimal("0.1"), Decimal("0.01")
EXACT = Context(prec=60)


def half_up(value: Decimal, step: Decimal) -> Decimal:
    """Return a figure rounded to a step; zero has no sign."""
    return value.quantize(step, rounding=ROUND_HALF_UP, context=EXACT) + 0


def rounded(value: Decimal | None, step: Decimal) -> Decimal | None:
    """Return a figure rounded, or none, as a chart draws it."""
    return None if value is None else half_up(value, step)


def plain(value: Decimal | None, step: Decimal) -> str | None:
    """Return a figure as files have it: a dot, an ASCII minus; None for none."""
    return None if value is None else f"{half_up(value, step):f}"


def shown(value: Decimal | None, step: Decimal = CENT) -> str:
    """Return a figure as people read it: a comma, a true minus; a dash for none."""
    if value is None:
        return "–"
    return f"{half_up(value, step):f}".replace(".", ",").replace("-", "−")


def signed(value: Decimal | None, step: Decimal = CENT) -> str:
    """Return a figure as people read it, a gain with its plus."""
    text = shown(value, step)
    return f"+{text}" if value is not None and value > 0 else text
