"""The members of a commission as its pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from contracting.evaluation.commission_permissions import (
    may_exclude,
    may_invite_again,
    may_take_out,
)
from contracting.evaluation.conflicts import Bid, Finding, bar, findings
from contracting.evaluation.documents.commission import STATEMENT
from contracting.evaluation.models import (
    CommissionMember,
    Evaluation,
    ImpartialityStatement,
    Recusal,
)
from mkus_portal.act import Act
from mkus_portal.documents.models import Document
from mkus_portal.web import wording
from mkus_portal.workflow.verdict import Verdict


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member on the overview: the seat, what has been done, what is in the way."""

    member: CommissionMember
    said: str
    declared: str
    bar: str
    recusals: tuple[Recusal, ...]
    doubts: tuple[str, ...]
    document: Document | None
    take_out: Verdict
    invite_again: Verdict
    exclude: Verdict


def lines_of(
    act: Act, evaluation: Evaluation, bids: Sequence[Bid], members: Sequence[CommissionMember]
) -> list[MemberLine]:
    """Return the standing members; the number of queries does not depend on how many there are."""
    found = findings(evaluation, members, act.day, list(bids))
    statements = {
        one.member_id: one
        for one in ImpartialityStatement.objects.filter(member__evaluation=evaluation)
    }
    files = files_of(list(statements.values()))
    return [_line(act, one, found, statements.get(one.pk), files) for one in members]


def files_of(statements: Sequence[ImpartialityStatement]) -> dict[int, Document]:
    """Return the statements' files by the statement's key; one query."""
    content_type = ContentType.objects.get_for_model(ImpartialityStatement)
    rows = Document.objects.filter(
        kind=STATEMENT, content_type=content_type, object_id__in=[one.pk for one in statements]
    )
    return {one.object_id: one for one in rows}


def _line(
    act: Act,
    member: CommissionMember,
    found: Sequence[Finding],
    statement: ImpartialityStatement | None,
    files: dict[int, Document],
) -> MemberLine:
    own = [one for one in found if one.member == member.pk]
    return MemberLine(
        member=member,
        said=_stage(act, member),
        declared=wording.exact_instant(statement.declared_at) if statement else "",
        bar=bar(own, member.pk),
        recusals=tuple(member.recusals.all()),
        doubts=tuple(dict.fromkeys(one.sentence for one in own if not one.is_certain)),
        document=files.get(statement.pk) if statement else None,
        take_out=may_take_out(act, member),
        invite_again=may_invite_again(act, member),
        exclude=may_exclude(act, member),
    )


def _stage(act: Act, member: CommissionMember) -> str:
    """Return how far the seat has come."""
    if member.appointed_by_id is None:
        return "w propozycji, czeka na powołanie"
    if member.user_id is not None:
        return "zasiada"
    invitation = member.invitation
    if invitation is not None and invitation.is_open(act.at):
        return f"powołana osoba, zaproszenie ważne do {wording.instant(invitation.expires_at)}"
    return "powołana osoba, zaproszenie straciło ważność – wyślij nowe"


def members_of(evaluation: Evaluation) -> QuerySet[CommissionMember]:
    """Return the members with all that the pages show of them."""
    together = ("evaluation__call", "organisation", "invitation", "user", "appointed_by")
    rows = evaluation.members.select_related(*together)
    return rows.prefetch_related("recusals__assessment__offer")


def missing_of(lines: Sequence[MemberLine]) -> list[str]:
    """Return who has not yet taken the seat or declared."""
    seated = [line for line in lines if line.member.is_seated]
    return [
        *(
            f"{line.member.full_name} nie przyjęła / nie przyjął jeszcze zaproszenia."
            for line in seated
            if line.member.user_id is None
        ),
        *(
            f"{line.member.full_name} nie złożyła / nie złożył jeszcze oświadczenia."
            for line in seated
            if line.member.user_id is not None and not line.declared
        ),
    ]
