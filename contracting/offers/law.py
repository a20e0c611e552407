"""Legal numbers of the offer's step."""

from datetime import date

from mkus_portal.law.registry import Parameter, Unit

CONTRACT_MAX_YEARS = Parameter(
    key="contract.max_years",
    label="Najdłuższy czas umowy o realizację zadania publicznego",
    unit=Unit.YEARS,
    cite="art. 16 ust. 3 UDPPiW",
    values={date(2010, 1, 1): 5},
)
