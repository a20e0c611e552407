"""The legal parameters and deadlines of the contract."""

from datetime import date

from mkus_portal.law.registry import Counting, Deadline, Parameter, Unit

PAYMENT_DAYS = Parameter(
    key="contract.payment_days",
    label="W ile dni od zawarcia umowy przekazuje się dotację albo jej pierwszą transzę",
    unit=Unit.DAYS,
    cite="§ 3 umowy ramowej (Dz.U. 2018 poz. 2057)",
    values={date(2019, 3, 1): 30},
    sure=False,
)
PAYMENT = Deadline(
    code="D19",
    label="Zawarcie umowy → ostatni dzień przekazania dotacji lub pierwszej transzy",
    length=PAYMENT_DAYS,
    counting=Counting.CALENDAR,
    cite="§ 3 umowy ramowej",
)
FINAL_REPORT_DAYS = Parameter(
    key="report.final_days",
    label="W ile dni od zakończenia zadania składa się sprawozdanie końcowe",
    unit=Unit.DAYS,
    cite="art. 18 ust. 1 UDPPiW",
    values={date(2010, 3, 12): 30},
)
FINAL_REPORT = Deadline(
    code="D08",
    label="Zakończenie zadania → ostatni dzień na sprawozdanie końcowe",
    length=FINAL_REPORT_DAYS,
    counting=Counting.CALENDAR,
    cite="art. 18 ust. 1 UDPPiW",
)
