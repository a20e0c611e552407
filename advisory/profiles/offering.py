"""What the public finds: which programmes, and which documents an office lets everybody read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse

from advisory.expertises.documents import EXPERTISE_CODE
from advisory.expertises.models import Expertise
from advisory.profiles.models import News, UnitProfile
from advisory.programmes.models import Programme, Unit
from contracting.analysis.models import Analysis
from contracting.surveys.models import Survey
from mkus_portal.act import Scope
from mkus_portal.documents.models import Document

ANALYSIS_REPORT = "mkus_report"


@dataclass(frozen=True, slots=True)
class Offered:
    """Something to take or to read: `size` in bytes, 0 where there is no file."""

    label: str
    what: str
    url: str
    format: str = ""
    size: int = 0
    day: date | datetime | None = None


def shown_programmes() -> QuerySet[Programme]:
    """Return the programmes of which the public reads something."""
    profiles = UnitProfile.objects.published().filter(unit__programme=OuterRef("pk"))
    news = News.objects.published().filter(programme=OuterRef("pk"))
    return Programme.objects.filter(Exists(profiles) | Exists(news))


def reports_to_give(unit: Unit) -> QuerySet[Analysis]:
    """Return the closed analyses of the unit's office."""
    return Analysis.objects.filter(office=unit.office_id, state=Analysis.State.CLOSED)


def expertises_to_give(unit: Unit) -> QuerySet[Expertise]:
    """Return the accepted expertises of the unit that were written in the portal."""
    return Expertise.objects.filter(
        unit=unit, state=Expertise.State.ACCEPTED, draft__isnull=False
    ).order_by("accepted_on", "pk")


def surveys_to_give(unit: Unit) -> QuerySet[Survey]:
    """Return the closed surveys of the unit's office."""
    own = Survey.objects.owned_by(Scope("office", unit.office_id))
    return own.filter(state=Survey.State.CLOSED).order_by("closed_at", "pk")


def files_about(model: type[Model], keys: Iterable[int], kind: str) -> dict[int, Document]:
    """Return the newest finished document of a kind about each object; one query."""
    found = Document.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=list(keys),
        kind=kind,
        state=Document.State.DONE,
    )
    return {one.object_id: one for one in found.order_by("pk")}


def report_of(profile: UnitProfile) -> Document | None:
    """Return the newest ready report of the analysis that the office shows."""
    if profile.analysis_id is None:
        return None
    return files_about(Analysis, [profile.analysis_id], ANALYSIS_REPORT).get(profile.analysis_id)


def expertise_file(profile: UnitProfile, pk: int) -> Document | None:
    """Return the document of an expertise that the office shows."""
    if not profile.expertises.filter(pk=pk).exists():
        return None
    return files_about(Expertise, [pk], EXPERTISE_CODE).get(pk)


def offered_by(profile: UnitProfile) -> list[Offered]:
    """Return all documents of the unit's page that can be taken now, the report first."""
    place = (profile.unit.programme.code, profile.unit.code)
    found = []
    report = report_of(profile)
    if report is not None:
        url = reverse("public-report", args=place)
        found.append(_pdf("Raport z analizy MKUS", str(profile.analysis), url, report))
    expertises = {one.pk: one for one in profile.expertises.order_by("accepted_on", "pk")}
    files = files_about(Expertise, expertises, EXPERTISE_CODE) if expertises else {}
    for pk, one in expertises.items():
        if pk in files:
            url = reverse("public-expertise", args=(*place, pk))
            found.append(_pdf(f"Ekspertyza: {one}", one.get_kind_display(), url, files[pk]))
    for survey in profile.surveys.order_by("closed_at", "pk"):
        url = reverse("public-survey", args=(*place, survey.pk))
        what = f"wyniki badania, odpowiadali: {survey.get_audience_display()}"
        found.append(Offered(survey.title, what, url, day=survey.closed_at))
    return found


def _pdf(label: str, what: str, url: str, document: Document) -> Offered:
    return Offered(label, what, url, "PDF", document.size or 0, document.done_at)
