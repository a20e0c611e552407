"""The public pages: programmes, one programme, one unit with its calendar and documents."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.indicators.figures import figures_of
from advisory.profiles.calendars import calendar_of, entries_of
from advisory.profiles.keeping import KeptPage
from advisory.profiles.models import PressKit, UnitProfile
from advisory.profiles.offering import expertise_file, offered_by, report_of, shown_programmes
from advisory.profiles.voivodeships import name_of, tiles, unknown
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from contracting.surveys.charts import chart_of
from contracting.surveys.models import Survey
from contracting.surveys.results import SurveyResults, results_of
from mkus_portal.calendars import CONTENT_TYPE, calendar_file
from mkus_portal.web import wording
from mkus_portal.web.pages.documents import send_document
from mkus_portal.web.permission import public
from mkus_portal.web.views import Page

SHOWN = 5
PARTS = (
    ("Program", "public-programme"),
    ("Jednostki", "public-units"),
    ("Aktualności", "public-news-list"),
)
PRESS = ("Dla mediów", "public-press")
ADVISER = "doradca programu"
TOO_FEW = "Odpowiedzi było za mało, aby pokazać wyniki bez zdradzania, kto co odpowiedział."


class PublicProgrammes(KeptPage):
    """All programmes that show something."""

    template_name = "advisory/profiles/programmes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add them."""
        return super().get_context_data(programmes=list(shown_programmes()), **kwargs)


class InProgramme(Page):
    """A public page inside a programme."""

    permission = public

    def programme(self) -> Programme:
        """Return the programme of the address, else 404."""
        return get_object_or_404(shown_programmes(), code=self.kwargs["code"])


class ProgrammePage(InProgramme, KeptPage):
    """One of the programme's public pages that stand beside each other."""

    part = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages beside this one."""
        code = self.kwargs["code"]
        kits = PressKit.objects.filter(programme__code=code, state=PressKit.State.PUBLISHED)
        names = [*PARTS, PRESS] if kits.exists() else PARTS
        parts = [(label, reverse(name, args=(code,)), name == self.part) for label, name in names]
        return super().get_context_data(**{"parts": parts, **kwargs})


class PublicProgramme(ProgrammePage):
    """A programme: what it came to so far, its units, its news."""

    part = "public-programme"
    template_name = "advisory/profiles/programme.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add figures, the map, news."""
        programme = self.programme()
        figures = figures_of(programme, self.act.day)
        people = sum(one.total for one in figures.events.values())
        counts = counts_of(programme)
        return super().get_context_data(
            programme=programme,
            partners=[one for one in programme.partners.splitlines() if one.strip()],
            figures=[
                ("Jednostki testujące", str(figures.testing_units)),
                ("Godziny doradztwa", wording.number(figures.hours)),
                ("Wydarzenia", str(sum(one.count for one in figures.events.values()))),
                ("Uczestnicy wydarzeń", str(people)),
            ],
            recruits=programme.recruits_on(self.act.day),
            tiles=tiles(counts),
            unknown=unknown(counts),
            shown=sum(counts.values()),
            news=list(programme.news.published()[:SHOWN]),
            **kwargs,
        )


def counts_of(programme: Programme) -> dict[str, int]:
    """Return how many units show their page, by the code of the voivodeship; one query."""
    rows = UnitProfile.objects.published().filter(unit__programme=programme).with_region()
    regions = rows.order_by().values("region")  # type: ignore[misc]  # the annotation
    return {row["region"]: row["units"] for row in regions.annotate(units=Count("pk"))}


class PublicUnitPage(InProgramme):
    """A public page of a unit."""

    def profile(self) -> UnitProfile:
        """Return the published profile of the address, else 404."""
        rows = UnitProfile.objects.published().with_region()
        return get_object_or_404(
            rows.select_related("unit__programme", "analysis"),
            unit__programme__code=self.kwargs["code"],
            unit__code=self.kwargs["unit_code"],
        )


class PublicUnit(PublicUnitPage, KeptPage):
    """A unit: task and type, who advises, effects, documents, calendar."""

    template_name = "advisory/profiles/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that the page shows."""
        profile = self.profile()
        unit = profile.unit
        region: str = profile.region  # type: ignore[attr-defined]  # the queryset's annotation
        calendar = calendar_of(profile, self.act.day)
        return super().get_context_data(
            profile=profile,
            unit=unit,
            facts=[
                ("Rodzaj", unit.get_kind_display()),
                ("Województwo", name_of(region)),
                ("Typ zlecenia", unit.get_commissioning_type_display()),
                ("Udział", unit.get_state_display()),
                ("Porozumienie", wording.day(unit.agreement_signed_on)),
                ("Doradca", "\n".join(self.advisers(unit)) or "–"),
            ],
            calendar=calendar,
            documents=offered_by(profile),
            **kwargs,
        )

    def advisers(self, unit: Unit) -> list[str]:
        """Return who accompanies the unit: function and organisation; names only as agreed."""
        now = Assignment.objects.in_force(self.act).filter(unit=unit)
        rows = Adviser.objects.filter(assignments__in=now).select_related("card").distinct()
        found = [adviser_in_words(one) for one in rows.order_by("organisation_name", "pk")]
        return list(dict.fromkeys(found))


def adviser_in_words(adviser: Adviser) -> str:
    """Return what the public reads of an adviser."""
    card = getattr(adviser, "card", None)
    parts = [
        adviser.full_name if card and card.shows_name else "",
        (card.function if card else "") or ADVISER,
        adviser.organisation_name,
    ]
    return ", ".join(filter(None, parts))


class PublicCalendar(PublicUnitPage):
    """The unit's calendar as a feed for programmes that keep calendars."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it."""
        profile = self.profile()
        host = urlsplit(settings.SITE_URL).hostname or "portal"
        url = f"{settings.SITE_URL}{profile.get_absolute_url()}"
        content = calendar_file(entries_of(profile, url), host, profile.unit.name)
        headers = {"Content-Disposition": f'inline; filename="{profile.unit.code}.ics"'}
        return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


class PublicReport(PublicUnitPage):
    """The report that the office shows, as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it. Raises Http404 while there is none."""
        document = report_of(self.profile())
        if document is None:
            raise Http404
        return send_document(request, document)


class PublicExpertise(PublicUnitPage):
    """An expertise that the office shows, as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it. Raises Http404 while there is none."""
        document = expertise_file(self.profile(), self.kwargs["pk"])
        if document is None:
            raise Http404
        return send_document(request, document)


class PublicSurvey(PublicUnitPage, KeptPage):
    """The results of a survey that the office shows: counts and shares, no one's own words."""

    template_name = "advisory/profiles/survey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add them. Raises Http404 for a survey that is not shown."""
        profile = self.profile()
        survey = get_object_or_404(profile.surveys, pk=self.kwargs["pk"])
        results = public_results(survey)
        return super().get_context_data(
            profile=profile,
            unit=profile.unit,
            results=results,
            questions=[(one, chart_of(one)) for one in results.questions],
            **kwargs,
        )


def public_results(survey: Survey) -> SurveyResults:
    """Return the results without anybody's own words; none of a group that is too small."""
    found = results_of(survey)
    if found.answers < survey.smallest_group:
        return replace(found, questions=(), withheld=found.withheld or TOO_FEW)
    plain = tuple(replace(one, texts=()) for one in found.questions)
    counted = tuple(one for one in plain if one.shares or one.rows or one.mean is not None)
    return replace(found, questions=counted)
