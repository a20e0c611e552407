"""What the pages of both kinds of reports share: one report, and its freezing."""

from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from advisory.reports.freezing import moved
from advisory.reports.models import Freezable
from mkus_portal.chapters import Paper
from mkus_portal.documents.permissions import documents_of
from mkus_portal.verdict import Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage
from mkus_portal.workflow.engine import Move, available, procedure_of, verdict_on

FROZEN = "Liczby i opisy zostaną takie, jakie są teraz. Późniejsze zmiany zapisów ich nie ruszą."
FILE = "Powstanie plik PDF z pieczęcią portalu; tekst DOCX pobierzesz ze strony raportu."


R = TypeVar("R", bound=Freezable)


class ReportPage(DetailPage[R], Generic[R]):
    """A report: as the records have it now, or as it was frozen, with what changed since."""

    permission = signed_in

    def paper(self) -> Paper:
        """Return the report to be shown."""
        raise NotImplementedError

    def counted(self) -> Paper:
        """Return the report as the records have it now."""
        raise NotImplementedError

    def ask(self, report: R) -> None:
        """Ask for the file once more."""
        raise NotImplementedError

    def may_write(self) -> Verdict:
        """Whether its words may be changed."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add content, moves, documents, and the chapters that records would fill otherwise."""
        report, paper = self.object, self.paper()
        documents = documents_of(self.act, report)
        may_write = bool(self.may_write())
        return super().get_context_data(
            report=report,
            content=paper,
            moved=moved(paper, self.counted()) if report.is_frozen else (),
            moves=available(self.act, report) if may_write else [],
            may_write=may_write,
            document=documents[0] if documents else None,
            documents=documents[1:],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the file and show the report again."""
        report = self.get_object()
        self.ask(report)
        messages.success(request, "Plik jest zlecony.")
        return HttpResponseRedirect(request.path)


class FreezePage(ActionFormPage):
    """The last question before a report is frozen (`?ruch=freeze`)."""

    permission = signed_in
    template_name = "advisory/reports/freeze.html"
    form_class = forms.Form
    success_message = "Raport jest zamrożony, plik PDF powstaje."
    consequences: ClassVar[tuple[str, ...]] = (FROZEN, FILE)
    object: Any

    @property
    def move(self) -> Move:
        """Return the move that the address names. Raises Http404."""
        try:
            return procedure_of(self.object).move(self.request.GET.get("ruch", ""))
        except KeyError as error:
            raise Http404 from error

    def allowed(self) -> Verdict:
        """Ask the move's own permission."""
        return self.move.permission(self.act, self.object)

    def check(self) -> None:
        """Ask state, permission and every condition."""
        self.insist(verdict_on(self.act, self.object, self.move))

    def back(self) -> str:
        """Return the report's page."""
        address: str = self.object.get_absolute_url()
        return address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move's own words."""
        move = self.move
        context = {
            "heading": move.label,
            "lead": str(self.object),
            "move": move,
            "consequences": self.consequences,
        }
        return super().get_context_data(**{**context, **kwargs})
