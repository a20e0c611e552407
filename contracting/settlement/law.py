"""The legal parameters and deadlines of the settlement."""

from datetime import date, timedelta
from decimal import Decimal

from mkus_portal.law.registry import Counting, Deadline, Parameter, Unit
from mkus_portal.law.working_days import next_working_day

SINCE = date(2019, 3, 1)
CALLED_DAYS = Parameter(
    key="report.called_days",
    label="Ile co najmniej dni ma zleceniobiorca na sprawozdanie częściowe od doręczenia wezwania",
    unit=Unit.DAYS,
    cite="art. 18 ust. 3 UDPPiW",
    values={SINCE: 30},
)
CALLED = Deadline(
    code="D09",
    label="Doręczenie wezwania → najwcześniejszy termin sprawozdania częściowego",
    length=CALLED_DAYS,
    counting=Counting.CALENDAR,
    cite="art. 18 ust. 3 UDPPiW",
)
YEARLY_DAYS = Parameter(
    key="report.yearly_days",
    label="W ile dni od końca roku składa się sprawozdanie częściowe z zadania wieloletniego",
    unit=Unit.DAYS,
    cite="§ 9 umowy ramowej (Dz.U. 2018 poz. 2057)",
    values={SINCE: 30},
    sure=False,
)
YEARLY = Deadline(
    code="D08a",
    label="Koniec roku budżetowego → sprawozdanie częściowe z zadania wieloletniego",
    length=YEARLY_DAYS,
    counting=Counting.CALENDAR,
    cite="§ 9 umowy ramowej",
)
SUMMONS_DAYS = Parameter(
    key="report.summons_days",
    label="Ile dni daje wezwanie do złożenia zaległego sprawozdania",
    unit=Unit.DAYS,
    cite="§ 9 ust. 7 umowy ramowej",
    values={SINCE: 7},
    sure=False,
)
SUMMONS = Deadline(
    code="D21",
    label="Wezwanie → złożenie zaległego sprawozdania",
    length=SUMMONS_DAYS,
    counting=Counting.CALENDAR,
    cite="§ 9 ust. 7 umowy ramowej",
)
UNUSED_DAYS = Parameter(
    key="return.unused_days",
    label="W ile dni od terminu wykorzystania krótszego niż rok zwraca się niewykorzystaną dotację",
    unit=Unit.DAYS,
    cite="art. 251 ust. 3 UFP",
    values={date(2010, 1, 1): 15},
)
UNUSED = Deadline(
    code="D16",
    label="Termin wykorzystania dotacji krótszy niż rok → zwrot niewykorzystanej części",
    length=UNUSED_DAYS,
    counting=Counting.CALENDAR,
    cite="art. 251 ust. 3 UFP",
)
UNUSED_YEAR_DAYS = Parameter(
    key="return.unused_year_days",
    label="Ile dni po 31 grudnia zwraca się dotację niewykorzystaną do końca roku (do 31 stycznia)",
    unit=Unit.DAYS,
    cite="art. 251 ust. 1 UFP",
    values={date(2010, 1, 1): 31},
    sure=False,
)
UNUSED_YEAR = Deadline(
    code="D17",
    label="Koniec roku budżetowego → zwrot niewykorzystanej dotacji (31 stycznia)",
    length=UNUSED_YEAR_DAYS,
    counting=Counting.CALENDAR,
    cite="art. 251 ust. 1 UFP",
)
FOUND_DAYS = Parameter(
    key="return.found_days",
    label="W ile dni od stwierdzenia zwraca się dotację wykorzystaną lub pobraną nieprawidłowo",
    unit=Unit.DAYS,
    cite="art. 252 ust. 1 UFP",
    values={date(2010, 1, 1): 15},
)
FOUND = Deadline(
    code="D18",
    label="Stwierdzenie nieprawidłowości → zwrot dotacji z odsetkami",
    length=FOUND_DAYS,
    counting=Counting.CALENDAR,
    cite="art. 252 ust. 1 UFP",
)
MOVES_OFF_FREE_DAYS = Parameter(
    key="term.moves_off_free_days",
    label="Czy termin z soboty lub święta przechodzi na następny dzień roboczy",
    unit=Unit.SWITCH,
    cite="art. 57 § 4 KPA (D29)",
    values={date(2017, 6, 1): 1},
    sure=False,
)
INTEREST_RATE = Parameter(
    key="interest.rate",
    label="Odsetki od zaległości podatkowych w stosunku rocznym",
    unit=Unit.SHARE,
    cite="art. 56 § 1 Ordynacji podatkowej i obwieszczenia ministra finansów",
    values={
        date(2016, 1, 1): Decimal("0.08"),
        date(2020, 3, 18): Decimal("0.08"),
        date(2022, 2, 9): Decimal("0.085"),
        date(2022, 3, 9): Decimal("0.10"),
        date(2022, 4, 7): Decimal("0.12"),
        date(2022, 5, 6): Decimal("0.135"),
        date(2022, 6, 9): Decimal("0.15"),
        date(2022, 7, 8): Decimal("0.16"),
        date(2022, 9, 8): Decimal("0.165"),
        date(2023, 9, 7): Decimal("0.15"),
        date(2023, 10, 5): Decimal("0.145"),
        date(2025, 5, 8): Decimal("0.135"),
        date(2025, 7, 3): Decimal("0.13"),
        date(2025, 9, 4): Decimal("0.125"),
        date(2025, 10, 9): Decimal("0.12"),
        date(2025, 11, 6): Decimal("0.115"),
        date(2025, 12, 4): Decimal("0.11"),
    },
    sure=False,
)
INTEREST_LEAST = Parameter(
    key="interest.least",
    label="Odsetek nie nalicza się, gdy nie przekraczają trzykrotności opłaty za list polecony",
    unit=Unit.PLN,
    cite="art. 54 § 1 pkt 5 Ordynacji podatkowej",
    values={date(2016, 1, 1): Decimal("8.70")},
    sure=False,
)
INTEREST_YEAR = Parameter(
    key="interest.days_in_year",
    label="Przez ile dni dzieli się stawkę roczną odsetek",
    unit=Unit.DAYS,
    cite="wzór z rozporządzenia o naliczaniu odsetek za zwłokę",
    values={date(2005, 1, 1): 365},
    sure=False,
)
MISUSE_OFFSET = Parameter(
    key="interest.misuse_start_offset_days",
    label="Ile dni po przekazaniu dotacji zaczynają biec odsetki od wykorzystanej nieprawidłowo",
    unit=Unit.DAYS,
    cite="art. 252 ust. 6 pkt 1 UFP; projekt UD327 przewiduje 1",
    values={date(2010, 1, 1): 0},
)


