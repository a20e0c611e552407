"""The list of a commission as an act left it, and a member's statement of impartiality."""

from dataclasses import dataclass
from datetime import datetime

from contracting.evaluation.commission_permissions import may_read_line_up, may_read_statement
from contracting.evaluation.models import CommissionAct, Evaluation, ImpartialityStatement
from mkus_portal.act import Act, Scope
from mkus_portal.documents.digest import in_fours
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording
from mkus_portal.workflow.verdict import Verdict

LINE_UP = "commission_line_up"
STATEMENT = "impartiality_statement"


def letterhead_of(evaluation: Evaluation) -> Letterhead:
    """Return the office's letterhead."""
    office = evaluation.call.office
    lines = (office.office_name, f"{office.street}, {office.postcode} {office.seat}".strip(" ,"))
    return Letterhead(office.name, tuple(line for line in lines if line), office.seat)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A person of the commission; nothing of them but what the list needs."""

    name: str
    function: str
    side: str
    organisation: str


@dataclass(frozen=True, slots=True)
class LineUp:
    """The list of the commission with the act."""

    letterhead: Letterhead
    call: str
    act: str
    signatory: str
    rows: tuple[LineRow, ...]
    without_ngo: str


def build_line_up(record: CommissionAct, asked_at: datetime) -> LineUp:
    """Return the list as the act left it; the same at any instant."""
    office = record.evaluation.call.office
    return LineUp(
        letterhead=letterhead_of(record.evaluation),
        call=record.evaluation.call.title,
        act=f"{office.act_kind.capitalize()} nr {record.number} z dnia {wording.day(record.date)}",
        signatory=record.signatory,
        rows=tuple(
            LineRow(
                name=one["name"],
                function=", ".join(
                    part for part in ("przewodniczy" * one["is_chair"], one["function"]) if part
                ),
                side=one["side"],
                organisation=one["organisation"],
            )
            for one in record.content["members"]
        ),
        without_ngo=record.content["without_ngo"],
    )


@dataclass(frozen=True, slots=True)
class StatementRow:
    """An offer of the list of bidders and what the member said of it."""

    number: str
    bidders: str
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of impartiality."""

    letterhead: Letterhead
    call: str
    member: str
    side: str
    declared: str
    wording: str
    digest: str
    rows: tuple[StatementRow, ...]


def build_statement(statement: ImpartialityStatement, asked_at: datetime) -> Statement:
    """Return the statement as it was made; the same at any instant."""
    member = statement.member
    return Statement(
        letterhead=letterhead_of(member.evaluation),
        call=member.evaluation.call.title,
        member=member.full_name,
        side=member.get_side_display(),
        declared=wording.exact_instant(statement.declared_at),
        wording=statement.wording,
        digest=in_fours(statement.bidders_digest),
        rows=tuple(StatementRow(**one) for one in statement.content["bids"]),
    )


def may_read_act(act: Act, record: CommissionAct) -> Verdict:
    """Whoever reads the line-up reads its list."""
    return may_read_line_up(act, record.evaluation)


def owner_of_line_up(record: CommissionAct) -> Scope:
    """Return the office in whose list the document stands."""
    return Scope("office", record.evaluation.call.office_id)


def owner_of_statement(statement: ImpartialityStatement) -> Scope:
    """Return the office in whose list the document stands."""
    return Scope("office", statement.member.evaluation.call.office_id)


KINDS = (
    DocumentKind(
        code=LINE_UP,
        label="Skład komisji konkursowej",
        template="documents/commission_line_up.html",
        build=build_line_up,
        may_read=may_read_act,
        owner=owner_of_line_up,
    ),
    DocumentKind(
        code=STATEMENT,
        label="Oświadczenie o bezstronności",
        template="documents/impartiality_statement.html",
        build=build_statement,
        may_read=may_read_statement,
        owner=owner_of_statement,
    ),
)
