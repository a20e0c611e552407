"""Asking for a correction of what was agreed, and answering it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from advisory.consultations import actions
from advisory.consultations.forms import CorrectionForm, EmptyForm, RefuseForm
from advisory.consultations.models import ENTRY_FIELDS, Consultation, Correction
from advisory.consultations.permissions import may_correct
from advisory.consultations.procedure import CORRECTION
from advisory.consultations.versions import changes_between, sides_of
from advisory.consultations.views.log import FOLDED, saved_at
from advisory.consultations.words import summary_of
from advisory.programmes.forms import take_faults
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import FormPage, ObjectMixin, TemplatePage
from mkus_portal.workflow.engine import Move, verdict_on

TOGETHER = ("unit__programme", "unit__office", "adviser__user")
CONSEQUENCES = {
    "accept": (
        "Od tej chwili liczy się wpis po poprawce; poprzedni zostaje obok.",
        "Powstanie nowa notatka w PDF. Uzgodnienia nie można cofnąć.",
    ),
    "refuse": ("Wpis zostaje taki, jak był uzgodniony. Doradca dostanie list z powodem.",),
    "withdraw": ("Wpis zostaje taki, jak był uzgodniony. Propozycja zostaje w historii.",),
}
DONE = {
    "accept": "Poprawka jest uzgodniona. Tworzymy nową notatkę.",
    "refuse": "Odrzucono poprawkę. Doradca dostał list.",
    "withdraw": "Wycofano poprawkę.",
}


class CorrectionAsk(ObjectMixin[Consultation], TemplatePage):
    """The agreed entry as a form, with the reason for another version."""

    permission = signed_in
    model = Consultation
    template_name = "advisory/consultations/consultation_correct.html"

    def visible(self) -> QuerySet[Consultation]:
        """Return the entries with all that the page shows."""
        return super().visible().select_related(*TOGETHER)

    def entry(self) -> Consultation:
        """Return the entry of the address. Raises Http404, PermissionDenied with the reason."""
        found = self.get_object()
        self.insist(may_correct(self.act, found))
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was agreed, to be put right."""
        found = self.entry()
        initial = {name: getattr(found, name) for name in ENTRY_FIELDS}
        return self.page(found, CorrectionForm(initial={**initial, "version": found.version}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask the office; what is wrong comes back with all that was typed."""
        found = self.entry()
        form = CorrectionForm(request.POST)
        if not form.is_valid():
            return self.page(found, form, status=422)
        given = {**form.entry(), "version": form.cleaned_data["version"] or 0}
        try:
            actions.ask_for_correction(self.act, found, form.cleaned_data["reason"], **given)
        except ValidationError as error:
            take_faults(form, error)
            return self.page(found, form, status=422)
        except actions.StaleEntry as stale:
            return self.with_the_other_text(form, stale.kept)
        messages.success(request, "Poprawka czeka na uzgodnienie przez urząd.")
        return HttpResponseRedirect(saved_at(request, found.get_absolute_url()))

    def with_the_other_text(self, form: CorrectionForm, kept: Consultation) -> HttpResponse:
        """Show what was typed; the next save is based on the entry as it stands now (409)."""
        typed = self.request.POST.copy()
        typed["version"] = str(kept.version)
        again = type(form)(typed)
        again.add_error(
            None,
            "Wpis zmienił się w tym czasie. Wyżej jest to, co obowiązuje, w formularzu Twoja"
            " poprawka. Sprawdź ją i wyślij.",
        )
        return self.page(kept, again, status=409)

    def page(self, found: Consultation, form: CorrectionForm, status: int = 200) -> HttpResponse:
        """Show the form below what stands."""
        context = self.get_context_data(
            consultation=found,
            unit=found.unit,
            summary=summary_of(found),
            form=form,
            more_open=form.says_any(*FOLDED),
            act=self.act,
        )
        return render(self.request, self.get_template_names(), context, status=status)


class CorrectionMove(ObjectMixin[Correction], FormPage):
    """The last question before the office agrees or refuses, or the adviser takes it back."""

    permission = signed_in
    model = Correction
    template_name = "advisory/consultations/correction_move.html"
    object: Correction

    def visible(self) -> QuerySet[Correction]:
        """Return the corrections with the entries that they are about."""
        together = [f"consultation__{one}" for one in TOGETHER]
        return super().visible().select_related(*together)

    def move(self) -> Move:
        """Return the move that the address names. Raises Http404."""
        try:
            return CORRECTION.move(self.request.GET.get("ruch", ""))
        except KeyError as error:
            raise Http404 from error

    def get_form_class(self) -> type[BaseForm]:
        """Return the form that the move needs."""
        return RefuseForm if self.move().name == "refuse" else EmptyForm

    def find(self) -> Correction:
        """Return the correction of the address; for the office the page is its own."""
        found = self.get_object()
        if self.act.scope.kind == "office":
            self.request.page_office = found.consultation.unit.office  # type: ignore[attr-defined]  # read by the footer
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, if the move can be made. Raises PermissionDenied with what stands in the way."""
        self.object = self.find()
        self.insist(verdict_on(self.act, self.object, self.move()))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the move."""
        self.object = self.find()
        self.insist(self.move().permission(self.act, self.object))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both versions and the move's own words."""
        move, consultation = self.move(), self.object.consultation
        before, after = next(
            (old, new) for one, old, new in sides_of(consultation) if one.pk == self.object.pk
        )
        return super().get_context_data(
            correction=self.object,
            consultation=consultation,
            changes=changes_between(before, after),
            move=move,
            consequences=CONSEQUENCES[move.name],
            **kwargs,
        )

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Call the action; a refusal or somebody's faster hand gets its own page."""
        name = self.move().name
        if name == "refuse":
            actions.refuse_correction(self.act, self.object, form.cleaned_data["reason"])
        elif name == "accept":
            actions.accept_correction(self.act, self.object)
        else:
            actions.withdraw_correction(self.act, self.object)
        messages.success(self.request, DONE[name])
        return HttpResponseRedirect(self.object.get_absolute_url())
