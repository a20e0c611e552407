"""One part of a draft: a task, a criterion, an earlier task; added, changed, taken out."""

from typing import Any, ClassVar

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls import actions
from contracting.calls.forms import CriterionForm, PreviousTaskForm, TaskForm
from contracting.calls.models import Call, CallTask, Criterion, PreviousTask
from contracting.calls.views.drafting import DraftFormPage
from mkus_portal.versions import Versioned


class TaskCreate(DraftFormPage):
    """A new task."""

    form_class = TaskForm
    heading = "Nowe zadanie"
    lead = "Puste pole znaczy: tak jak w konkursie. Wartość z konkursu jest pod polem."
    step = "tasks"
    submit = "Dodaj zadanie"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the call whose terms are inherited."""
        return {**super().get_form_kwargs(), "call": self.object, "day": self.act.day}

    def back(self) -> str:
        """Return the tasks."""
        return reverse("office-call-tasks", args=(self.object.pk,))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add the task."""
        fields = dict(form.cleaned_data)
        fields.pop("based_on")
        actions.add_task(self.act, self.object, **fields)
        return self.back()


class TaskEdit(TaskCreate):
    """One task."""

    heading = "Zadanie"
    submit = "Zapisz zadanie"
    task: CallTask

    def load(self) -> None:
        """Find the task among the office's own calls."""
        tasks = CallTask.objects.select_related("call__office")
        self.task = get_object_or_404(
            tasks, pk=self.kwargs["pk"], call__in=Call.objects.of_office(self.act)
        )
        self.object = self.task.call

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the task."""
        return {**super().get_form_kwargs(), "instance": self.task}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save the task."""
        actions.edit_task(self.act, self.task, **form.cleaned_data)
        return self.back()

    def saved(self) -> Versioned:
        """Return the task as it is saved."""
        return CallTask.objects.get(pk=self.task.pk)


class CriterionCreate(DraftFormPage):
    """A new criterion."""

    form_class = CriterionForm
    heading = "Nowe kryterium"
    step = "criteria"
    submit = "Dodaj kryterium"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the call whose tasks can be chosen."""
        return {**super().get_form_kwargs(), "call": self.object}

    def back(self) -> str:
        """Return the criteria."""
        return reverse("office-call-criteria", args=(self.object.pk,))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add the criterion."""
        fields = dict(form.cleaned_data)
        fields.pop("based_on")
        actions.add_criterion(self.act, self.object, **fields)
        return self.back()


class CriterionEdit(CriterionCreate):
    """One criterion."""

    heading = "Kryterium"
    submit = "Zapisz kryterium"
    criterion: Criterion

    def load(self) -> None:
        """Find the criterion among the office's own calls."""
        self.criterion = get_object_or_404(
            Criterion.objects.select_related("call__office"),
            pk=self.kwargs["pk"],
            call__in=Call.objects.of_office(self.act),
        )
        self.object = self.criterion.call

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the criterion."""
        return {**super().get_form_kwargs(), "instance": self.criterion}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save the criterion."""
        actions.edit_criterion(self.act, self.criterion, **form.cleaned_data)
        return self.back()

    def saved(self) -> Versioned:
        """Return the criterion as it is saved."""
        return Criterion.objects.get(pk=self.criterion.pk)


class PreviousTaskCreate(DraftFormPage):
    """An earlier task of the same kind."""

    form_class = PreviousTaskForm
    heading = "Zadanie z lat poprzednich"
    step = "previous"
    submit = "Dodaj"

    def back(self) -> str:
        """Return the earlier tasks."""
        return reverse("office-call-previous", args=(self.object.pk,))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add the row."""
        fields = dict(form.cleaned_data)
        fields.pop("based_on")
        actions.add_previous_task(self.act, self.object, **fields)
        return self.back()


class PreviousTaskEdit(PreviousTaskCreate):
    """One earlier task."""

    submit = "Zapisz"
    row: PreviousTask

    def load(self) -> None:
        """Find the row among those of the office's own calls."""
        self.row = get_object_or_404(
            PreviousTask.objects.select_related("call__office"),
            pk=self.kwargs["pk"],
            call__in=Call.objects.of_office(self.act),
        )
        self.object = self.row.call

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the row."""
        return {**super().get_form_kwargs(), "instance": self.row}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save the row."""
        actions.edit_previous_task(self.act, self.row, **form.cleaned_data)
        return self.back()

    def saved(self) -> Versioned:
        """Return the row as it is saved."""
        return PreviousTask.objects.get(pk=self.row.pk)


class PartRemove(DraftFormPage):
    """The last question before a part is taken out of a draft."""

    form_class = forms.Form
    template_name = "contracting/calls/part_remove.html"
    part: ClassVar[type[CallTask | Criterion | PreviousTask]]
    list_name: ClassVar[str]
    row: CallTask | Criterion | PreviousTask

    def load(self) -> None:
        """Find the part among those of the office's own calls."""
        rows = self.part._default_manager.select_related("call__office")  # noqa: SLF001 - Django's own
        calls = Call.objects.of_office(self.act)
        self.row = get_object_or_404(rows, pk=self.kwargs["pk"], call__in=calls)
        self.object = self.row.call

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what goes, and what goes with it."""
        return super().get_context_data(row=self.row, consequences=self.consequences(), **kwargs)

    def consequences(self) -> list[str]:
        """Return what else is lost."""
        return []

    def back(self) -> str:
        """Return the list."""
        return reverse(self.list_name, args=(self.object.pk,))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Take it out."""
        if isinstance(self.row, CallTask):
            actions.remove_task(self.act, self.row)
        elif isinstance(self.row, Criterion):
            actions.remove_criterion(self.act, self.row)
        else:
            actions.remove_previous_task(self.act, self.row)
        return self.back()


class TaskRemove(PartRemove):
    """Takes a task out."""

    heading = "Usunięcie zadania"
    step = "tasks"
    part = CallTask
    list_name = "office-call-tasks"

    def consequences(self) -> list[str]:
        """Name the task's own criteria."""
        own = Criterion.objects.filter(task=self.row.pk)
        return [f"Z zadaniem zniknie jego kryterium: {one}." for one in own]


class CriterionRemove(PartRemove):
    """Takes a criterion out."""

    heading = "Usunięcie kryterium"
    step = "criteria"
    part = Criterion
    list_name = "office-call-criteria"

    def consequences(self) -> list[str]:
        """Name the criterion's parts."""
        parts = Criterion.objects.filter(parent=self.row.pk)
        return [f"Z kryterium zniknie jego część: {one}." for one in parts]


class PreviousTaskRemove(PartRemove):
    """Takes an earlier task out."""

    heading = "Usunięcie zadania z lat poprzednich"
    step = "previous"
    part = PreviousTask
    list_name = "office-call-previous"
