"""The legal parameters and deadlines of choosing offers."""

from datetime import date

from mkus_portal.law.registry import Counting, Deadline, Parameter, Unit

REASONS_DAYS = Parameter(
    key="results.reasons_days",
    label="Jak długo można żądać uzasadnienia wyboru lub odrzucenia oferty",
    unit=Unit.DAYS,
    cite="art. 15 ust. 2i UDPPiW",
    values={date(2010, 3, 12): 30},
)
REASONS_WINDOW = Deadline(
    code="D02",
    label="Ogłoszenie wyników → ostatni dzień na żądanie uzasadnienia",
    length=REASONS_DAYS,
    counting=Counting.CALENDAR,
    cite="art. 15 ust. 2i UDPPiW",
)
