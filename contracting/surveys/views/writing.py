"""Pages on which a survey is written: start, basics, questions, copy."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.surveys import actions
from contracting.surveys.forms.writing import BasicsForm, QuestionForm, StartForm, TitleForm
from contracting.surveys.models import Question, Survey
from contracting.surveys.permissions import ALL_WRITERS, may_edit, may_start
from contracting.surveys.ready import ready_surveys
from contracting.surveys.views.office import SurveyFormPage
from mkus_portal.accounts.roles import holder_name
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles


class SurveyCreate(ActionFormPage):
    """A new survey."""

    permission = roles(*ALL_WRITERS)
    form_class = StartForm
    heading = "Nowe badanie"
    lead = "Badanie sondażowe pokazuje, czego oczekują organizacje albo mieszkańcy."
    submit = "Załóż szkic"

    def load(self) -> None:
        """Nothing: the owner is the holder for which the act is done."""

    def allowed(self) -> Verdict:
        """Allow whoever writes for that holder."""
        return may_start(self.act, self.act.scope)

    def back(self) -> str:
        """Return the list."""
        return reverse("survey-list")

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the list."""
        return [("Badania", self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it; go on to its basics."""
        said = form.cleaned_data
        ready = ready_surveys().get(said["ready"])
        owner = self.act.scope
        name = holder_name(owner.kind, owner.id)
        survey = actions.start_survey(self.act, owner, name, said["title"], said["audience"], ready)
        return reverse("survey-edit", args=(survey.pk,))


class DraftPage(SurveyFormPage):
    """A form about a draft: shown until the survey is opened."""

    def check(self) -> None:
        """Ask whether it may still be changed."""
        self.insist(may_edit(self.act, self.object))


class SurveyEdit(DraftPage):
    """All but the questions."""

    form_class = BasicsForm
    heading = "Podstawy badania"
    success_message = "Zapisano."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the survey, read anew: a form writes what was typed on its instance."""
        return {
            **super().get_form_kwargs(),
            "instance": Survey.objects.get(pk=self.object.pk),
        }

    def saved(self) -> Versioned:
        """Return the survey as it is saved."""
        return Survey.objects.get(pk=self.object.pk)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save them."""
        actions.edit_survey(self.act, self.object, **form.cleaned_data)
        return self.back()


class SurveyCopy(SurveyFormPage):
    """A copy with its own title."""

    form_class = TitleForm
    heading = "Skopiuj badanie"
    lead = "Kopia ma te same pytania i teksty. Nie ma dat, linków ani odpowiedzi."
    submit = "Utwórz kopię"
    success_message = "Kopia jest szkicem. Podaj jej daty."

    def get_initial(self) -> dict[str, Any]:
        """Start from the title."""
        return {"title": f"{self.object.title} (kopia)"[:200]}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Copy it."""
        said = form.cleaned_data
        made = actions.copy_survey(self.act, self.object, said["title"], as_wave=said["as_wave"])
        return made.get_absolute_url()


class QuestionCreate(DraftPage):
    """A new question of the kind in the address."""

    form_class: type[forms.BaseForm] = QuestionForm
    submit = "Dodaj pytanie"
    heading = "Nowe pytanie"

    def kind(self) -> str:
        """Return the kind. Raises Http404 for one that does not exist."""
        kind: str = self.kwargs["kind"]
        if kind not in Question.Kind.values:
            raise Http404
        return kind

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the kind."""
        return {**super().get_form_kwargs(), "kind": self.kind()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which kind it is."""
        label = Question.Kind(self.kind()).label
        return super().get_context_data(**{"lead": f"Rodzaj: {label}.", **kwargs})

    def back(self) -> str:
        """Return the questions on the survey's page."""
        return f"{self.object.get_absolute_url()}#pytania"

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add it."""
        said = {name: value for name, value in form.cleaned_data.items() if name != "based_on"}
        actions.add_question(self.act, self.object, self.kind(), **said)
        return self.back()


class QuestionEdit(QuestionCreate):
    """One question."""

    submit = "Zapisz pytanie"
    heading = "Pytanie"
    question: Question

    def load(self) -> None:
        """Find the question among those of the owner's surveys."""
        self.question = get_object_or_404(
            Question.objects.select_related("survey"),
            pk=self.kwargs["pk"],
            survey__in=Survey.objects.visible_to(self.act),
        )
        self.object = self.question.survey

    def kind(self) -> str:
        """Return the question's kind."""
        return self.question.kind

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the question, read anew."""
        question = Question.objects.get(pk=self.question.pk)
        return {**super().get_form_kwargs(), "instance": question}

    def saved(self) -> Versioned:
        """Return the question as it is saved."""
        return Question.objects.get(pk=self.question.pk)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        actions.edit_question(self.act, self.question, **form.cleaned_data)
        return self.back()


class QuestionRemove(QuestionEdit):
    """The last question before a question is taken out."""

    form_class = forms.Form
    heading = "Usunięcie pytania"
    submit = "Usuń pytanie"
    look = "btn-danger"
    success_message = "Pytanie usunięte."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over what was sent; there are no fields."""
        if self.request.method != "POST":
            return {}
        return {"data": self.request.POST}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the question."""
        return super().get_context_data(**{"lead": self.question.text, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Take it out."""
        actions.remove_question(self.act, self.question)
        return self.back()


class QuestionMove(QuestionRemove):
    """Moves a question up or down (`kierunek`); takes POST only."""

    http_method_names = ["post"]
    success_message = ""

    def carry_out(self, form: forms.BaseForm) -> str:
        """Move it."""
        up = self.request.POST.get("kierunek") == "gora"
        actions.move_question(self.act, self.question, up=up)
        return f"{self.object.get_absolute_url()}#pytanie-{self.question.pk}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer that there is nothing to read."""
        return self.http_method_not_allowed(request, *args, **kwargs)
