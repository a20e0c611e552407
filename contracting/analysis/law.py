"""Legal numbers that the guide and the types' texts name: the small grant of art. 19a.

The values since 1.09.2026 come from the act of 19.06.2026 (Dz.U. 2026 poz. 1040) by way of two
notes that agree; a lawyer has still to read the act.
"""

from datetime import date
from decimal import Decimal

from mkus_portal.law.registry import Parameter, Unit

ACT_OF_2010, ACT_OF_2026 = date(2010, 3, 12), date(2026, 9, 1)

SMALL_GRANT_TASK = Parameter(
    key="small_grant.task_most",
    label="Najwyższa dotacja na jedno zadanie w trybie małego grantu",
    unit=Unit.PLN,
    cite="art. 19a ust. 1 pkt 1 UDPPiW (od 1.09.2026: Dz.U. 2026 poz. 1040)",
    values={ACT_OF_2010: 10_000, ACT_OF_2026: 20_000},
    sure=False,
)
SMALL_GRANT_YEAR = Parameter(
    key="small_grant.year_most",
    label="Ile najwyżej jedna organizacja dostaje w roku od samorządu w trybie małego grantu",
    unit=Unit.PLN,
    cite="art. 19a ust. 6 UDPPiW (od 1.09.2026: Dz.U. 2026 poz. 1040)",
    values={ACT_OF_2010: 20_000, ACT_OF_2026: 40_000},
    sure=False,
)
SMALL_GRANT_SHARE = Parameter(
    key="small_grant.share_most",
    label="Jaka część dotacji planowanych dla organizacji może pójść trybem małego grantu",
    unit=Unit.SHARE,
    cite="art. 19a ust. 7 UDPPiW (od 1.09.2026: Dz.U. 2026 poz. 1040)",
    values={ACT_OF_2010: Decimal("0.20"), ACT_OF_2026: Decimal("0.30")},
    sure=False,
)
SMALL_GRANT_POSTED = Parameter(
    key="small_grant.posted_days",
    label="Przez ile dni wisi oferta złożona w trybie małego grantu i można zgłaszać do niej uwagi",
    unit=Unit.DAYS,
    cite="art. 19a ust. 3 i 4 UDPPiW",
    values={ACT_OF_2010: 7},
)
PARAMETERS = (SMALL_GRANT_TASK, SMALL_GRANT_YEAR, SMALL_GRANT_SHARE, SMALL_GRANT_POSTED)
