"""The owner's surveys: the list, one survey with what to do next, its preview, its moves."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.surveys import actions
from contracting.surveys.filters import SurveyFilter
from contracting.surveys.forms.answering import AnswerForm
from contracting.surveys.models import Question, Survey
from contracting.surveys.permissions import (
    ALL_READERS,
    ALL_WRITERS,
    may_edit,
    may_invite,
    may_run,
    may_sample,
)
from contracting.surveys.procedure import CLOSE, OPEN, PROCEDURE, WITHDRAW
from contracting.surveys.rules import lacks
from contracting.surveys.tables import SurveyTable
from mkus_portal.act import Act
from mkus_portal.verdict import Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles
from mkus_portal.web.views import DetailPage, ListPage
from mkus_portal.workflow.engine import available, verdict_on

readers = roles(*ALL_READERS)
MOVES: dict[str, tuple[Callable[[Act, Survey], None], str]] = {
    OPEN: (actions.open_survey, "Badanie jest otwarte. Teraz roześlij linki."),
    CLOSE: (actions.close_survey, "Badanie zamknięte. Wyniki są gotowe."),
    WITHDRAW: (actions.withdraw_survey, "Szkic wycofany."),
}


class SurveyList(ListPage):
    """The surveys of the office or the programme."""

    permission = readers
    table_class = SurveyTable
    filter_class = SurveyFilter
    title = "Badania"
    export_name = "badania"
    template_name = "contracting/surveys/survey_list.html"

    def get_queryset(self) -> QuerySet[Survey]:
        """Return the surveys with the number of their answers."""
        return Survey.objects.visible_to(self.act).annotate(answer_count=Count("answers"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether a new one may be made in this hat."""
        return super().get_context_data(
            may_start=self.act.holds(*ALL_WRITERS),
            is_office=self.act.scope.kind == "office",
            **kwargs,
        )


class SurveyDetail(DetailPage[Survey]):
    """One survey: what is missing, questions, links, moves, history."""

    permission = readers
    model = Survey
    template_name = "contracting/surveys/survey_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that the page shows."""
        survey = self.object
        questions = list(survey.questions.all())
        is_draft = survey.state == Survey.State.DRAFT
        links = list(survey.links.values_list("is_used", flat=True))
        return super().get_context_data(
            survey=survey,
            questions=questions,
            kinds=Question.Kind.choices,
            is_draft=is_draft,
            gaps=gaps_of(survey, questions) if is_draft else [],
            moves=available(self.act, survey),
            may_edit=bool(may_edit(self.act, survey)),
            may_run=bool(may_run(self.act, survey)),
            may_invite=bool(may_invite(self.act, survey)),
            may_sample=bool(may_sample(self.act, survey)),
            takes_answers=survey.takes_answers_on(self.act.day),
            is_past=survey.is_past_on(self.act.day),
            answer_count=survey.answers.count(),
            link_count=len(links),
            used_count=sum(links),
            draws=list(survey.draws.all()),
            **kwargs,
        )


def gaps_of(survey: Survey, questions: list[Question]) -> list[dict[str, str]]:
    """Return what a draft lacks, each with the address of the field that fills it."""
    basics = reverse("survey-edit", args=(survey.pk,))
    here = reverse("survey-detail", args=(survey.pk,))
    found = []
    for one in lacks(survey, questions):
        url = f"{basics}#id_{one.field}" if one.field else f"{here}#pytania"
        if one.question:
            url = reverse("survey-question-edit", args=(one.question,))
        found.append({"sentence": one.sentence, "url": url})
    return found


class SurveyPreview(DetailPage[Survey]):
    """The questionnaire as a respondent sees it; nothing can be sent from here."""

    permission = readers
    model = Survey
    template_name = "contracting/surveys/survey_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the empty form."""
        form = AnswerForm(questions=list(self.object.questions.all()))
        return super().get_context_data(
            survey=self.object, form=form, preview=True, group="", **kwargs
        )


class SurveyFormPage(ActionFormPage):
    """A form about a survey of one's own holder."""

    permission = readers
    object: Survey

    def load(self) -> None:
        """Find the survey of the address, else 404."""
        surveys = Survey.objects.visible_to(self.act)
        self.object = get_object_or_404(surveys, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow whoever runs it."""
        return may_run(self.act, self.object)

    def back(self) -> str:
        """Return the survey's page."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the list and the survey."""
        return [("Badania", reverse("survey-list")), (self.object.title, self.back())]


class SurveyMove(SurveyFormPage):
    """The last question before a move (`?ruch=`)."""

    template_name = "contracting/surveys/survey_move.html"
    form_class = forms.Form

    def move(self) -> str:
        """Return the move that the address names. Raises Http404."""
        name = self.request.GET.get("ruch", "")
        if name not in MOVES:
            raise Http404
        return name

    def check(self) -> None:
        """Ask state, permission and every condition."""
        self.insist(verdict_on(self.act, self.object, PROCEDURE.move(self.move())))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move's own words."""
        move = PROCEDURE.move(self.move())
        return super().get_context_data(
            **{"heading": move.label, "move": move, "survey": self.object, **kwargs}
        )

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        action, self.success_message = MOVES[self.move()]  # type: ignore[misc]  # the move's own words
        action(self.act, self.object)
        return self.back()
