"""Forms of a public copy: its description, and the words of one answer."""

from typing import Any

from django import forms

from contracting.analysis.method import Column, Item, Question
from contracting.analysis.models import SharedAnalysis, SharedAnswer
from contracting.analysis.rules.sharing import Content, items_shared
from mkus_portal.drafting.actions.saving import LONGEST_TEXT
from mkus_portal.versions import VersionedForm

FACTS = ("title", "task_name", "sphere", "unit_size", "is_checked")


class DescriptionForm(VersionedForm):
    """What others see above the answers and find the copy by."""

    class Meta:
        model = SharedAnalysis
        fields = FACTS
        labels = {
            "is_checked": "W tytule i nazwie zadania nie ma danych osobowych",
        }
        help_texts = {
            "title": "Bez nazwisk. Tytuł w Twojej analizie się nie zmieni.",
            "sphere": "Art. 4 ust. 1 ustawy o działalności pożytku publicznego.",
            "unit_size": "Po niej inne urzędy znajdą jednostkę podobną do swojej.",
            "is_checked": "Potrzebne tylko wtedy, gdy portal coś w nich zaznaczył.",
        }
        error_messages = {
            "title": {"required": "Podaj tytuł dla innych urzędów."},
            "task_name": {"required": "Podaj nazwę zadania dla innych urzędów."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, missing in (
            ("sphere", "Wybierz sferę zadań publicznych."),
            ("unit_size", "Wybierz wielkość jednostki."),
        ):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = missing


class CopyForm(forms.Form):
    """Every text and every cell of one answer; a row with nothing in it goes."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, answer: SharedAnswer, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer, self.question = answer, question
        self.fields["based_on"].initial = answer.edit_version
        for item in items_shared(question):
            if item.is_table:
                self._add_rows(item)
            else:
                text = answer.texts.get(item.place, "")
                self.fields[item.place] = field_of(item, item.label, text)

    def _add_rows(self, item: Item) -> None:
        for number, row in enumerate(self.answer.rows.get(item.place, ()), 1):
            for column in item.columns:
                if column.kind == "row":
                    continue
                label = f"{item.label}, wiersz {number}: {column.label}"
                name = f"{item.place}:{number}:{column.code}"
                self.fields[name] = field_of(column, label, row.get(column.code, ""))

    def content(self) -> Content:
        """Return what was typed; a cell that points at a row stays as it was."""
        given = self.cleaned_data
        texts, rows = {}, {}
        for item in items_shared(self.question):
            if item.is_table:
                rows[item.place] = [
                    {
                        one.code: given.get(f"{item.place}:{number}:{one.code}", "")
                        if one.kind != "row"
                        else row.get(one.code, "")
                        for one in item.columns
                    }
                    for number, row in enumerate(self.answer.rows.get(item.place, ()), 1)
                ]
            else:
                texts[item.place] = given.get(item.place, "")
        return Content(texts, rows)

    def rest_on(self, version: int) -> None:
        """Let the next save be based on the version that stands now."""
        posted: Any = self.data
        self.data = posted.copy()
        self.data["based_on"] = str(version)  # type: ignore[index]  # a QueryDict


def field_of(spec: Item | Column, label: str, text: str) -> forms.Field:
    """Return the field of a text or a cell; nothing is required, an empty one says nothing."""
    if spec.choices:
        choices = [("", "– brak –"), *spec.choices]
        return forms.ChoiceField(label=label, choices=choices, initial=text, required=False)
    widget: forms.Widget = forms.TextInput()
    if spec.kind == "long":
        widget = forms.Textarea({"rows": 5})
    elif spec.kind == "date":
        widget = forms.DateInput(attrs={"type": "date"})
    return forms.CharField(
        label=label, initial=text, required=False, max_length=LONGEST_TEXT, widget=widget
    )
