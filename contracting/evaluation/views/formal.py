"""The formal check: the list of a call's offers, the sheet of one, its outcomes."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.evaluation.actions import formal as actions
from contracting.evaluation.filters import FormalFilter
from contracting.evaluation.formal_facts import WITH_OFFER, sheet_of
from contracting.evaluation.formal_permissions import may_answer, may_change_conditions
from contracting.evaluation.forms.formal import AgainForm, CorrectionForm, RejectForm, SheetForm
from contracting.evaluation.models import Assessment, Evaluation, FormalAnswer
from contracting.evaluation.parts import links
from contracting.evaluation.procedure import ASSESSMENT
from contracting.evaluation.tables import FormalTable
from contracting.evaluation.views.bases import office_readers, writers
from contracting.offers.completeness import correctable_sections
from contracting.offers.documents import build_form
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.versions import EMPTY
from mkus_portal.web.views import ListPage
from mkus_portal.workflow.engine import available, verdict_on

BUTTONS = ("accept_formally", "ask_to_correct", "reject_formally", "check_again")
LETTER = (
    "Proszę uzupełnić ofertę w częściach wymienionych powyżej. Nieuzupełnienie oferty w terminie"
    " spowoduje jej odrzucenie z przyczyn formalnych."
)


class PartList(ListPage):
    """A list of one evaluation of the office, under its tabs."""

    permission = office_readers
    part: ClassVar[str]
    template_name = "contracting/evaluation/part_list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the evaluation of the address, else 404."""
        found = Evaluation.objects.visible_to(self.act).select_related("call__office")
        self.evaluation = get_object_or_404(found, pk=self.kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the evaluation, its call and the tabs."""
        return super().get_context_data(
            evaluation=self.evaluation,
            call=self.evaluation.call,
            parts=links(self.act, self.evaluation, self.part),
            **kwargs,
        )


class FormalList(PartList):
    """All offers of a call in the formal check."""

    table_class = FormalTable
    filter_class = FormalFilter
    title = "Ocena formalna"
    export_name = "ocena-formalna"
    part = "formal-list"
    template_name = "contracting/evaluation/formal_list.html"

    def get_queryset(self) -> QuerySet[Assessment]:
        """Return them with the number of their defects."""
        defects = Count("answers", filter=Q(answers__answer=FormalAnswer.Answer.NOT_MET))
        found = self.evaluation.assessments.annotate(defects=defects)
        return found.select_related("offer__organisation", "offer__task").order_by("offer__number")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the conditions can still be changed."""
        may = may_change_conditions(self.act, self.evaluation)
        return super().get_context_data(may_change=may, **kwargs)


class AssessmentFormPage(ActionFormPage):
    """A form about the formal check of one offer of the office."""

    permission = writers
    object: Assessment

    def load(self) -> None:
        """Find the assessment of the address, else 404."""
        found = Assessment.objects.visible_to(self.act).select_related(*WITH_OFFER, "offer__draft")
        self.object = get_object_or_404(found, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the sheet."""
        return reverse("formal-sheet", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the list, and to the sheet."""
        listing = reverse("formal-list", args=(self.object.evaluation_id,))
        return [("Ocena formalna", listing), (self.object.offer.number, self.back())]


class FormalSheet(AssessmentFormPage):
    """The check sheet of an offer with the offer beside it."""

    permission = office_readers
    form_class = SheetForm
    template_name = "contracting/evaluation/formal_sheet.html"
    success_message = "Karta zapisana."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the assessment and its sheet."""
        sheet = sheet_of(self.object)
        return {**super().get_form_kwargs(), "instance": self.object, "sheet": sheet}

    def around(self) -> tuple[Assessment | None, Assessment | None]:
        """Return the offers before and after this one in the order of their numbers."""
        rows = self.object.evaluation.assessments.select_related("offer")
        number = self.object.offer.number
        before = rows.filter(offer__number__lt=number).order_by("-offer__number").first()
        return before, rows.filter(offer__number__gt=number).order_by("offer__number").first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offer as it was sent, the moves, the calls for correction, the neighbours."""
        offer, (before, after) = self.object.offer, self.around()
        moves = [one for one in available(self.act, self.object) if one.move.name in BUTTONS]
        return super().get_context_data(
            assessment=self.object,
            offer=offer,
            content=build_form(offer, self.act.at),
            may_answer=may_answer(self.act, self.object),
            moves=moves,
            corrections=self.object.corrections.select_related("offer_return"),
            before=before,
            after=after,
            **kwargs,
        )

    def carry_out(self, form: BaseForm) -> str:
        """Keep the answers; go on to the next offer when that button was pressed."""
        said = form.cleaned_data
        conditions = [condition.pk for condition, *_ in form.lines()]  # type: ignore[attr-defined]  # a SheetForm
        given = {pk: actions.Given(said[f"answer_{pk}"], said[f"note_{pk}"]) for pk in conditions}
        actions.save_answers(self.act, self.object, given, said["based_on"])
        _, after = self.around()
        if "nastepna" in self.request.POST and after is not None:
            return reverse("formal-sheet", args=(after.pk,))
        return self.back()

    def saved(self) -> Versioned:
        """Return the assessment as it is saved."""
        return Assessment.objects.select_related("evaluation").get(pk=self.object.pk)

    def meanwhile(self, form: BaseForm, row: Versioned) -> list[tuple[str, str]]:
        """Return the answers that somebody has saved otherwise than they stood in the form."""
        now = sheet_of(self.saved())  # type: ignore[arg-type]  # an Assessment
        said = {one.pk: (form[f"answer_{one.pk}"], form[f"note_{one.pk}"]) for one, _ in now.lines}
        return [
            (condition.text, in_words(answer))
            for condition, answer in now.lines
            if (answer.answer if answer else "", answer.note if answer else "")
            != tuple(str(field.value() or "") for field in said[condition.pk])
        ]


def in_words(answer: FormalAnswer | None) -> str:
    """Return an answer with its note in one line."""
    if answer is None:
        return EMPTY
    shown = answer.get_answer_display()
    return f"{shown} – {answer.note}" if answer.note else shown


class FormalMove(AssessmentFormPage):
    """An outcome of the formal check (`?ruch=`): its question, its form, its action."""

    template_name = "contracting/evaluation/formal_move.html"
    forms_of: ClassVar[dict[str, type[forms.Form]]] = {
        "accept_formally": forms.Form,
        "ask_to_correct": CorrectionForm,
        "reject_formally": RejectForm,
        "check_again": AgainForm,
    }

    def name(self) -> str:
        """Return the move of the address, else 404."""
        name = self.request.GET.get("ruch", "")
        if name not in self.forms_of:
            raise Http404
        return name

    def check(self) -> None:
        """Ask state, permission and conditions."""
        self.insist(verdict_on(self.act, self.object, ASSESSMENT.move(self.name())))

    def get_form_class(self) -> type[BaseForm]:
        """Return the move's form."""
        return self.forms_of[self.name()]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the form's sections to a call for correction."""
        kwargs = super().get_form_kwargs()
        if self.name() == "ask_to_correct":
            kwargs["sections"] = correctable_sections(self.object.offer)
        return kwargs

    def get_initial(self) -> dict[str, Any]:
        """Propose a term, a letter, a reason."""
        if self.name() == "ask_to_correct":
            day = actions.default_day(self.act, self.object.evaluation)
            return {"due_on": day, "letter": LETTER}
        if self.name() == "reject_formally":
            return {"reason": actions.reason_of(self.object)}
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move and the defects that it is about."""
        move = ASSESSMENT.move(self.name())
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "assessment": self.object,
            "offer": self.object.offer,
            "move": move,
            "heading": move.label,
            "submit": move.label,
            "defects": sheet_of(self.object).defects,
        }

    def carry_out(self, form: BaseForm) -> str:
        """Make it."""
        makes: dict[str, Callable[[], object]] = {
            "accept_formally": lambda: actions.accept_formally(self.act, self.object),
            "ask_to_correct": lambda: self.ask(form),
            "reject_formally": lambda: actions.reject_formally(
                self.act, self.object, form.cleaned_data["reason"]
            ),
            "check_again": lambda: actions.check_again(
                self.act, self.object, form.cleaned_data["why"]
            ),
        }
        makes[self.name()]()
        state = self.object.get_state_display()
        messages.success(self.request, f"Oferta {self.object.offer.number}: {state}.")
        return self.back()

    def ask(self, form: BaseForm) -> None:
        """Call for a correction."""
        said = form.cleaned_data
        reasons = form.reasons()  # type: ignore[attr-defined]  # a CorrectionForm
        actions.ask_to_correct(self.act, self.object, reasons, said["due_on"], said["letter"])
