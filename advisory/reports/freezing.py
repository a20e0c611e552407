"""A report as it was frozen, and what of its figures the records would say otherwise now."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from advisory.programmes.logos import printed_logos
from advisory.programmes.models import Programme
from advisory.reports.models import Freezable
from mkus_portal.chapters import Paper, kept, paper_of
from mkus_portal.chapters.word import SUMMARY
from mkus_portal.web import wording

DRAFT_MARK = "WERSJA ROBOCZA"
FROZEN_ON = "Liczby zamrożono"


def frozen_content(paper: Paper, at: datetime) -> dict[str, Any]:
    """Return the report to be kept: without the mark of a draft, with the instant."""
    facts = (*paper.facts, (FROZEN_ON, wording.instant(at)))
    return kept(replace(paper, watermark="", facts=facts))


def as_frozen(report: Freezable, programme: Programme) -> Paper | None:
    """Return the report as it was frozen; None while it is not.

    Of the letterhead its words are kept; pictures in it are the programme's own of today.
    """
    if report.content is None:
        return None
    paper = paper_of(report.content)
    return replace(paper, letterhead=replace(paper.letterhead, logos=printed_logos(programme)))


def moved(frozen: Paper, now: Paper) -> tuple[str, ...]:
    """Return the headings of the chapters that records would fill otherwise now."""
    before = {one.heading: one for one in frozen.sections}
    found = [one.heading for one in now.sections if before.get(one.heading) != one]
    return tuple([SUMMARY] * (frozen.summary != now.summary) + found)
