"""The office writes a draft: its basics, its texts and the lists of its parts."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls import actions
from contracting.calls.documents import criterion_terms
from contracting.calls.forms import BasicsForm, TextsForm
from contracting.calls.models import Call
from contracting.calls.permissions import WRITERS, may_create, may_edit
from contracting.calls.rules import Branch, tree
from contracting.calls.views.bases import CallFormPage
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.versions import Versioned
from mkus_portal.web import wording
from mkus_portal.web.permission import roles
from mkus_portal.web.views import DetailPage

writers = roles(*WRITERS)


class CallCreate(CallFormPage):
    """A new draft: its basics."""

    permission = writers
    form_class = BasicsForm
    heading = "Nowy konkurs"
    lead = "Zacznij od podstaw. Warunki podane tutaj obowiązują we wszystkich zadaniach."
    submit = "Zapisz i dodaj zadania"

    def load(self) -> None:
        """Start from the office for which the act is done."""
        office = get_object_or_404(
            LocalGovernment.objects.visible_to(self.act), pk=self.act.scope.id
        )
        self.object = Call(office=office)

    def check(self) -> None:
        """Ask whether the office's calls may be prepared."""
        self.insist(may_create(self.act, self.object.office))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the office over: its units may announce."""
        initial = {"year": self.act.day.year + 1}
        return {**super().get_form_kwargs(), "office": self.object.office_id, "initial": initial}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Start the draft."""
        fields = dict(form.cleaned_data)
        fields.pop("based_on")
        call = actions.create_call(self.act, self.object.office, **fields)
        return reverse("office-call-tasks", args=(call.pk,))

    def back(self) -> str:
        """Return the list."""
        return reverse("office-call-list")


class DraftFormPage(CallFormPage):
    """A form about a draft's contents."""

    permission = writers

    def check(self) -> None:
        """Ask whether the contents may be changed."""
        self.insist(may_edit(self.act, self.object))


class CallEdit(DraftFormPage):
    """The basics."""

    form_class = BasicsForm
    heading = "Podstawy konkursu"
    step = "basics"
    submit = "Zapisz i przejdź do zadań"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the call and its office."""
        return {
            **super().get_form_kwargs(),
            "instance": self.object,
            "office": self.object.office_id,
        }

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save what the form holds."""
        actions.edit_call(self.act, self.object, **form.cleaned_data)
        return reverse("office-call-tasks", args=(self.object.pk,))

    def saved(self) -> Versioned:
        """Return the call as it is saved."""
        return Call.objects.get(pk=self.object.pk)


class CallTextEdit(DraftFormPage):
    """The announcement's words."""

    form_class = TextsForm
    heading = "Treść ogłoszenia"
    step = "text"
    submit = "Zapisz i sprawdź"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the call."""
        return {**super().get_form_kwargs(), "instance": self.object}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save the words."""
        actions.edit_call(self.act, self.object, **form.cleaned_data)
        return self.back()

    def saved(self) -> Versioned:
        """Return the call as it is saved."""
        return Call.objects.get(pk=self.object.pk)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A task, criterion or earlier task in its list."""

    label: str
    detail: str
    edit: str
    remove: str


class CallParts(DetailPage[Call]):
    """The list of a draft's parts of one kind, with the door to a new one."""

    permission = writers
    model = Call
    template_name = "contracting/calls/call_parts.html"
    heading: ClassVar[str] = ""
    lead: ClassVar[str] = ""
    step: ClassVar[str] = ""
    add: ClassVar[tuple[str, str]] = ("", "")
    following: ClassVar[tuple[str, str]] = ("", "")

    def visible(self) -> QuerySet[Call]:
        """Return the office's own calls."""
        return Call.objects.of_office(self.act).select_related("office")

    def rows(self) -> list[PartRow]:
        """Return the parts."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows and the doors."""
        self.insist(may_edit(self.act, self.object))
        add_label, add_name = self.add
        next_label, next_name = self.following
        return super().get_context_data(
            call=self.object,
            heading=self.heading,
            lead=self.lead,
            step=self.step,
            rows=self.rows(),
            add_label=add_label,
            add_url=reverse(add_name, args=(self.object.pk,)),
            next_label=next_label,
            next_url=reverse(next_name, args=(self.object.pk,)),
            **kwargs,
        )


class CallTasks(CallParts):
    """The tasks."""

    heading = "Zadania konkursu"
    lead = "Konkurs może mieć jedno albo wiele zadań, każde z własną pulą środków."
    step = "tasks"
    add = ("Dodaj zadanie", "office-task-create")
    following = ("Dalej: kryteria", "office-call-criteria")

    def rows(self) -> list[PartRow]:
        """Return every task with its pool."""
        return [
            PartRow(
                str(task),
                f"pula: {wording.money(task.pool)}",
                reverse("office-task-edit", args=(task.pk,)),
                reverse("office-task-remove", args=(task.pk,)),
            )
            for task in self.object.tasks.all()
        ]


class CallCriteria(CallParts):
    """The criteria."""

    heading = "Kryteria wyboru ofert"
    lead = (
        "Każde kryterium odpowiada jednemu z sześciu kryteriów z art. 15 ust. 1 ustawy."
        " Kryterium można podzielić na części: dodaj nowe i wybierz, czego jest częścią."
    )
    step = "criteria"
    add = ("Dodaj kryterium", "office-criterion-create")
    following = ("Dalej: zadania z lat poprzednich", "office-call-previous")

    def rows(self) -> list[PartRow]:
        """Return every criterion with its points and the statutory one."""
        return [
            PartRow(
                f"{one.number}. {one.criterion}",
                _criterion_detail(one),
                reverse("office-criterion-edit", args=(one.criterion.pk,)),
                reverse("office-criterion-remove", args=(one.criterion.pk,)),
            )
            for one in tree(self.object.criteria.select_related("task"))
        ]


def _criterion_detail(branch: Branch) -> str:
    """Return the statutory criterion, the points and the tasks in one line."""
    one = branch.criterion
    points = f"najwyżej {wording.number(one.max_points)} pkt" if one.max_points else "bez punktów"
    words = (f"{points} ({criterion_terms(branch)})", str(one.task or "wszystkie zadania"))
    return "; ".join(words if branch.is_part else (one.get_statutory_display(), *words))


class CallPrevious(CallParts):
    """The earlier tasks of the same kind."""

    heading = "Zadania z tego i poprzedniego roku"
    lead = (
        "Wpisz zadania tego samego rodzaju i ich koszty (art. 13 ust. 2 pkt 7 ustawy)."
        " Jeśli zlecacie je pierwszy raz, zaznacz to w treści ogłoszenia."
    )
    step = "previous"
    add = ("Dodaj zadanie z lat poprzednich", "office-previous-create")
    following = ("Dalej: treść ogłoszenia", "office-call-text")

    def rows(self) -> list[PartRow]:
        """Return every row; an amount not known is a dash."""
        return [
            PartRow(
                str(row),
                f"koszt: {wording.money(row.cost)}, w tym dotacje: {wording.money(row.grants)}",
                reverse("office-previous-edit", args=(row.pk,)),
                reverse("office-previous-remove", args=(row.pk,)),
            )
            for row in self.object.previous_tasks.all()
        ]
