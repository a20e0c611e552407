"""The cooperation agreement between a programme and a unit, as a frozen value."""

from dataclasses import dataclass
from datetime import datetime

from advisory.programmes.letterhead import letterhead_of
from advisory.programmes.models import Unit
from advisory.programmes.permissions import may_read_agreement
from mkus_portal.act import Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording

AGREEMENT = "cooperation_agreement"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that the agreement says; the day and the signatures are left for the pen."""

    letterhead: Letterhead
    programme: str
    leader: str
    partners: tuple[str, ...]
    unit: str
    office: str
    task: str
    commissioning_type: str
    period: str
    meetings: str
    expertises: str
    signed: str


def build_agreement(unit: Unit, asked_at: datetime) -> Agreement:
    """Return the agreement's content from the programme's and the unit's own data."""
    programme = unit.programme
    meetings, expertises = programme.meetings_due, programme.expertises_limit
    return Agreement(
        letterhead=letterhead_of(programme),
        programme=programme.name,
        leader=programme.leader or programme.name,
        partners=tuple(one.strip() for one in programme.partners.splitlines() if one.strip()),
        unit=unit.name,
        office=unit.office.name if unit.office else unit.name,
        task=unit.task,
        commissioning_type=unit.get_commissioning_type_display(),
        period=period_of(unit),
        meetings=f"{meetings} {wording.plural(meetings, 'spotkanie', 'spotkania', 'spotkań')}",
        expertises=(
            f"{expertises} {wording.plural(expertises, 'ekspertyza', 'ekspertyzy', 'ekspertyz')}"
        ),
        signed=wording.day(unit.agreement_signed_on) if unit.agreement_signed_on else "",
    )


def period_of(unit: Unit) -> str:
    """Return for how long the agreement is: to the programme's end."""
    last = unit.programme.ends_on
    return f"do {wording.day(last)}" if last else "do zakończenia programu"


def owner(unit: Unit) -> Scope:
    """Return the programme, in whose list the agreement stands."""
    return unit.programme.scope


COOPERATION_AGREEMENT = DocumentKind(
    code=AGREEMENT,
    label="Porozumienie o współpracy",
    template="documents/cooperation_agreement.html",
    build=build_agreement,
    may_read=may_read_agreement,
    owner=owner,
)
