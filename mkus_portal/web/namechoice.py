"""A filter by one of thousands of records, whose names alone are read and written."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django_filters.fields import ModelChoiceField


class NameSelect(forms.Select):
    """A select whose options are written at once: one template each costs a page of thousands."""

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - what the address said
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401 - as in Django
    ) -> SafeString:
        """Return the select with the chosen option marked; keys are numbers, or nothing."""
        attributes = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        chosen, said = set(self.format_value(value)), " selected"
        options = "".join(
            f'<option value="{key}"{said if str(key) in chosen else ""}>{escape(label)}</option>'
            for key, label in self.choices
        )
        return format_html("<select{}>{}</select>", flatatt(attributes), SafeString(options))


class NameIterator(BaseChoiceIterator):
    """The empty choice, then key and name of each record, without making the records."""

    def __init__(self, field: "NameChoiceField") -> None:
        self.field = field

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        if self.field.empty_label is not None:
            yield ("", str(self.field.empty_label))
        column = self.field.name_column
        rows: QuerySet[Any, Any] = self.field.queryset
        yield from rows.order_by(column, "pk").values_list("pk", column)


class NameChoiceField(ModelChoiceField):
    """A choice among records by one column, which is also what they are called."""

    widget = NameSelect
    iterator = NameIterator

    def __init__(self, *args: Any, name_column: str, **kwargs: Any) -> None:
        self.name_column = name_column
        super().__init__(*args, **kwargs)


class NameChoiceFilter(django_filters.ModelChoiceFilter):
    """Filters by a record; `name_column` is the column that its `str` shows."""

    field_class = NameChoiceField

    def __init__(self, *args: Any, name_column: str = "name", **kwargs: Any) -> None:
        super().__init__(*args, name_column=name_column, **kwargs)
