"""The expert's desk: each question with its answer, saved as one types."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from advisory.expertises.form import ANSWERS, progress_of
from advisory.expertises.models import Expertise
from advisory.expertises.permissions import is_expert, may_answer
from mkus_portal.drafting.models import Draft
from mkus_portal.web.longform import (
    Attempt,
    FieldSpec,
    FieldView,
    LongFormPage,
    Section,
    TableSpec,
)
from mkus_portal.web.permission import signed_in
from mkus_portal.workflow.verdict import Verdict


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question on the page with the field of its answer."""

    number: int
    question: str
    field: FieldView


class ExpertiseWrite(LongFormPage):
    """The questions of an expertise with the expert's answers."""

    permission = signed_in
    template_name = "advisory/expertises/expertise_write.html"

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Django's own
        """Find the expertise once the page's own permission is given."""
        self.found: Expertise | None = None
        return super().dispatch(*args, **kwargs)

    def expertise(self) -> Expertise:
        """Return the expertise of the address. Raises Http404, PermissionDenied for a reader."""
        if self.found is None:
            visible = Expertise.objects.visible_to(self.act)
            rows = visible.select_related("unit__programme", "expert", "draft")
            self.found = get_object_or_404(rows, pk=self.kwargs["pk"])
            self.insist(is_expert(self.act, self.found))
        return self.found

    def get_draft(self) -> Draft:
        """Return the draft of the answers."""
        draft = self.expertise().draft
        if draft is None:
            raise PermissionDenied("Ta ekspertyza nie ma w portalu pytań.")  # noqa: EM101, TRY003 - the reason that the person reads
        return draft

    def get_section(self) -> Section:
        """Return the one table of answers."""
        column = FieldSpec("answer", "Odpowiedź", "long")
        return Section("answers", "Odpowiedzi", (TableSpec(ANSWERS, "", (column,), fixed=True),))

    def writing(self) -> Verdict:
        """Whether the answers may be written now."""
        return may_answer(self.act, self.expertise())

    def do_row(self, draft: Draft) -> str:
        """Refuse: the rows are the questions of the order."""
        if "wiersz" in self.request.POST:
            return "Pytań z zamówienia się nie dodaje ani nie usuwa."
        return ""

    def next_url(self) -> str:
        """Return to the expertise, where it is handed over."""
        return self.expertise().get_absolute_url()

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Add the questions with their fields and how many are answered."""
        expertise = self.expertise()
        context = super().page_context(attempt)
        rows = []
        for asked, shown in zip(expertise.questions.all(), context["views"][0].rows, strict=True):
            field = shown.cells[0]
            field.spec = FieldSpec("answer", f"Odpowiedź na pytanie {asked.position}", "long")
            rows.append(AskedRow(asked.position, asked.question, field))
        return {**context, "expertise": expertise, "rows": rows, **progress_of(expertise)}
