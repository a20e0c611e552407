"""The questionnaire as a respondent fills it: one form made from the questions."""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from contracting.surveys.models import Question
from contracting.surveys.rules import choices_of

LONGEST_TEXT, LONGEST_OTHER = 4000, 200
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
Kind = Question.Kind
ANSWER = "Odpowiedz na to pytanie."
OTHER_KEY = "other"


class NumberField(forms.CharField):
    """A number as people type it: with a comma, with spaces between thousands."""

    def clean(self, value: Any) -> str:  # noqa: ANN401 - what Django hands over
        """Return the number as text with a dot; empty for nothing. Raises ValidationError."""
        typed = "".join(super().clean(value).split()).replace(",", ".")
        if not typed:
            return ""
        if not PLAIN_NUMBER.fullmatch(typed):
            message = "Wpisz liczbę, np. 12 albo 3,5."
            raise forms.ValidationError(message)
        return typed


@dataclass(frozen=True, slots=True)
class Block:
    """A question with its fields: one, or one for each row of a matrix; and the other answer."""

    number: int
    question: Question
    fields: tuple[BoundField, ...]
    other: BoundField | None

    @property
    def is_group(self) -> bool:
        """Whether its fields are groups of buttons, whose name is a legend and not a label."""
        return self.question.kind not in {Kind.TEXT, Kind.NUMBER}


class AnswerForm(forms.Form):
    """Fields `p<question>`, `p<question>_<row>`, `p<question>_inna`; a trap for robots."""

    site = forms.CharField(required=False, label="Strona internetowa")  # people do not see it
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        self.initial["key"] = secrets.token_urlsafe(16)
        for question in self.questions:
            self.fields.update(_fields_of(question))
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-check-input" if is_choice else "form-control"
        self.fields["site"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    @property
    def is_from_robot(self) -> bool:
        """Whether the field that people do not see was filled."""
        return bool(self.data.get("site"))

    def blocks(self) -> Iterator[Block]:
        """Yield the questions with their fields, in their order."""
        for number, question in enumerate(self.questions, 1):
            names = _names_of(question)
            other = self[f"p{question.pk}_inna"] if has_other(question) else None
            yield Block(number, question, tuple(self[name] for name in names), other)

    def clean(self) -> dict[str, Any]:
        """Ask for the text of the other answer, and for the answer where only its text is given."""
        fields: dict[str, Any] = super().clean() or {}
        for question in self.questions:
            if has_other(question):
                self._check_other(question, fields)
        return fields

    def _check_other(self, question: Question, fields: dict[str, Any]) -> None:
        name = f"p{question.pk}"
        if name not in fields or f"{name}_inna" not in fields:
            return
        value = fields[name] or []
        picked = OTHER_KEY in (value if isinstance(value, list) else [value])
        if picked and not fields[f"{name}_inna"].strip():
            self.add_error(f"{name}_inna", "Wpisz, jaka to odpowiedź.")
        elif fields[f"{name}_inna"].strip() and not picked:
            self.add_error(name, "Zaznacz „inna odpowiedź” albo usuń tekst obok niej.")

    def given(self) -> dict[str, Any]:
        """Return the answers as they are kept: the question's key as text → what was said."""
        said = ((str(one.pk), self._said(one)) for one in self.questions)
        return {key: value for key, value in said if value}

    def _said(self, question: Question) -> dict[str, Any]:
        name, fields = f"p{question.pk}", self.cleaned_data
        if question.kind == Kind.MATRIX:
            rows = ((str(row), fields[f"{name}_{row}"]) for row in range(len(question.rows)))
            return {row: int(value) for row, value in rows if value}
        value = fields[name]
        if not value:
            return {}
        if question.kind == Kind.SCALE:
            return {"step": int(value)}
        if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
            picked = value if isinstance(value, list) else [value]
            other = fields[f"{name}_inna"].strip() if OTHER_KEY in picked else ""
            return {"picked": [int(one) for one in picked if one != OTHER_KEY], "other": other}
        return {"said": value}


def has_other(question: Question) -> bool:
    """Whether an answer of one's own may be written beside the options."""
    return question.has_other and question.kind in {Kind.SINGLE, Kind.MULTIPLE}


def _names_of(question: Question) -> list[str]:
    name = f"p{question.pk}"
    if question.kind == Kind.MATRIX:
        return [f"{name}_{row}" for row in range(len(question.rows))]
    return [name]


def _fields_of(question: Question) -> Iterator[tuple[str, forms.Field]]:
    name, needed = f"p{question.pk}", question.is_required
    words: dict[str, Any] = {"required": needed, "error_messages": {"required": ANSWER}}
    choices = [(str(index), label) for index, label in enumerate(choices_of(question))]
    if question.kind == Kind.MATRIX:
        for row, label in enumerate(question.rows):
            yield (
                f"{name}_{row}",
                forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **words),
            )
    elif question.kind == Kind.TEXT:
        area = forms.Textarea(attrs={"rows": 5})
        yield (
            name,
            forms.CharField(label=question.text, max_length=LONGEST_TEXT, widget=area, **words),
        )
    elif question.kind == Kind.NUMBER:
        box = forms.TextInput(attrs={"inputmode": "decimal"})
        yield name, NumberField(label=question.text, max_length=30, widget=box, **words)
    else:
        yield from _choice_fields(question, name, choices, words)


def _choice_fields(
    question: Question, name: str, choices: list[tuple[str, str]], words: dict[str, Any]
) -> Iterator[tuple[str, forms.Field]]:
    other = [(OTHER_KEY, "inna odpowiedź")] if has_other(question) else []
    found = {"label": question.text, "choices": choices + other, **words}
    if question.kind == Kind.MULTIPLE:
        yield name, forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **found)
    else:
        yield name, forms.ChoiceField(widget=forms.RadioSelect, **found)
    if other:
        label = "Inna odpowiedź (własnymi słowami)"
        yield f"{name}_inna", forms.CharField(label=label, required=False, max_length=LONGEST_OTHER)
