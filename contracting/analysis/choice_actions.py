"""Keeping why a type was chosen: the answers, the ranking at the time, the team's reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from contracting.analysis.actions import start_analysis
from contracting.analysis.content import method_of
from contracting.analysis.method.choice import ANSWERS
from contracting.analysis.models import Analysis, TypeChoice
from contracting.analysis.permissions import may_write
from contracting.analysis.rules.choice import frozen, rank
from mkus_portal.act import Act
from mkus_portal.drafting import actions as drafting
from mkus_portal.drafting.actions.starting import note
from mkus_portal.drafting.models import Change
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.engine import insist

CHOICE_PLACE = "choice"
NOT_YET = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is kept: answers by question, and why this type in the team's own words."""

    answers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.answers or self.reason.strip())


@transaction.atomic
def start_chosen(
    act: Act, office: LocalGovernment, given: Mapping[str, str], chosen: Chosen, *, is_staged: bool
) -> Analysis:
    """Start an analysis and keep why this type; `given` has title, task_name, commissioning_type.

    Raises what `start_analysis` raises.
    """
    analysis = start_analysis(act, office, **given, is_staged=is_staged)
    if chosen:
        keep_choice(act, analysis, chosen)
    return analysis


@transaction.atomic
def keep_choice(
    act: Act, analysis: Analysis, chosen: Chosen, based_on: int | None = None
) -> TypeChoice:
    """Keep the choice; `based_on` is the version seen, NOT_YET for none.

    Answers of questions that the method does not have, or that are no answer, are left out.
    Raises MoveRefused, and Overtaken when somebody has saved another one meanwhile.
    """
    drafting.lock_draft(analysis.draft)
    analysis.refresh_from_db(fields=["state"])
    insist(may_write(act, analysis))
    method = method_of(analysis)
    row = TypeChoice.objects.filter(analysis=analysis).first()
    old = "" if row is None else in_words(row)
    if row is None:
        row = TypeChoice(analysis=analysis)
    else:
        row.step(based_on)
    row.answers = {
        code: chosen.answers[code]
        for code in method.choice.codes
        if chosen.answers.get(code) in ANSWERS
    }
    ranking = rank(method.choice, method.types, row.answers)
    row.ranking = frozen(ranking) if ranking.says_something else {}
    row.reason = chosen.reason.strip()
    row.changed_at, row.changed_by_id = act.at, act.user
    row.save()
    change = Change(place=CHOICE_PLACE, version=row.edit_version, old=old, new=in_words(row))
    note(act, analysis.draft, change)
    return row


def in_words(row: TypeChoice) -> str:
    """Return the kept choice as the history shows it."""
    method = method_of(row.analysis).choice
    said = "; ".join(
        f"{code}: {method.answers[row.answers[code]]}"
        for code in method.codes
        if code in row.answers
    )
    return "\n".join(filter(None, (said, row.reason)))
