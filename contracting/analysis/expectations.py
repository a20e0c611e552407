"""The surveys whose results answer what residents and organisations expect (E1-10, T04)."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from contracting.analysis.material import Material
from contracting.analysis.models import Analysis
from contracting.analysis.permissions import may_write
from contracting.analysis.rules.answers import Gap
from contracting.surveys.models import Survey
from contracting.surveys.results import QuestionResult, SurveyResults, results_of
from mkus_portal.act import Act
from mkus_portal.drafting.actions import lock_draft
from mkus_portal.drafting.actions.starting import note
from mkus_portal.drafting.models import Change
from mkus_portal.web import wording
from mkus_portal.workflow.engine import insist

MODULE, PLACE = "survey", "E1-10.survey"
NONE = "nie wybrano żadnego badania"


def eligible(analysis: Analysis) -> "models.QuerySet[Survey]":
    """Return the closed surveys of the analysis's office: their results no longer change."""
    return Survey.objects.filter(
        owner_kind="office", owner_id=analysis.office_id, state=Survey.State.CLOSED
    ).order_by("-closes_on", "-pk")


@transaction.atomic
def link_surveys(act: Act, analysis: Analysis, chosen: "models.QuerySet[Survey]") -> None:
    """Say which surveys the analysis rests on; the history keeps their titles.

    Surveys that are not the office's or not closed are left out. Raises MoveRefused.
    """
    insist(may_write(act, analysis))
    locked = lock_draft(analysis.draft)
    before = titles(analysis)
    analysis.surveys.set(eligible(analysis).filter(pk__in=chosen))
    after = titles(analysis)
    if before != after:
        note(act, locked, Change(place=PLACE, old=before or NONE, new=after or NONE, version=1))


def titles(analysis: Analysis) -> str:
    """Return the titles of the surveys of an analysis."""
    return "; ".join(analysis.surveys.order_by("pk").values_list("title", flat=True))


def survey_gaps(material: Material) -> list[Gap]:
    """Return that no survey is chosen; the question may stay without one."""
    if material.surveys:
        return []
    return [Gap("", f"{NONE}.", "", MODULE)]


@dataclass(frozen=True, slots=True)
class SurveyPart:
    """A survey as the report prints it: facts, then a table of answers for each question."""

    title: str
    facts: tuple[tuple[str, str], ...]
    withheld: str
    tables: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


def parts_of_surveys(material: Material) -> tuple[SurveyPart, ...]:
    """Return the surveys of an analysis; what people wrote in their own words is not printed."""
    return tuple(_part(results_of(one)) for one in material.surveys)


def _part(found: SurveyResults) -> SurveyPart:
    facts = [("Kto odpowiadał", found.audience), ("Odpowiedzi", str(found.answers))]
    if found.asked:
        facts.append(("Kogo pytano", found.asked))
    if found.rate is not None:
        facts.append(("Wykorzystane linki", wording.percent(found.rate)))
    if found.closes_on:
        facts.append(("Koniec badania", wording.day(found.closes_on)))
    tables = tuple((one.text, _rows(one)) for one in found.questions if _rows(one))
    return SurveyPart(found.title, tuple(facts), found.withheld, tables)


def _rows(one: QuestionResult) -> tuple[tuple[str, str, str], ...]:
    """Return (answer, count, percent); of numbers and scales the mean and the median."""
    rows = [(share.label, str(share.count), wording.percent(share.percent)) for share in one.shares]
    for row in one.rows:
        if row.mean is not None:
            rows.append((row.label, str(row.answered), f"średnia {wording.number(row.mean)}"))
        else:
            rows += [
                (f"{row.label}: {share.label}", str(share.count), wording.percent(share.percent))
                for share in row.shares
            ]
    if one.mean is not None:
        rows.append(("Średnia", str(one.answered), wording.number(one.mean)))
    if one.median is not None:
        rows.append(("Mediana", str(one.answered), wording.number(one.median)))
    return tuple(rows)


def survey_context(material: Material) -> dict[str, Any]:
    """Return what question E1-10 shows of its surveys."""
    return {"surveys": parts_of_surveys(material)}
