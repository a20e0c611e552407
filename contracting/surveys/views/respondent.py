"""The public pages: a questionnaire by a personal or the open link, and the thanks."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from contracting.surveys import actions
from contracting.surveys.actions.answering import AlreadyAnswered
from contracting.surveys.actions.inviting import hash_of
from contracting.surveys.forms.answering import AnswerForm
from contracting.surveys.models import Link, Survey
from mkus_portal.verdict import Refused
from mkus_portal.web.permission import public
from mkus_portal.web.views import Page, TemplatePage
from mkus_portal.web.wording import deadline

SALT = "contracting.surveys"
YEAR = 365 * 24 * 3600


class SurveyThanks(TemplatePage):
    """What is said after an answer; it does not know which."""

    permission = public
    template_name = "contracting/surveys/thanks.html"


class AnswerPage(Page):
    """A questionnaire; `survey` is None for a link that nobody knows."""

    permission = public
    survey: Survey | None
    link: Link | None = None

    def find(self) -> None:
        """Find the survey that the address opens."""
        raise NotImplementedError

    def is_answered(self) -> bool:
        """Whether this link, or this browser, has answered already."""
        raise NotImplementedError

    def answered(self, response: HttpResponse) -> None:
        """Remember it where the link itself does not."""

    def obstacle(self) -> tuple[str, str, int]:
        """Return why there is no form: heading, sentence, status; empty when there is one."""
        survey, day = self.survey, self.act.day
        if survey is None or survey.state in {Survey.State.DRAFT, Survey.State.WITHDRAWN}:
            said = "Sprawdź, czy adres jest cały. Jeśli tak, zapytaj tego, kto przysłał link."
            return "Nie znamy takiego linku", said, 404
        if self.is_answered():
            return "Odpowiedź już jest", "Z tego linku odpowiedź już przyszła. Dziękujemy!", 200
        if survey.state == Survey.State.CLOSED or survey.is_past_on(day):
            said = f"Badanie „{survey.title}” już się zakończyło i nie przyjmuje odpowiedzi."
            return "Badanie zakończone", said, 200
        if not survey.takes_answers_on(day):
            said = f"Pierwszy dzień odpowiedzi: {deadline(survey.opens_on)}"
            return "Badanie jeszcze się nie zaczęło", said, 200
        return "", "", 200

    def stop(self, heading: str, sentence: str, status: int) -> HttpResponse:
        """Show a friendly page instead of the form."""
        context = {"heading": heading, "sentence": sentence, "survey": self.survey}
        return render(self.request, "contracting/surveys/stopped.html", context, status=status)

    def show(self, form: AnswerForm, status: int = 200) -> HttpResponse:
        """Show the form, with what was typed."""
        group = self.link.group if self.link else ""
        context = {"survey": self.survey, "form": form, "preview": False, "group": group}
        return render(self.request, "contracting/surveys/answer.html", context, status=status)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the questionnaire, or why there is none."""
        self.find()
        heading, sentence, status = self.obstacle()
        if heading or self.survey is None:
            return self.stop(heading, sentence, status)
        return self.show(AnswerForm(questions=list(self.survey.questions.all())))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the answer, or show it again with what is wrong.

        Who sends it after the end sees what they wrote: nothing is lost, but nothing is kept.
        """
        self.find()
        heading, sentence, status = self.obstacle()
        if self.survey is None or status != 200 or self.is_answered():  # noqa: PLR2004 - found
            return self.stop(heading, sentence, status)
        form = AnswerForm(request.POST, questions=list(self.survey.questions.all()))
        if form.is_from_robot:
            return HttpResponseRedirect(reverse("survey-thanks"))
        if not form.is_valid():
            return self.show(form, 422)
        return self.take(self.survey, form)

    def take(self, survey: Survey, form: AnswerForm) -> HttpResponse:
        """Keep a valid answer and say thanks; a second press of the button gets the same thanks."""
        key = form.cleaned_data["key"]
        try:
            actions.submit(self.act, survey, form.given(), link=self.link, form_key=key)
        except Refused as refusal:
            form.add_error(None, refusal.verdict.reason)
            return self.show(form, 422)
        except AlreadyAnswered:
            pass
        response = HttpResponseRedirect(reverse("survey-thanks"))
        self.answered(response)
        return response


class SurveyAnswer(AnswerPage):
    """By a personal link."""

    def find(self) -> None:
        """Find the link by the hash of its token."""
        links = Link.objects.select_related("survey")
        self.link = links.filter(tokens__token_hash=hash_of(self.kwargs["token"])).first()
        self.survey = self.link.survey if self.link else None

    def is_answered(self) -> bool:
        """Whether the link is used."""
        return self.link is not None and self.link.is_used


class SurveyOpenAnswer(AnswerPage):
    """By the open link: one answer from a browser, remembered by a signed cookie."""

    def find(self) -> None:
        """Find the survey by its open link."""
        surveys = Survey.objects.filter(has_open_link=True)
        self.survey = surveys.filter(open_token=self.kwargs["token"]).first()

    def cookie(self) -> str:
        """Return the cookie's name: the survey's, nobody's."""
        return f"badanie-{self.survey.pk}" if self.survey else ""

    def is_answered(self) -> bool:
        """Whether this browser says that it has answered."""
        return self.request.get_signed_cookie(self.cookie(), default=None, salt=SALT) is not None

    def answered(self, response: HttpResponse) -> None:
        """Give the browser its cookie, for this page alone."""
        response.set_signed_cookie(
            self.cookie(),
            "1",
            salt=SALT,
            max_age=YEAR,
            path=self.request.path,
            secure=self.request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
