"""What an entry is about elsewhere: a question of an analysis, a call, an offer.

An adviser links only what exists for them by `visible_to`. A reader gets a link to what they may
open. Of an analysis the others read the words; of a call that is not public and of an offer they
read nothing: before the deadline not even an office learns of which offer an adviser spoke.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from advisory.consultations.models import Consultation
from advisory.programmes.models import Unit
from contracting.analysis.content import stages_of
from contracting.analysis.models import Analysis
from contracting.analysis.rules.answers import numbered
from contracting.calls.models import PUBLIC_STATES, Call
from contracting.offers.models import Offer
from mkus_portal.act import Act

LONGEST = 90
LINKS = ("analysis", "stage", "question", "call", "offer")
Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Place:
    """A step of an analysis, or one of its questions."""

    stage: str
    question: str
    group: str
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """What an entry is about, as a reader sees it; `url` empty: words alone."""

    term: str
    words: str
    url: str = ""


def places_of(analysis: Analysis) -> Iterator[Place]:
    """Yield the steps of an analysis, each with its questions."""
    stages = stages_of(analysis)
    numbers = {one.code: number for number, one in numbered(stages, analysis.commissioning_type)}
    for stage in stages:
        yield Place(stage.code, "", stage.short, f"cały etap {stage.short}")
        for one in stage.questions_for(analysis.commissioning_type):
            number = f"{numbers[one.code]}. " if numbers[one.code] else ""
            yield Place(stage.code, one.code, stage.short, f"{number}{one.text}")


def place_words(analysis: Analysis, stage: str, question: str) -> str:
    """Return an analysis with the step or the question that is meant."""
    for one in places_of(analysis):
        if (one.stage, one.question) == (stage, question):
            what = "pytanie " if question else ""
            return f"„{analysis}”: {what}{one.words}"
    return f"„{analysis}”"


def analyses_for(act: Act, unit: Unit) -> QuerySet[Analysis]:
    """Return the analyses of the unit's office that exist for the act."""
    return Analysis.objects.visible_to(act).filter(office=unit.office_id or 0)


def calls_for(act: Act, unit: Unit) -> QuerySet[Call]:
    """Return the calls of the unit's office that exist for the act."""
    return Call.objects.visible_to(act).filter(office=unit.office_id or 0)


def offers_for(act: Act, unit: Unit) -> QuerySet[Offer]:
    """Return the offers in calls of the unit's office that exist for the act."""
    return Offer.objects.visible_to(act).filter(office=unit.office_id or 0)


def with_own(rows: QuerySet[Any], own: int | None) -> QuerySet[Any]:
    """Add the one that the entry has already, although it may have been closed since."""
    found: QuerySet[Any] = rows.model._default_manager.filter(  # noqa: SLF001 - Django's own
        Q(pk__in=rows.values("pk")) | Q(pk=own or 0)
    )
    return found


def place_choices(act: Act, unit: Unit, own: Consultation | None) -> Choices:
    """Return the questions of the analyses to choose from, by step."""
    kept = own.analysis_id if own else None
    found: dict[str, list[tuple[str, str]]] = {}
    for analysis in with_own(analyses_for(act, unit), kept).order_by("-created_at", "-pk"):
        for one in places_of(analysis):
            group = found.setdefault(f"{analysis}: {one.group}", [])
            group.append((place_value(analysis.pk, one.stage, one.question), _short(one.words)))
    return list(found.items())


def place_value(analysis: int | None, stage: str, question: str) -> str:
    """Return a place as the form sends it; empty for none."""
    if analysis is None:
        return ""
    return "/".join(one for one in (str(analysis), stage, question) if one)


def place_of(value: str) -> dict[str, Any]:
    """Return the entry's fields for a place that the form offered."""
    if not value:
        return {"analysis_id": None, "stage": "", "question": ""}
    analysis, stage, *question = value.split("/")
    return {"analysis_id": int(analysis), "stage": stage, "question": "".join(question)}


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def faults_of_links(act: Act, entry: Consultation, before: Consultation | None) -> dict[str, str]:
    """Return a sentence for each link to what does not exist for the adviser; a kept one stays."""
    faults = {}
    for field, name, rows, sentence in (
        ("place", "analysis_id", analyses_for, "Ta analiza nie jest Ci udostępniona."),
        ("call", "call_id", calls_for, "Tego konkursu nie ma wśród konkursów jednostki."),
        ("offer", "offer_id", offers_for, "Ta oferta nie jest Ci udostępniona."),
    ):
        wanted = getattr(entry, name)
        if wanted is None or (before is not None and getattr(before, name) == wanted):
            continue
        if not rows(act, entry.unit).filter(pk=wanted).exists():
            faults[field] = sentence
    return faults


def links_of(act: Act, entry: Consultation) -> list[Link]:
    """Return what the entry is about, as far as the act may learn it."""
    found = (_analysis(act, entry), _call(act, entry), _offer(act, entry))
    return [one for one in found if one is not None]


def _analysis(act: Act, entry: Consultation) -> Link | None:
    if entry.analysis is None:
        return None
    words = place_words(entry.analysis, entry.stage, entry.question)
    is_open = Analysis.objects.visible_to(act).filter(pk=entry.analysis.pk).exists()
    url = reverse("analysis-stage", args=(entry.analysis.pk, entry.stage))
    anchor = f"#{entry.question}" if entry.question else ""
    return Link("Analiza", words, f"{url}{anchor}" if is_open else "")


def _call(act: Act, entry: Consultation) -> Link | None:
    call = Call.objects.visible_to(act).filter(pk=entry.call_id or 0).first()
    if call is None:
        return None
    if call.state in PUBLIC_STATES:
        return Link("Konkurs", str(call), reverse("call-detail", args=(call.pk,)))
    is_office = act.acts_for("office", call.office_id)
    url = reverse("office-call-detail", args=(call.pk,)) if is_office else ""
    return Link("Konkurs", str(call), url)


def _offer(act: Act, entry: Consultation) -> Link | None:
    rows = Offer.objects.visible_to(act).select_related("task", "organisation")
    offer = rows.filter(pk=entry.offer_id or 0).first()
    if offer is None:
        return None
    return Link("Oferta", f"{offer} ({offer.organisation})", offer.get_absolute_url())


def printed_links(entry: Consultation) -> tuple[tuple[str, str], ...]:
    """Return what the note may say to all its readers: never an offer, no call before it is out."""
    found = []
    if entry.analysis is not None:
        words = place_words(entry.analysis, entry.stage, entry.question)
        found.append(("Dotyczy analizy", words))
    if entry.call is not None and entry.call.state in PUBLIC_STATES:
        found.append(("Dotyczy konkursu", str(entry.call)))
    return tuple(found)
