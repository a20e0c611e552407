"""The page that gives an event its survey, and what the event's page says of it."""

from typing import Any

from django import forms

from advisory.events import actions
from advisory.events.actions.evaluating import eligible
from advisory.events.forms import EvaluationForm
from advisory.events.models import Event
from advisory.events.permissions import may_evaluate
from advisory.events.views.events import EventPage
from mkus_portal.verdict import Verdict


class EventEvaluation(EventPage):
    """Chooses the survey, or starts it from the ready questions."""

    form_class = EvaluationForm
    heading = "Ankieta po wydarzeniu"
    lead = (
        "Nowa ankieta jest szkicem z gotowymi pytaniami: o przydatność, osobę prowadzącą,"
        " organizację i to, z czego uczestnicy skorzystają. Otwórz ją przed końcem wydarzenia."
        " Link pokaże się uczestnikom od ostatniego dnia."
    )
    submit = "Przygotuj ankietę"
    success_message = "Wydarzenie ma ankietę. Sprawdź ją i otwórz."
    object: Event

    def allowed(self) -> Verdict:
        """Allow the programme's coordinator, while the event has none."""
        return may_evaluate(self.act, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the surveys that the event may take."""
        return {**super().get_form_kwargs(), "surveys": eligible(self.object)}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it; go on to the survey."""
        survey = form.cleaned_data["survey"]
        if survey is None:
            return actions.start_evaluation(self.act, self.object).get_absolute_url()
        actions.choose_evaluation(self.act, self.object, survey)
        url: str = survey.get_absolute_url()
        return url