def accepted_day(last: date) -> date:
    """Return the day until which a term that ends on `last` is still kept (D29)."""
    return next_working_day(last) if MOVES_OFF_FREE_DAYS.at(last) else last


RECOMMENDATION_DAYS = Parameter(
    key="inspection.recommendation_days",
    label="W ile dni od doręczenia wykonuje się zalecenia pokontrolne",
    unit=Unit.DAYS,
    cite="§ 8 ust. 6 umowy ramowej (Dz.U. 2018 poz. 2057)",
    values={date(2019, 3, 1): 14},
    sure=False,
)
RECOMMENDATIONS = Deadline(
    code="D20",
    label="Doręczenie zaleceń pokontrolnych → ostatni dzień na ich wykonanie",
    length=RECOMMENDATION_DAYS,
    counting=Counting.CALENDAR,
    cite="§ 8 ust. 6 umowy ramowej",
)
OBJECTION_DAYS = Parameter(
    key="inspection.objection_days",
    label="W ile dni od doręczenia protokołu kontroli podpisuje się go albo zgłasza zastrzeżenia",
    unit=Unit.DAYS,
    cite="art. 17 UDPPiW; terminu nie określa ustawa, tylko praktyka urzędów",
    values={date(2010, 3, 12): 14},
    sure=False,
)
INSPECTION_YEARS = Parameter(
    key="inspection.years",
    label="Przez ile lat, licząc od początku roku po roku zadania, można je kontrolować",
    unit=Unit.YEARS,
    cite="§ 6 ust. 2 i § 8 umowy ramowej (Dz.U. 2018 poz. 2057)",
    values={date(2019, 3, 1): 5},
    sure=False,
)


def last_day_to_object(delivered: date) -> date:
    """Return the last day to sign a protocol or to object to it; delivery is not counted."""
    return delivered + timedelta(days=OBJECTION_DAYS.number_at(delivered))


def last_day_to_inspect(task_ended: date) -> date:
    """Return the last day on which a task may be inspected (contract § 8 with § 6)."""
    return date(task_ended.year + INSPECTION_YEARS.number_at(task_ended), 12, 31)


ENTRIES: tuple[Parameter | Deadline, ...] = (
    CALLED_DAYS,
    CALLED,
    YEARLY_DAYS,
    YEARLY,
    SUMMONS_DAYS,
    SUMMONS,
    UNUSED_DAYS,
    UNUSED,
    UNUSED_YEAR_DAYS,
    UNUSED_YEAR,
    FOUND_DAYS,
    FOUND,
    MOVES_OFF_FREE_DAYS,
    INTEREST_RATE,
    INTEREST_LEAST,
    INTEREST_YEAR,
    MISUSE_OFFSET,
    RECOMMENDATION_DAYS,
    RECOMMENDATIONS,
    OBJECTION_DAYS,
    INSPECTION_YEARS,
)
