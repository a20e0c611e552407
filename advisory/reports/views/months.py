"""An adviser's month on the screen, and asking for its document."""

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from advisory.programmes.models import Adviser
from advisory.reports.actions import ask_for_month
from advisory.reports.documents import entries_of, month_of
from advisory.reports.forms import MonthForm
from advisory.reports.models import AdviserMonth
from advisory.reports.papers import month_paper
from advisory.reports.permissions import may_ask
from advisory.reports.rules import first_of_next, first_of_previous
from mkus_portal.act import WARSAW
from mkus_portal.chapters import Paper
from mkus_portal.chapters.pages import WordPage
from mkus_portal.documents.models import Document
from mkus_portal.documents.permissions import documents_of
from mkus_portal.verdict import Verdict
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import ObjectMixin, Page, TemplatePage


class OwnMonth(Page):
    """Leads the adviser to their present month; without a row in the programme to their units."""

    permission = roles("adviser")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go there."""
        own = Adviser.objects.visible_to(self.act).first()
        if own is None:
            return HttpResponseRedirect(reverse("own-units"))
        return HttpResponseRedirect(reverse("adviser-month", args=(own.pk,)))


class AdviserMonthPage(ObjectMixin[Adviser], TemplatePage):
    """One month: each consultation, hours by unit, totals; the document is asked for here."""

    permission = signed_in
    model = Adviser
    template_name = "advisory/reports/adviser_month.html"

    def visible(self) -> QuerySet[Adviser]:
        """Return the advisers with their programmes."""
        return super().visible().select_related("programme")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the chosen month, else the present one."""
        adviser = self.get_object()
        if "miesiac" not in request.GET:
            return self.page(adviser, self.act.day.replace(day=1))
        form = MonthForm(request.GET)
        if form.is_valid():
            return self.page(adviser, form.cleaned_data["miesiac"])
        return self.wrong(adviser, form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the month's document and show the month again."""
        adviser = self.get_object()
        form = MonthForm(request.POST)
        if not form.is_valid():
            return self.wrong(adviser, form)
        first_day = form.cleaned_data["miesiac"]
        ask_for_month(self.act, adviser, first_day)
        messages.success(request, "Dokument jest zlecony.")
        url = reverse("adviser-month", args=(adviser.pk,))
        return HttpResponseRedirect(f"{url}?miesiac={first_day:%Y-%m}")

    def wrong(self, adviser: Adviser, form: MonthForm) -> HttpResponse:
        """Show what was typed with what is wrong."""
        context = self.get_context_data(adviser=adviser, form=form, month=None, act=self.act)
        return render(self.request, self.get_template_names(), context, status=422)

    def page(self, adviser: Adviser, first_day: date) -> HttpResponse:
        """Show a month."""
        month = month_of(adviser, first_day)
        documents = self.documents(adviser, first_day)
        latest = documents[0] if documents else None
        return self.render_to_response(
            self.get_context_data(
                adviser=adviser,
                form=MonthForm(initial={"miesiac": first_day}),
                month=month,
                chosen=f"{first_day:%Y-%m}",
                before=f"{first_of_previous(first_day):%Y-%m}",
                after=f"{first_of_next(first_day):%Y-%m}",
                asking=may_ask(self.act, adviser, entries=len(month.rows)),
                document=latest,
                documents=documents[1:],
                act=self.act,
            )
        )

    def documents(self, adviser: Adviser, first_day: date) -> list[Document]:
        """Return the month's documents, newest first; a month nobody asked for has none."""
        found = AdviserMonth.objects.filter(
            adviser=adviser, year=first_day.year, month=first_day.month
        ).first()
        return documents_of(self.act, found) if found else []


class AdviserMonthWord(WordPage[Adviser]):
    """The chosen month, else the present one, as DOCX."""

    model = Adviser

    def visible(self) -> QuerySet[Adviser]:
        """Return the advisers with their programmes."""
        return super().visible().select_related("programme")

    def first_day(self) -> date:
        """Return the month of the address. Raises Http404 for what is none."""
        form = MonthForm({"miesiac": self.request.GET.get("miesiac", f"{self.act.day:%Y-%m}")})
        if not form.is_valid():
            raise Http404
        day: date = form.cleaned_data["miesiac"]
        return day

    def may_have(self, found: Adviser) -> Verdict:
        """Ask as for the PDF."""
        return may_ask(self.act, found, entries=len(entries_of(found, self.first_day())))

    def text_of(self, found: Adviser) -> tuple[Paper, datetime, str]:
        """Return what the page shows; the file bears the month's first day."""
        day = self.first_day()
        at = datetime.combine(day, time(), WARSAW)
        return month_paper(month_of(found, day)), at, f"Miesiąc {found.full_name} {day:%Y-%m}"
