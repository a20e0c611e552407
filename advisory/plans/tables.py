"""A unit's plan, the plans of a programme, the template: on the screen and in a file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from advisory.plans.models import PlanStep, TemplateStep
from advisory.plans.rules import Found
from advisory.programmes.models import Unit
from mkus_portal.web import wording

NUMBER = {"td": {"class": "number"}}
LATE = SafeString(' <span class="badge badge-stop">po terminie</span>')
DONE = SafeString('<span class="badge badge-open">wykonany</span>')
NONE = "–"


def link(url: str, label: str, about: object) -> SafeString:
    """Return a link whose name says also what it is about."""
    return format_html(
        '<a href="{}">{}<span class="visually-hidden">: {}</span></a>', url, label, about
    )


class PlanTable(tables.Table):
    """Units with the agreement, done steps of all, late ones, the next term."""

    name = tables.Column(verbose_name="Jednostka", accessor="name")
    agreement_signed_on = tables.Column(verbose_name="Porozumienie", default="brak")
    done = tables.Column(verbose_name="Wykonane kroki", accessor="done_count", attrs=NUMBER)
    whole = tables.Column(
        verbose_name="Wszystkie kroki", accessor="step_count", attrs=NUMBER, visible=False
    )
    late = tables.Column(verbose_name="Po terminie", accessor="late_count", attrs=NUMBER)
    next_due = tables.Column(verbose_name="Najbliższy termin", default=NONE)

    class Meta:
        model = Unit
        fields = ("name", "agreement_signed_on")
        sequence = (*fields, "done", "whole", "late", "next_due")
        caption = "Plany pracy jednostek"

    def render_name(self, record: Unit) -> SafeString:
        """Return the way to the plan."""
        return format_html(
            '<a href="{}">{}</a>', reverse("unit-plan", args=(record.pk,)), record.name
        )

    def value_name(self, value: str) -> str:
        """Return the name alone."""
        return value

    def render_agreement_signed_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def value_agreement_signed_on(self, value: date) -> date:
        """Return the day itself."""
        return value

    def render_done(self, value: int, record: Any) -> str:  # noqa: ANN401 - annotated row
        """Return done of all."""
        return f"{value} z {record.step_count}" if record.step_count else "bez planu"

    def value_done(self, record: Any) -> str:  # noqa: ANN401 - annotated row
        """Return the same words."""
        return f"{record.done_count} z {record.step_count}" if record.step_count else "bez planu"

    def render_late(self, value: int) -> SafeString | str:
        """Return how many are late; any is marked."""
        return (
            format_html('{} <span class="badge badge-stop">po terminie</span>', value)
            if value
            else "0"
        )

    def value_late(self, value: int) -> int:
        """Return the number alone."""
        return value

    def render_next_due(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def value_next_due(self, value: date) -> date:
        """Return the day itself."""
        return value


class StepTable(tables.Table):
    """Steps of one plan: name, who, term, what fulfilled or may fulfil it, what one may do."""

    name = tables.Column(verbose_name="Krok")
    whose = tables.Column(verbose_name="Kto")
    due_on = tables.Column(verbose_name="Termin")
    done_on = tables.Column(verbose_name="Wykonano", default=NONE)
    note = tables.Column(verbose_name="Jak wykonano", accessor="pk", orderable=False)
    act = tables.Column(
        verbose_name="Co można zrobić",
        accessor="pk",
        orderable=False,
        exclude_from_export=True,
    )

    class Meta:
        model = PlanStep
        fields = ("name", "whose", "due_on", "done_on")
        sequence = (*fields, "note", "act")
        caption = "Kroki planu pracy"

    def __init__(
        self,
        *args: Any,
        day: date,
        found: Mapping[int, Found],
        known: frozenset[tuple[str, int]],
        may: tuple[bool, frozenset[str]],
        **kwargs: Any,
    ) -> None:
        """Take the proposals, the records that exist for the act, and what it may do."""
        self.day, self.found, self.known = day, found, known
        self.plans, self.does = may
        super().__init__(*args, **kwargs)

    def render_due_on(self, value: date, record: PlanStep) -> str | SafeString:
        """Return the day; a passed one is marked while the step is not done."""
        said = wording.day(value)
        return format_html("{}{}", said, LATE) if record.is_late_on(self.day) else said

    def value_due_on(self, value: date) -> date:
        """Return the day itself."""
        return value

    def render_done_on(self, value: date) -> SafeString:
        """Return the day in Polish."""
        return format_html("{} {}", wording.day(value), DONE)

    def value_done_on(self, value: date | None) -> date | str:
        """Return the day itself."""
        return value or ""

    def render_note(self, record: PlanStep) -> SafeString | str:
        """Return what fulfilled the step, or what was found for it."""
        if record.done_on is None:
            one = self.found.get(record.pk)
            if one is None:
                return NONE
            return format_html(
                "Znaleziono: {}, {}",
                self.named(one.column, one.pk, one.label, one.url),
                wording.day(one.day),
            )
        return self.evidence(record)

    def evidence(self, record: PlanStep) -> SafeString | str:
        """Return the record that fulfilled the step, or the note, and who marked it."""
        for name in ("consultation", "event", "expertise"):
            kept = getattr(record, name)
            if kept is not None:
                label = kept.subject if name == "consultation" else str(kept)
                said = self.named(name, kept.pk, label, kept.get_absolute_url())
                return format_html("{} ({})", said, record.done_by or "portal")
        if record.analysis_id is not None:
            return f"analiza urzędu ({record.done_by or 'portal'})"
        return f"{record.note} ({record.done_by})" if record.done_by else record.note

    def named(self, column: str, pk: int, label: str, url: str) -> SafeString | str:
        """Return the record's name, as a link where it exists for the act."""
        if url and (column, pk) in self.known:
            return format_html('<a href="{}">{}</a>', url, label)
        return label

    def value_note(self, record: PlanStep) -> str:
        """Return what is shown, as plain words."""
        if record.done_on is None:
            return ""
        for name in ("consultation", "event", "expertise"):
            kept = getattr(record, name)
            if kept is not None:
                return kept.subject if name == "consultation" else str(kept)
        return "analiza urzędu" if record.analysis_id else record.note

    def render_act(self, record: PlanStep) -> SafeString | str:
        """Return the ways to mark, change, take back or remove the step."""
        found = []
        does = record.whose in self.does
        if record.done_on is not None:
            if does:
                found.append(("plan-step-reopen", "Cofnij wykonanie"))
        else:
            if does and record.pk in self.found:
                found.append(("plan-step-confirm", "Potwierdź wykonanie"))
            if does:
                found.append(("plan-step-finish", "Zaznacz ręcznie"))
            if self.plans:
                found += [("plan-step-edit", "Zmień"), ("plan-step-remove", "Usuń")]
        links = [(link(reverse(name, args=(record.pk,)), said, record),) for name, said in found]
        return format_html_join(" · ", "{}", links) if links else NONE


