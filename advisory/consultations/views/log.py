"""Writing an entry on a phone: one form, rows of next steps that work without JavaScript."""

import re
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from advisory.consultations import actions
from advisory.consultations.forms import (
    BaseStepSet,
    ConsultationForm,
    step_set,
    typed_step,
)
from advisory.consultations.models import Consultation
from advisory.consultations.permissions import may_edit
from advisory.consultations.words import summary_of
from advisory.programmes.forms import take_faults
from advisory.programmes.models import Adviser, Unit
from advisory.programmes.permissions import may_advise
from mkus_portal.accounts.models import User
from mkus_portal.attachments.forms import KEPT, AttachmentsField
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import Page, TemplatePage
from mkus_portal.workflow.engine import MoveRefused

PREFIX = "krok"
ADD, SEND = "dodaj", "wyslij"
FILES = "attached"
FOLDED = ("travel_km", "travel_minutes", "people_university", "people_other", "agenda")
LINKED = ("place", "call", "offer")
TOKEN = re.compile(r"[0-9a-f]{8,64}")


def saved_at(request: HttpRequest, url: str) -> str:
    """Return the address after a save; it tells the browser which draft of its own is done with.

    `static/js/entry.js` sends the mark of the draft that it keeps and forgets it once it reads the
    mark here: what was never saved is never forgotten.
    """
    token = request.POST.get("szkic", "")
    return f"{url}#szkic-{token}" if TOKEN.fullmatch(token) else url


class EntryPage(TemplatePage):
    """What a new entry and a changed one share."""

    permission = signed_in
    template_name = "advisory/consultations/consultation_form.html"
    heading = ""

    def unit(self) -> Unit:
        """Return the unit that the entry is about, or raise Http404."""
        raise NotImplementedError

    def entry(self) -> Consultation | None:
        """Return the entry that is changed; None for a new one."""
        return None

    def fresh(self) -> tuple[ConsultationForm, BaseStepSet]:
        """Return the forms as the page opens."""
        raise NotImplementedError

    def keep(self, form: ConsultationForm, steps: BaseStepSet) -> Consultation:
        """Call the action."""
        raise NotImplementedError

    def people(self) -> list[User]:
        """Return who may be named in a step: the office's people, and those already named."""
        return actions.people_of(self.act, self.unit())

    def form(self, *args: Any, **kwargs: Any) -> ConsultationForm:
        """Return the entry's form."""
        if (entry := self.entry()) is not None:
            kwargs.setdefault("instance", entry)
        return ConsultationForm(*args, act=self.act, unit=self.unit(), **kwargs)

    def rows(
        self,
        sent: QueryDict | None = None,
        initial: list[dict[str, Any]] | None = None,
        extra: int = 3,
    ) -> BaseStepSet:
        """Return the rows of next steps."""
        people = {"people": self.people()}
        return step_set(extra)(sent, prefix=PREFIX, initial=initial, form_kwargs=people)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.page(*self.fresh())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add a row, or keep the entry and, when asked, send it."""
        self.unit()
        form, steps = self.form(request.POST, request.FILES), self.rows(request.POST)
        self.take_in(form)
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
        return HttpResponseRedirect(saved_at(request, consultation.get_absolute_url()))

    def take_in(self, form: ConsultationForm) -> None:
        """Receive the files that were sent. Raises Refused with the reason."""
        field = form.fields[FILES]
        if isinstance(field, AttachmentsField):
            field.take_in(self.act, form, FILES, self.entry())

    def send_if_asked(self, consultation: Consultation) -> None:
        """Send the kept entry; a refusal leaves it kept and is told."""
        if SEND not in self.request.POST:
            messages.success(self.request, "Zapisano konsultację.")
            return
        try:
            if consultation.state != Consultation.State.SENT:
                actions.send_consultation(self.act, consultation)
        except MoveRefused as refusal:
            reason = refusal.verdict.reason
            messages.warning(self.request, f"Zapisano, ale nie wysłano. {reason}")
        else:
            messages.success(self.request, "Zapisano i wysłano do uzgodnienia.")

    def with_another_row(self, form: ConsultationForm, steps: BaseStepSet) -> HttpResponse:
        """Show all that was typed with one more empty row."""
        again = self.form(initial=form.typed())
        return self.page(again, self.rows(initial=steps.typed(), extra=1))

    def with_the_other_text(
        self, form: ConsultationForm, steps: BaseStepSet, kept: Consultation
    ) -> HttpResponse:
        """Show what was typed beside what was kept meanwhile; the next save replaces it (409)."""
        typed = self.request.POST.copy()
        typed["version"] = str(kept.version)
        typed.setlist(FILES + KEPT, [str(one.pk) for one in form.cleaned_data[FILES]])
        again = self.form(typed)
        self.take_in(again)
        again.add_error(
            None,
            "Wpis zmieniono w tym czasie w innym oknie. Wyżej jest zapisana wersja, w formularzu"
            " Twoja. Popraw, co trzeba, i zapisz.",
        )
        return self.page(again, steps, status=409, clashes=summary_of(kept))

    def page(
        self, form: ConsultationForm, steps: BaseStepSet, status: int = 200, **kwargs: Any
    ) -> HttpResponse:
        """Show the forms; what is folded is open where there is something in it."""
        said = steps.is_bound or bool(steps.initial)
        context = self.get_context_data(
            form=form,
            steps=steps,
            steps_open=said and (ADD in self.request.POST or has_rows(steps)),
            more_open=form.says_any(*FOLDED),
            links_open=form.says_any(*LINKED),
            files_open=form.says_any(FILES),
            heading=self.heading,
            unit=self.unit(),
            act=self.act,
            **{"clashes": (), "others": (), **kwargs},
        )
        return render(self.request, self.get_template_names(), context, status=status)


def has_rows(steps: BaseStepSet) -> bool:
    """Whether any row says something."""
    return any(row.get("sentence") or row.get("due") for row in steps.typed())


class ConsultationLog(EntryPage):
    """A new entry about one of the adviser's units."""

    heading = "Nowa konsultacja"
    found: Unit | None = None

    def unit(self) -> Unit:
        """Return the unit of the address. Raises Http404, PermissionDenied for non-advisers."""
        if self.found is None:
            visible = Unit.objects.visible_to(self.act).select_related("programme", "office")
            self.found = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.insist(may_advise(self.act, self.found))
        return self.found

    def fresh(self) -> tuple[ConsultationForm, BaseStepSet]:
        """Begin with today, the form of the entry before, and three empty rows."""
        self.unit()
        initial: dict[str, Any] = {"held_on": self.act.day, "entry_key": uuid4().hex}
        if (last := last_entry(self)) is not None:
            initial["form"] = last.form
        return self.form(initial=initial), self.rows()

    def page(
        self, form: ConsultationForm, steps: BaseStepSet, status: int = 200, **kwargs: Any
    ) -> HttpResponse:
        """Add the adviser's other units: whoever is in the wrong one is one touch away."""
        others = Unit.objects.visible_to(self.act).exclude(pk=self.unit().pk).order_by("name")
        return super().page(form, steps, status, **{"others": list(others), **kwargs})

    def keep(self, form: ConsultationForm, steps: BaseStepSet) -> Consultation:
        """Write the entry."""
        unit = self.unit()
        adviser = get_object_or_404(Adviser, programme=unit.programme_id, user=self.act.user)
        return actions.log_consultation(
            self.act,
            unit,
            adviser,
            steps.steps(),
            files=form.cleaned_data[FILES],
            entry_key=form.cleaned_data["entry_key"],
            **form.entry(),
            **form.links(),
        )


