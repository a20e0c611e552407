"""The public guide: the model, a page for each type, the choice helper, the files to print."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from contracting.analysis.booklet_actions import shelf
from contracting.analysis.choices import given_answers, packed, question_views, weight_rows
from contracting.analysis.guides import guide_book, type_laws, type_page
from contracting.analysis.method import Method, method_on
from contracting.analysis.permissions import WRITERS
from contracting.analysis.rules.choice import rank
from mkus_portal.law.registry import remembered
from mkus_portal.web.permission import public
from mkus_portal.web.views import Page, TemplatePage


class GuidePage(TemplatePage):
    """A page of the guide: the method in force on the day, open to everybody."""

    permission = public

    def method(self) -> Method:
        """Return the day's version of the method."""
        return method_on(self.act.day)


class Guide(GuidePage):
    """The whole guide on one page."""

    template_name = "contracting/analysis/guide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the guide and what can be printed."""
        content = guide_book(self.method(), self.act.day)
        return super().get_context_data(content=content, files=shelf(), **kwargs)


class GuideType(GuidePage):
    """More about one type, with its workbook."""

    template_name = "contracting/analysis/guide_type.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the type, its neighbours and its file. Raises Http404 for an unknown one."""
        method, code, day = self.method(), str(self.kwargs["code"]), self.act.day
        if code not in method.types:
            raise Http404
        with remembered():
            content, laws = type_page(method, code, day), type_laws(method, code, day)
        return super().get_context_data(
            type=content,
            laws=laws,
            others=[one for one in method.types.values() if one.code != code],
            file=next((file for booklet, file in shelf() if booklet.code == code), None),
            may_start=self.act.holds(*WRITERS),
            **kwargs,
        )


class ChoiceHelper(GuidePage):
    """The choice helper: questions, and the ranking of what was answered; nothing is kept."""

    template_name = "contracting/analysis/choice_helper.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the questions and, once something was sent, the ranking."""
        method = self.method()
        answers = given_answers(method.choice, self.request.GET.dict())
        ranking = rank(method.choice, method.types, answers)
        return super().get_context_data(
            texts=method.choice.texts,
            questions=question_views(method.choice, answers),
            is_asked=bool(answers),
            ranking=ranking,
            weights=weight_rows(method.choice, ranking, answers),
            carried=packed(answers),
            may_start=self.act.holds(*WRITERS),
            **kwargs,
        )


class BookletFile(Page):
    """The lasting address of a booklet: it leads to its newest file."""

    permission = public

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the file. Raises Http404 for an unknown booklet, or one that is being made."""
        for booklet, file in shelf():
            if booklet.code == self.kwargs["code"]:
                return HttpResponseRedirect(reverse("document-file", args=(file.pk,)))
        raise Http404