class TemplateTable(tables.Table):
    """Steps of the template: days from the agreement, name, who, what fulfils it."""

    offset_days = tables.Column(verbose_name="Dni od porozumienia", attrs=NUMBER)
    name = tables.Column(verbose_name="Krok")
    whose = tables.Column(verbose_name="Kto")
    kind = tables.Column(verbose_name="Co go wykona", empty_values=())
    change = tables.Column(
        verbose_name="Zmiana", accessor="pk", orderable=False, exclude_from_export=True
    )

    class Meta:
        model = TemplateStep
        fields = ("offset_days", "name", "whose", "kind")
        sequence = (*fields, "change")
        caption = "Wzór planu pracy"

    def __init__(self, *args: Any, may_set: bool, **kwargs: Any) -> None:
        super().__init__(*args, exclude=() if may_set else ("change",), **kwargs)

    def render_kind(self, record: TemplateStep) -> str:
        """Return the kind in words."""
        return record.get_kind_display()

    def render_change(self, record: TemplateStep) -> SafeString:
        """Return the ways to change and to remove the step."""
        ways = (("plan-template-edit", "Zmień"), ("plan-template-remove", "Usuń"))
        links = [link(reverse(name, args=(record.pk,)), said, record) for name, said in ways]
        return format_html("{} · {}", *links)
