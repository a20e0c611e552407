"""The steps of a call's way: each a page with one form and one action."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls import actions
from contracting.calls.forms import (
    AnnulForm,
    AnswerForm,
    ApproveForm,
    PublicationForm,
    ReasonForm,
)
from contracting.calls.models import Call, Publication, Question
from contracting.calls.permissions import WRITERS, may_answer, may_publish
from contracting.calls.procedure import PROCEDURE, publication_is_due
from contracting.calls.results import due_subject
from contracting.calls.views.bases import CallFormPage
from contracting.calls.views.office import publication_context
from mkus_portal.web.intake import FileIntake
from mkus_portal.web.permission import roles
from mkus_portal.workflow.engine import verdict_on

writers = roles(*WRITERS)
LEADS = {
    Publication.Subject.ANNOUNCEMENT.value: "Nabór otwiera się z ostatnią z trzech publikacji.",
    Publication.Subject.RESULTS.value: (
        "Z ostatnią z trzech publikacji wyniki pokażą się na stronie konkursu i u oferentów."
    ),
}
DONE = {
    Publication.Subject.ANNOUNCEMENT.value: "nabór trwa.",
    Publication.Subject.ANNULMENT.value: "unieważnienie jest ogłoszone.",
    Publication.Subject.RESULTS.value: "wyniki są ogłoszone, oferenci dostali swoje.",
}


class MovePage(CallFormPage):
    """A move with its form: shown only when the move can be made."""

    move: ClassVar[str]

    def check(self) -> None:
        """Ask state, permission and every condition."""
        self.insist(verdict_on(self.act, self.object, PROCEDURE.move(self.move)))

    def visible(self) -> QuerySet[Call]:
        """Return the office's own calls."""
        return Call.objects.of_office(self.act).select_related("office", "unit")


class CallSend(MovePage):
    """Hands the draft to the executive body."""

    permission = writers
    move = "send_to_approve"
    form_class = forms.Form
    heading = "Przekaż konkurs do zatwierdzenia"
    lead = "Ogłoszenie jest pełne. Po przekazaniu rozstrzyga o nim organ wykonawczy."
    submit = "Przekaż do zatwierdzenia"
    success_message = "Konkurs przekazany do zatwierdzenia."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Send it."""
        actions.send_to_approve(self.act, self.object)
        return self.back()


class CallReturn(MovePage):
    """Gives the draft back with a reason."""

    permission = roles("executive")
    move = "return"
    form_class = ReasonForm
    heading = "Zwróć konkurs do poprawy"
    submit = "Zwróć do poprawy"
    success_message = "Konkurs wrócił do poprawy."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Return it."""
        actions.return_call(self.act, self.object, form.cleaned_data["reason"])
        return self.back()


class CallApprove(MovePage):
    """Adopts the announcement."""

    permission = roles("executive")
    move = "approve"
    form_class = ApproveForm
    heading = "Zatwierdź ogłoszenie"
    lead = "Zatwierdzona treść zostaje zamrożona: taka zostanie opublikowana."
    submit = "Zatwierdź ogłoszenie"
    success_message = "Ogłoszenie zatwierdzone. Czeka na publikację w trzech miejscach."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Approve it."""
        actions.approve_call(self.act, self.object, **form.cleaned_data)
        return self.back()


class CallAnnul(MovePage):
    """Annuls a published call."""

    permission = roles("executive", "coordinator")
    move = "annul"
    form_class = AnnulForm
    heading = "Unieważnij konkurs"
    lead = "Unieważnienia nie można cofnąć. Trzeba je ogłosić w tych samych trzech miejscach."
    submit = "Unieważnij konkurs"
    look = "btn-danger"
    success_message = "Konkurs unieważniony. Ogłoś to w trzech miejscach."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Annul it."""
        actions.annul_call(self.act, self.object, **form.cleaned_data)
        return self.back()


class CallCancel(MovePage):
    """Ends a draft."""

    permission = writers
    move = "cancel"
    form_class = ReasonForm
    heading = "Odwołaj konkurs"
    lead = "Odwołanego konkursu nie można przywrócić."
    submit = "Odwołaj konkurs"
    look = "btn-danger"
    success_message = "Konkurs odwołany."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Cancel it."""
        actions.cancel_call(self.act, self.object, form.cleaned_data["reason"])
        return self.back()


class PublicationCreate(FileIntake, CallFormPage):
    """Records where and when the announcement or the annulment was published."""

    permission = writers
    form_class = PublicationForm
    heading = "Wpisz publikację"
    submit = "Zapisz publikację"
    success_message = "Publikacja zapisana."

    def check(self) -> None:
        """Ask whether a publication may be recorded now."""
        self.insist(may_publish(self.act, self.object))
        self.insist(publication_is_due(self.object, self.subject()))

    def get_form(self, form_class: type[forms.BaseForm] | None = None) -> forms.BaseForm:
        """Offer the places that are missing; one taken meanwhile is refused by the action."""
        form = super().get_form(form_class)
        place = form.fields["place"]
        if isinstance(place, forms.ChoiceField) and self.request.method == "GET":
            place.choices = publication_context(self.act, self.object)["missing_places"]
            place.help_text = f"Siedziba organu jest w {self.object.office.seat_locative}."
        return form

    def subject(self) -> str:
        """Return what is published now; of a call with nothing due its announcement."""
        return due_subject(self.object) or Publication.Subject.ANNOUNCEMENT.value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what the last of the three places does."""
        lead = LEADS.get(self.subject(), self.lead)
        return super().get_context_data(**{"lead": lead, **kwargs})

    def get_initial(self) -> dict[str, Any]:
        """Start from the person who enters it, as they most often answer for it."""
        return {"author": str(self.request.user), "responsible": str(self.request.user)}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Record it."""
        subject = self.subject()
        actions.record_publication(self.act, self.object, subject=subject, **form.cleaned_data)
        if not due_subject(self.object):
            messages.success(self.request, f"To była ostatnia z trzech publikacji: {DONE[subject]}")
        return self.back()


class QuestionAnswer(CallFormPage):
    """Answers a question about a call of one's own office."""

    permission = writers
    form_class = AnswerForm
    heading = "Odpowiedz na pytanie"
    submit = "Opublikuj odpowiedź"
    success_message = "Odpowiedź opublikowana i wysłana do osoby, która pytała."
    question: Question

    def load(self) -> None:
        """Find the question among those about the office's own calls."""
        questions = Question.objects.visible_to(self.act).select_related("call__office")
        self.question = get_object_or_404(questions, pk=self.kwargs["pk"])
        self.object = self.question.call

    def check(self) -> None:
        """Ask whether it still waits for an answer."""
        self.insist(may_answer(self.act, self.question))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the question above the form."""
        return super().get_context_data(**{"lead": self.question.text, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Answer it."""
        actions.answer_question(self.act, self.question, form.cleaned_data["answer"])
        return reverse("office-call-detail", args=(self.object.pk,))
