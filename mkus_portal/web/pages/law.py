"""The legal numbers that the portal uses, for everybody; an operator adds a dated, cited value."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.urls import reverse

from mkus_portal.law.actions import add_value
from mkus_portal.law.forms import ParameterValueForm
from mkus_portal.law.models import ParameterValue
from mkus_portal.law.registry import NotInForceError, Parameter, Unit, Value, register
from mkus_portal.web import wording
from mkus_portal.web.permission import public, roles
from mkus_portal.web.views import FormPage, TemplatePage

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value as the page shows it."""

    since: date
    value: str
    cite: str
    is_now: bool
    is_operators: bool


@dataclass(frozen=True, slots=True)
class ParameterCard:
    """A parameter with its values, the newest first."""

    parameter: Parameter
    lines: list[ValueLine]


def cards_on(day: date) -> list[ParameterCard]:
    """Return every parameter with its values; one query."""
    rows: dict[str, list[ParameterValue]] = {}
    for row in ParameterValue.objects.in_order():
        rows.setdefault(row.key, []).append(row)
    parameters = sorted(register.parameters.values(), key=lambda one: one.label)
    return [ParameterCard(one, _lines(one, rows.get(one.key, []), day)) for one in parameters]


def value_in_words(parameter: Parameter, value: Value) -> str:
    """Return a value with its unit: `10 000,00 zł`, `20 %`, `21 dni`."""
    if value is None:
        return "bez ograniczenia"
    if parameter.unit is Unit.PLN:
        return wording.money(value)
    if parameter.unit is Unit.SHARE:
        return wording.percent(value * HUNDRED)
    if parameter.unit is Unit.SWITCH:
        return "tak" if value else "nie"
    number = wording.number(value)
    if parameter.unit is Unit.COUNT:
        return number
    if parameter.unit is Unit.YEARS and value == int(value):
        return f"{number} {wording.plural(int(value), 'rok', 'lata', 'lat')}"
    return f"{number} {parameter.unit}"


def _lines(parameter: Parameter, rows: list[ParameterValue], day: date) -> list[ValueLine]:
    values: dict[date, tuple[Value, str, bool]] = {
        since: (value, parameter.cite, False) for since, value in parameter.values.items()
    }
    values |= {row.valid_from: (row.value, row.cite, True) for row in rows}
    now = max((since for since in values if since <= day), default=None)
    return [
        ValueLine(since, value_in_words(parameter, value), cite, since == now, is_operators)
        for since, (value, cite, is_operators) in sorted(values.items(), reverse=True)
    ]


class Law(TemplatePage):
    """Parameters and deadlines with their dates, values and sources."""

    permission = public
    template_name = "mkus_portal/law/law_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the register as cards."""
        return super().get_context_data(
            cards=cards_on(self.act.day),
            deadlines=[(one, self.length_now(one.length)) for one in self.deadlines()],
            may_add=self.act.holds("operator"),
            **kwargs,
        )

    def deadlines(self) -> list[Any]:
        """Return the terms in the order of their codes."""
        return [register.deadlines[code] for code in sorted(register.deadlines)]

    def length_now(self, length: Parameter) -> str:
        """Return how long a term is today; a dash before the first value."""
        try:
            return str(length.number_at(self.act.day))
        except NotInForceError:
            return "–"


class ParameterValueAdd(FormPage):
    """An operator enters a value that the law changed, with its day and source."""

    permission = roles("operator")
    template_name = "mkus_portal/law/parameter_value_add.html"
    form_class = ParameterValueForm
    success_message = "Zapisano nową wartość. Portal stosuje ją od podanego dnia."

    def parameter(self) -> Parameter:
        """Return the parameter of the address, or raise Http404."""
        key = self.kwargs["key"]
        if key not in register.parameters:
            raise Http404
        return register.parameters[key]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the parameter and the day."""
        known = {"parameter": self.parameter(), "today": self.act.day}
        return {**super().get_form_kwargs(), **known}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parameter."""
        return super().get_context_data(parameter=self.parameter(), **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep the value."""
        fields = dict(form.cleaned_data)
        fields.pop("past_is_meant")
        add_value(self.act, self.parameter().key, **fields)
        return self.done(reverse("law"))
