"""The lists, one expertise, its moves, its document and its text."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from advisory.expertises import actions
from advisory.expertises.documents import author_in_words, client_in_words, expertise_word
from advisory.expertises.files import MATERIAL, RESULT
from advisory.expertises.filters import ExpertiseFilter
from advisory.expertises.forms import AssignForm, CancelForm, EmptyForm, ReturnForm
from advisory.expertises.models import EXPERT, Expertise
from advisory.expertises.permissions import (
    is_expert,
    may_answer,
    may_ask_for_document,
    may_change_order,
    may_read_answers,
    may_take_text,
)
from advisory.expertises.procedure import EXPERTISE
from advisory.expertises.tables import ExpertiseTable
from mkus_portal.attachments.permissions import files_of
from mkus_portal.documents.permissions import documents_of
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.web import wording
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.downloads import word_download
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import DetailPage, ListPage, ObjectMixin
from mkus_portal.workflow.engine import Move, available, verdict_on
from mkus_portal.workflow.models import MoveLog

READERS = ("adviser", "programme_coordinator", "operator", *OFFICE_ROLES)
TOGETHER = ("unit__programme", "unit__office", "expert__user", "draft")
LEADS = {
    "adviser": "Ekspertyzy Twoich jednostek. Nową zamówisz na stronie jednostki.",
    "programme_coordinator": "Wszystkie ekspertyzy programu. Nową zamówisz na stronie jednostki.",
    "operator": "Wszystkie ekspertyzy wszystkich programów.",
}
OFFICE_LEAD = "Ekspertyzy dla Twojej jednostki. Odpowiedzi widać, gdy ekspert odda ekspertyzę."
CONSEQUENCES = {
    "assign": ("Ekspert dostanie list i zobaczy tę ekspertyzę, nic więcej.",),
    "reassign": (
        "Dotychczasowy ekspert przestanie ją widzieć.",
        "Odpowiedzi, które już są, dokończy nowy ekspert.",
    ),
    "begin": ("Jednostka zobaczy, że ekspertyza jest w opracowaniu.",),
    "deliver": (
        "Odpowiedzi i pliki zobaczą koordynator, jednostka i jej doradca.",
        "Zmienisz je tylko wtedy, gdy koordynator zwróci ekspertyzę z uwagami.",
    ),
    "accept": (
        "Pytań, odpowiedzi ani plików nikt już nie zmieni. Przyjęcia nie można cofnąć.",
        "Powstanie dokument w PDF.",
    ),
    "return": ("Ekspert dostanie list z uwagami i będzie mógł zmieniać odpowiedzi.",),
    "cancel": (
        "Ekspertyza przestanie liczyć się do limitu jednostki.",
        "Anulowania nie można cofnąć.",
    ),
}
DONE = {
    "assign": "Przydzielono eksperta.",
    "reassign": "Zmieniono eksperta.",
    "begin": "Ekspertyza jest w opracowaniu.",
    "deliver": "Oddano ekspertyzę.",
    "accept": "Ekspertyza jest przyjęta.",
    "return": "Zwrócono z uwagami. Ekspert dostał list.",
    "cancel": "Anulowano ekspertyzę.",
}


class ExpertiseList(ListPage):
    """The expertises that exist for the act."""

    permission = roles(*READERS)
    table_class = ExpertiseTable
    filter_class = ExpertiseFilter
    title = "Ekspertyzy"
    export_name = "ekspertyzy"
    template_name = "advisory/expertises/expertise_list.html"
    left_out: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self) -> QuerySet[Expertise]:
        """Return the expertises with units and experts."""
        rows = Expertise.objects.visible_to(self.act).select_related("unit", "expert")
        return rows.order_by("-ordered_on", "-pk")

    def get_table(self, rows: QuerySet[Expertise]) -> ExpertiseTable:
        """Return the table, which marks what is late today."""
        return ExpertiseTable(rows, day=self.act.day, exclude=self.left_out)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which expertises these are."""
        runs = self.act.holds("programme_coordinator")
        experts = reverse("expert-list", args=(self.act.scope.id,)) if runs else ""
        lead = LEADS.get(self.act.role, OFFICE_LEAD)
        return super().get_context_data(**{"lead": lead, "experts_url": experts, **kwargs})


