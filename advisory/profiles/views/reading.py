"""The public pages: programmes, one programme, one unit, its report, a piece of news."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from advisory.events.documents import period_of
from advisory.events.models import Event
from advisory.indicators.figures import figures_of
from advisory.profiles.given import report_of
from advisory.profiles.models import News, UnitProfile
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from mkus_portal.web import wording
from mkus_portal.web.pages.documents import send_document
from mkus_portal.web.permission import public
from mkus_portal.web.views import Page, TemplatePage

SHOWN = 10


def shown_programmes() -> QuerySet[Programme]:
    """Return the programmes of which the public reads something."""
    profiles = UnitProfile.objects.published().filter(unit__programme=OuterRef("pk"))
    news = News.objects.published().filter(programme=OuterRef("pk"))
    return Programme.objects.filter(Exists(profiles) | Exists(news))


class PublicProgrammes(TemplatePage):
    """All programmes that show something."""

    permission = public
    template_name = "advisory/profiles/programmes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add them."""
        return super().get_context_data(programmes=list(shown_programmes()), **kwargs)


class PublicProgrammePage(TemplatePage):
    """A public page inside a programme."""

    permission = public

    def programme(self) -> Programme:
        """Return the programme of the address, else 404."""
        return get_object_or_404(shown_programmes(), code=self.kwargs["code"])


class PublicProgramme(PublicProgrammePage):
    """A programme: what it came to so far, its units, its news."""

    template_name = "advisory/profiles/programme.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add figures, units, news."""
        programme = self.programme()
        figures = figures_of(programme, self.act.day)
        people = sum(one.total for one in figures.events.values())
        return super().get_context_data(
            programme=programme,
            partners=[one for one in programme.partners.splitlines() if one.strip()],
            figures=[
                ("Jednostki testujące", str(figures.testing_units)),
                ("Godziny doradztwa", wording.number(figures.hours)),
                ("Wydarzenia", str(sum(one.count for one in figures.events.values()))),
                ("Uczestnicy wydarzeń", str(people)),
            ],
            profiles=list(
                UnitProfile.objects.published()
                .filter(unit__programme=programme)
                .select_related("unit__programme")
            ),
            news=list(programme.news.published()[:SHOWN]),
            **kwargs,
        )


class PublicUnitPage(PublicProgrammePage):
    """A public page of a unit."""

    def profile(self) -> UnitProfile:
        """Return the published profile of the address, else 404."""
        rows = UnitProfile.objects.published().select_related("unit__programme", "analysis")
        return get_object_or_404(
            rows, unit__programme__code=self.kwargs["code"], unit__code=self.kwargs["unit_code"]
        )


class PublicUnit(PublicUnitPage):
    """A unit: task and type, who advises, calendar, report, effects."""

    template_name = "advisory/profiles/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that the page shows."""
        profile = self.profile()
        unit = profile.unit
        events = Event.objects.filter(
            units=unit, state__in=(Event.State.ANNOUNCED, Event.State.HELD)
        )
        return super().get_context_data(
            profile=profile,
            unit=unit,
            facts=[
                ("Program", unit.programme.name),
                ("Zadanie", unit.task or "–"),
                ("Typ zlecenia", unit.get_commissioning_type_display()),
                ("Udział", unit.get_state_display()),
                ("Porozumienie", wording.day(unit.agreement_signed_on)),
                ("Doradca", ", ".join(self.advisers(unit)) or "–"),
            ],
            events=[(period_of(one), one) for one in events.order_by("starts_on", "pk")],
            report=report_of(profile),
            **kwargs,
        )

    def advisers(self, unit: Unit) -> list[str]:
        """Return the organisations whose advisers accompany the unit; no names of people."""
        now = Assignment.objects.in_force(self.act).filter(unit=unit)
        rows = Adviser.objects.filter(assignments__in=now).order_by("organisation_name")
        names = rows.values_list("organisation_name", flat=True).distinct()
        return [f"doradca programu, {one}" if one else "doradca programu" for one in names]


class PublicReport(PublicUnitPage):
    """The report that the office shows, as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it. Raises Http404 while there is none."""
        document = report_of(self.profile())
        if document is None:
            raise Http404
        return send_document(request, document)


class PublicNews(Page):
    """A piece of news."""

    permission = public

    def get(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        """Show it; what is not published does not exist."""
        rows = News.objects.published().select_related("programme")
        news = get_object_or_404(rows, programme__code=code, pk=pk)
        return render(request, "advisory/profiles/news.html", {"news": news, "act": self.act})
