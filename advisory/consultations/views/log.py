"""Writing an entry on a phone: one form, rows of next steps that work without JavaScript."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from advisory.consultations import actions
from advisory.consultations.documents import held_in_words, people_in_words
from advisory.consultations.forms import BaseStepSet, ConsultationForm, step_set
from advisory.consultations.models import Consultation
from advisory.consultations.permissions import may_edit
from advisory.consultations.rules import hours_in_words
from advisory.programmes.forms import take_faults
from advisory.programmes.models import Adviser, Unit
from advisory.programmes.permissions import may_advise
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import TemplatePage
from mkus_portal.workflow.engine import MoveRefused

PREFIX = "krok"
ADD, SEND = "dodaj", "wyslij"


class EntryPage(TemplatePage):
    """What a new entry and a changed one share."""

    permission = signed_in
    template_name = "advisory/consultations/consultation_form.html"
    heading = ""

    def unit(self) -> Unit:
        """Return the unit that the entry is about, or raise Http404."""
        raise NotImplementedError

    def fresh(self) -> tuple[ConsultationForm, BaseStepSet]:
        """Return the forms as the page opens."""
        raise NotImplementedError

    def bound(self, request: HttpRequest) -> ConsultationForm:
        """Return the form with what was typed."""
        raise NotImplementedError

    def keep(self, form: ConsultationForm, steps: BaseStepSet) -> Consultation:
        """Call the action."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.page(*self.fresh())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add a row, or keep the entry and, when asked, send it."""
        self.unit()
        form, steps = self.bound(request), step_set()(request.POST, prefix=PREFIX)
        if ADD in request.POST:
            return self.with_another_row(form, steps)
        if not (form.is_valid() & steps.is_valid()):
            return self.page(form, steps, status=422)
        try:
            consultation = self.keep(form, steps)
        except ValidationError as error:
            take_faults(form, error)
            return self.page(form, steps, status=422)
        except actions.StaleEntry as stale:
            return self.with_the_other_text(form, steps, stale.kept)
        self.send_if_asked(consultation)
        return HttpResponseRedirect(consultation.get_absolute_url())

    def send_if_asked(self, consultation: Consultation) -> None:
        """Send the kept entry; a refusal leaves it kept and is told."""
        if SEND not in self.request.POST:
            messages.success(self.request, "Zapisano konsultację.")
            return
        try:
            actions.send_consultation(self.act, consultation)
        except MoveRefused as refusal:
            reason = refusal.verdict.reason
            messages.warning(self.request, f"Zapisano, ale nie wysłano. {reason}")
        else:
            messages.success(self.request, "Zapisano i wysłano do uzgodnienia.")

    def with_another_row(self, form: ConsultationForm, steps: BaseStepSet) -> HttpResponse:
        """Show all that was typed with one more empty row."""
        again = type(form)(initial=form.typed(), instance=form.instance)
        return self.page(again, step_set(extra=1)(initial=steps.typed(), prefix=PREFIX))

    def with_the_other_text(
        self, form: ConsultationForm, steps: BaseStepSet, kept: Consultation
    ) -> HttpResponse:
        """Show what was typed beside what was kept meanwhile; the next save replaces it (409)."""
        typed = self.request.POST.copy()
        typed["version"] = str(kept.version)
        again = type(form)(typed, instance=form.instance)
        again.add_error(
            None,
            "Wpis zmieniono w tym czasie w innym oknie. Wyżej jest zapisana wersja, w formularzu"
            " Twoja. Popraw, co trzeba, i zapisz.",
        )
        return self.page(again, steps, status=409, clashes=summary_of(kept))

    def page(
        self, form: ConsultationForm, steps: BaseStepSet, status: int = 200, **kwargs: Any
    ) -> HttpResponse:
        """Show the forms; the rows are unfolded where there is something in them."""
        said = steps.is_bound or bool(steps.initial)
        context = self.get_context_data(
            form=form,
            steps=steps,
            steps_open=said and (ADD in self.request.POST or has_rows(steps)),
            heading=self.heading,
            unit=self.unit(),
            act=self.act,
            **{"clashes": (), **kwargs},
        )
        return render(self.request, self.get_template_names(), context, status=status)


def has_rows(steps: BaseStepSet) -> bool:
    """Whether any row says something."""
    return any(row.get("sentence") or row.get("due") for row in steps.typed())


def summary_of(consultation: Consultation) -> list[tuple[str, str]]:
    """Return the entry as pairs of a term and what it says."""
    return [
        ("Kiedy", held_in_words(consultation)),
        ("Czas", hours_in_words(consultation.hours)),
        ("Forma", consultation.get_form_display()),
        ("Uczestnicy", people_in_words(consultation)),
        ("Temat", consultation.subject),
        ("Ustalenia", consultation.findings or "–"),
        ("Następne kroki", "\n".join(str(one) for one in consultation.steps.all()) or "–"),
    ]


class ConsultationLog(EntryPage):
    """A new entry about one of the adviser's units."""

    heading = "Nowa konsultacja"

    def unit(self) -> Unit:
        """Return the unit of the address. Raises Http404, PermissionDenied for non-advisers."""
        visible = Unit.objects.visible_to(self.act).select_related("programme", "office")
        unit = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.insist(may_advise(self.act, unit))
        return unit

    def fresh(self) -> tuple[ConsultationForm, BaseStepSet]:
        """Begin with today and three empty rows."""
        initial = {"held_on": self.act.day, "entry_key": uuid4().hex}
        return ConsultationForm(initial=initial), step_set()(prefix=PREFIX)

    def bound(self, request: HttpRequest) -> ConsultationForm:
        """Return the form with what was typed."""
        return ConsultationForm(request.POST)

    def keep(self, form: ConsultationForm, steps: BaseStepSet) -> Consultation:
        """Write the entry."""
        unit = self.unit()
        adviser = get_object_or_404(Adviser, programme=unit.programme_id, user=self.act.user)
        key = form.cleaned_data["entry_key"]
        return actions.log_consultation(
            self.act, unit, adviser, steps.steps(), entry_key=key, **form.entry()
        )


class ConsultationEdit(EntryPage):
    """Changes an entry that the unit has not agreed to."""

    heading = "Poprawianie konsultacji"

    def consultation(self) -> Consultation:
        """Return the entry of the address. Raises Http404, PermissionDenied with the reason."""
        visible = Consultation.objects.visible_to(self.act)
        rows = visible.select_related("unit__programme", "unit__office", "adviser")
        found = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.insist(may_edit(self.act, found))
        return found

    def unit(self) -> Unit:
        """Return the entry's unit."""
        return self.consultation().unit

    def fresh(self) -> tuple[ConsultationForm, BaseStepSet]:
        """Begin with what stands."""
        found = self.consultation()
        rows = [
            {"sentence": one.sentence, "due": one.due, "whose": one.whose}
            for one in found.steps.all()
        ]
        form = ConsultationForm(instance=found, initial={"version": found.version})
        extra = max(3 - len(rows), 1)
        return form, step_set(extra)(initial=rows, prefix=PREFIX)

    def bound(self, request: HttpRequest) -> ConsultationForm:
        """Return the form with what was typed."""
        return ConsultationForm(request.POST, instance=self.consultation())

    def keep(self, form: ConsultationForm, steps: BaseStepSet) -> Consultation:
        """Keep the change, if it was based on the entry as it stands."""
        consultation = form.instance
        consultation.version = form.cleaned_data["version"] or 0
        actions.change_consultation(self.act, consultation, steps.steps())
        return consultation