class OwnExpertises(ExpertiseList):
    """The expertises assigned to the expert."""

    permission = roles(EXPERT)
    title = "Moje ekspertyzy"
    export_name = "moje-ekspertyzy"
    left_out = ("expert",)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what an expert does here."""
        lead = (
            "Ekspertyzy, które przydzielił Ci koordynator programu. Otwórz jedną, aby odpowiadać."
        )
        return super().get_context_data(**{"lead": lead, **kwargs})


class ExpertisePage(ObjectMixin[Expertise]):
    """A page about one expertise."""

    permission = signed_in
    model = Expertise

    def visible(self) -> QuerySet[Expertise]:
        """Return the expertises with all that their pages show."""
        return super().visible().select_related(*TOGETHER)

    def get_object(self) -> Expertise:
        """Return the expertise; for the office the page is its own."""
        found = super().get_object()
        if self.act.scope.kind == "office":
            self.request.page_office = found.unit.office  # type: ignore[attr-defined]  # read by the footer
        return found

    def list_url(self) -> str:
        """Return the list that the reader came from."""
        return reverse("own-expertises" if self.act.holds(EXPERT) else "expertise-list")


def facts_of(expertise: Expertise) -> list[tuple[str, str]]:
    """Return the expertise as pairs of a term and what it says."""
    return [
        ("Jednostka", expertise.unit.name),
        ("Rodzaj", expertise.get_kind_display()),
        ("Zamawiający", client_in_words(expertise) or "–"),
        ("Zamówiono", wording.day(expertise.ordered_on)),
        ("Termin", wording.deadline(expertise.due_on) if expertise.due_on else "nie ustalono"),
        ("Ekspert", author_in_words(expertise) or "jeszcze nie przydzielono"),
        ("Oddano", wording.day(expertise.delivered_on) if expertise.delivered_on else "–"),
        ("Przyjęto", wording.day(expertise.accepted_on) if expertise.accepted_on else "–"),
    ]


def last_note(expertise: Expertise, state: str, move: str) -> str:
    """Return what was written at the last such move, while the expertise is in the state."""
    if expertise.state != state:
        return ""
    line = MoveLog.objects.of(expertise).filter(move=move).last()
    return line.note if line else ""


class ExpertiseDetail(ExpertisePage, DetailPage[Expertise]):
    """One expertise: questions, answers from the delivery on, files, moves, the document."""

    template_name = "advisory/expertises/expertise_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that the page shows."""
        found = self.object
        documents = documents_of(self.act, found)
        latest = documents[0] if documents else None
        materials = files_of(self.act, MATERIAL, [found])[found.pk]
        return super().get_context_data(
            expertise=found,
            facts=facts_of(found),
            is_late=found.is_late_on(self.act.day),
            remarks=last_note(found, Expertise.State.RETURNED, "return"),
            reason=last_note(found, Expertise.State.CANCELLED, "cancel"),
            questions=list(found.questions.all()),
            reading=may_read_answers(self.act, found),
            changing=may_change_order(self.act, found),
            answering=may_answer(self.act, found),
            is_own=bool(is_expert(self.act, found)),
            materials=materials,
            results=files_of(self.act, RESULT, [found])[found.pk],
            text=may_take_text(self.act, found),
            moves=available(self.act, found),
            may_ask=bool(may_ask_for_document(self.act, found))
            and (latest is None or not latest.is_under_way),
            document=latest,
            documents=documents[1:],
            list_url=self.list_url(),
            **kwargs,
        )


class ExpertiseMove(ExpertisePage, ActionFormPage):
    """The last question before a move (`?ruch=`), with what the move needs to know."""

    template_name = "advisory/expertises/expertise_move.html"
    object: Expertise
    forms: ClassVar[dict[str, type[BaseForm]]] = {
        "assign": AssignForm,
        "reassign": AssignForm,
        "return": ReturnForm,
        "cancel": CancelForm,
    }
    makes: ClassVar[dict[str, Callable[..., None]]] = {
        "assign": actions.assign_expert,
        "reassign": actions.assign_expert,
        "begin": actions.begin_work,
        "deliver": actions.deliver_expertise,
        "accept": actions.accept_expertise,
    }

    def load(self) -> None:
        """Find the expertise, else 404."""
        self.object = self.get_object()
        self.move()

    def move(self) -> Move:
        """Return the move that the address names. Raises Http404."""
        try:
            return EXPERTISE.move(self.request.GET.get("ruch", ""))
        except KeyError as error:
            raise Http404 from error

    def allowed(self) -> Any:  # noqa: ANN401 - a Verdict of the move's own permission
        """Whether this role ever makes the move."""
        return self.move().permission(self.act, self.object)

    def check(self) -> None:
        """Ask state and conditions."""
        self.insist(verdict_on(self.act, self.object, self.move()))

    def get_form_class(self) -> type[BaseForm]:
        """Return the form that the move needs."""
        return self.forms.get(self.move().name, EmptyForm)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the choice of experts whose programme it is."""
        kwargs = super().get_form_kwargs()
        if self.get_form_class() is AssignForm:
            return {**kwargs, "expertise": self.object, "today": self.act.day}
        return kwargs

    def back(self) -> str:
        """Return the expertise's page."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back."""
        return [(self.list_name(), self.list_url()), (str(self.object), self.back())]

    def list_name(self) -> str:
        """Return the name of the reader's list."""
        return "Moje ekspertyzy" if self.act.holds(EXPERT) else "Ekspertyzy"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the expertise and the move's own words."""
        move = self.move()
        experts = reverse("expert-list", args=(self.object.unit.programme_id,))
        return super().get_context_data(
            expertise=self.object,
            facts=facts_of(self.object),
            move=move,
            consequences=CONSEQUENCES[move.name],
            experts_url=experts if self.get_form_class() is AssignForm else "",
            **kwargs,
        )

    def carry_out(self, form: BaseForm) -> str:
        """Make the move; a refusal stands beside what was typed."""
        name, given = self.move().name, form.cleaned_data
        if name == "return":
            actions.return_expertise(self.act, self.object, given["reason"])
        elif name == "cancel":
            actions.cancel_expertise(self.act, self.object, given["reason"])
        else:
            self.makes[name](self.act, self.object, **given)
        messages.success(self.request, DONE[name])
        return self.back()


class ExpertiseAsk(ExpertisePage):
    """Asks for the document once more."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask and go back."""
        found = self.get_object()
        self.insist(may_ask_for_document(self.act, found))
        actions.ask_for_document(self.act, found)
        messages.success(request, "Dokument jest zlecony.")
        return HttpResponseRedirect(found.get_absolute_url())


class ExpertiseWord(ExpertisePage):
    """A delivered expertise as a text to go on editing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        found = self.get_object()
        self.insist(may_take_text(self.act, found))
        return word_download(expertise_word(found, self.act.at), f"ekspertyza {found}")
