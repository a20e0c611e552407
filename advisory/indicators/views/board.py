"""The programme's indicators on a day, what to look at, and setting the list."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.indicators import actions
from advisory.indicators.alerts import alerts_of, by_heading
from advisory.indicators.forms import ChangeForm, DayForm, IndicatorForm, ReadingForm
from advisory.indicators.models import Indicator
from advisory.indicators.permissions import may_note, may_read, may_remove, may_set
from advisory.indicators.standing import shown_of
from advisory.programmes.models import Programme
from advisory.programmes.views.bases import ProgrammeMixin
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web import wording
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import Page, TemplatePage

SHOWN = 60


def chosen_day(given: Any, today: date) -> tuple[date, forms.Form]:  # noqa: ANN401 - a QueryDict
    """Return the day of the address, else today, with the form that asks for it."""
    if "na" not in given:
        return today, DayForm(initial={"na": today})
    form = DayForm(given)
    return (form.cleaned_data["na"] if form.is_valid() else today), form


class OwnIndicators(Page):
    """Leads to the indicators of one's own programme."""

    permission = roles("programme_coordinator")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go there."""
        return HttpResponseRedirect(reverse("indicator-list", args=(self.act.scope.id,)))


class IndicatorBoard(ProgrammeMixin, TemplatePage):
    """Actual against target at a day, and the alerts."""

    template_name = "advisory/indicators/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the values and what to look at."""
        programme = self.programme()
        self.insist(may_read(self.act, programme))
        day, form = chosen_day(self.request.GET, self.act.day)
        alerts = alerts_of(programme, day)
        return super().get_context_data(
            programme=programme,
            day=day,
            form=form,
            rows=shown_of(programme, day),
            alerts=by_heading(alerts[:SHOWN]),
            more=max(len(alerts) - SHOWN, 0),
            may_set=bool(may_set(self.act, programme)),
            act=self.act,
            **kwargs,
        )


class CountedIndicators(ProgrammeMixin):
    """Adds every indicator that the portal counts itself."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add them and go back."""
        programme = self.programme()
        self.insist(may_set(self.act, programme))
        count = actions.add_counted_indicators(self.act, programme)
        word = wording.plural(count, "wskaźnik", "wskaźniki", "wskaźników")
        messages.success(request, f"Dodano {count} {word}. Ustal wartości docelowe.")
        return HttpResponseRedirect(reverse("indicator-list", args=(programme.pk,)))


class IndicatorAdd(ActionFormPage):
    """Adds an indicator."""

    permission = signed_in
    form_class: type[forms.BaseForm] = IndicatorForm
    heading = "Nowy wskaźnik"
    success_message = "Dodano wskaźnik."
    programme: Programme

    def load(self) -> None:
        """Find the programme of the address, else 404."""
        visible = Programme.objects.visible_to(self.act)
        self.programme = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow its coordinator."""
        return may_set(self.act, self.programme)

    def back(self) -> str:
        """Return the list."""
        return reverse("indicator-list", args=(self.programme.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the programme and the list."""
        return [
            (str(self.programme), self.programme.get_absolute_url()),
            ("Wskaźniki", reverse("indicator-list", args=(self.programme.pk,))),
        ]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # IndicatorForm
        actions.add_indicator(self.act, self.programme, **said)
        return self.back()


class IndicatorPage(IndicatorAdd):
    """A form about an indicator of the address."""

    object: Indicator

    def load(self) -> None:
        """Find the indicator, else 404."""
        rows = Indicator.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.programme = self.object.programme

    def back(self) -> str:
        """Return the indicator's page."""
        return self.object.get_absolute_url()

    def saved(self) -> Versioned | None:
        """Return the indicator as it is saved now."""
        return Indicator.objects.get(pk=self.object.pk)


class IndicatorEdit(IndicatorPage):
    """Changes name, unit and target."""

    form_class = ChangeForm
    heading = "Zmiana wskaźnika"
    success_message = "Zapisano wskaźnik."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "instance": Indicator.objects.get(pk=self.object.pk)}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # IndicatorForm
        based_on = form.cleaned_data["based_on"]
        actions.change_indicator(self.act, self.object, based_on=based_on, **said)
        return self.back()


class IndicatorRemove(IndicatorPage):
    """Takes an indicator off the list."""

    form_class = forms.Form
    heading = "Usuń wskaźnik"
    submit = "Usuń wskaźnik"
    look = "btn-stop"
    success_message = "Usunięto wskaźnik."

    def allowed(self) -> Verdict:
        """Allow the coordinator while nobody has written a reading."""
        return may_remove(self.act, self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which."""
        return super().get_context_data(**{"lead": self.object.name, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Remove it."""
        actions.remove_indicator(self.act, self.object)
        return reverse("indicator-list", args=(self.programme.pk,))


class ReadingAdd(IndicatorPage):
    """Writes a value by hand."""

    form_class = ReadingForm
    heading = "Nowy odczyt"
    success_message = "Zapisano odczyt."

    def allowed(self) -> Verdict:
        """Allow the coordinator where the portal does not count."""
        return may_note(self.act, self.object)

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"day": self.act.day}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say of which indicator."""
        lead = f"{self.object.name} ({self.object.unit})"
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        actions.note_reading(self.act, self.object, **form.cleaned_data)
        return self.back()