def last_entry(page: Page) -> Consultation | None:
    """Return what the adviser wrote last."""
    own = Consultation.objects.visible_to(page.act).order_by("-logged_at", "-pk")
    return own.select_related("unit").first()


class QuickLog(Page):
    """Leads to a new entry about the unit of the last one, else about the first unit."""

    permission = roles("adviser")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go there; without any unit to the list that says so."""
        last = last_entry(self)
        unit = last.unit if last else Unit.objects.visible_to(self.act).order_by("name").first()
        if unit is None:
            return HttpResponseRedirect(reverse("own-units"))
        return HttpResponseRedirect(reverse("consultation-log", args=(unit.pk,)))


class ConsultationEdit(EntryPage):
    """Changes an entry that the unit has not agreed to."""

    heading = "Poprawianie konsultacji"
    found: Consultation | None = None

    def entry(self) -> Consultation:
        """Return the entry of the address. Raises Http404, PermissionDenied with the reason."""
        if self.found is None:
            visible = Consultation.objects.visible_to(self.act)
            rows = visible.select_related("unit__programme", "unit__office", "adviser")
            self.found = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.insist(may_edit(self.act, self.found))
        return self.found

    def unit(self) -> Unit:
        """Return the entry's unit."""
        return self.entry().unit

    def people(self) -> list[User]:
        """Add those named in the entry who work there no more."""
        named = User.objects.filter(pk__in=self.entry().steps.values("person"))
        return list(dict.fromkeys([*super().people(), *named]))

    def fresh(self) -> tuple[ConsultationForm, BaseStepSet]:
        """Begin with what stands."""
        found = self.entry()
        rows = [typed_step(one) for one in found.steps.all()]
        form = self.form(initial={"version": found.version})
        return form, self.rows(initial=rows, extra=max(3 - len(rows), 1))

    def keep(self, form: ConsultationForm, steps: BaseStepSet) -> Consultation:
        """Keep the change, if it was based on the entry as it stands."""
        consultation: Consultation = form.instance
        consultation.version = form.cleaned_data["version"] or 0
        for name, value in form.links().items():
            setattr(consultation, name, value)
        actions.change_consultation(
            self.act, consultation, steps.steps(), files=form.cleaned_data[FILES]
        )
        return consultation
