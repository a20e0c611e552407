"""The legal parameters and deadlines of announcing a call for offers."""

from datetime import date

from mkus_portal.law.registry import Counting, Deadline, Parameter, Unit

MIN_DAYS = Parameter(
    key="competition.min_days",
    label="Najkrótszy termin składania ofert od ostatniego ogłoszenia",
    unit=Unit.DAYS,
    cite="art. 13 ust. 1 UDPPiW",
    values={date(2010, 3, 12): 21},
)
EARLIEST_DEADLINE = Deadline(
    code="D01",
    label="Ostatnie ogłoszenie konkursu → najwcześniejszy termin składania ofert",
    length=MIN_DAYS,
    counting=Counting.CALENDAR,
    cite="art. 13 ust. 1 UDPPiW",
)
