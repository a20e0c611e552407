"""What differs between two sent versions of a report."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracting.offers.definition import FormDefinition
from contracting.settlement.rules.reported import ReportContent
from contracting.settlement.rules.tables import cost_table, source_table
from mkus_portal.web.wording import money, percent


@dataclass(frozen=True, slots=True)
class Changed:
    """A place of the report with what stood there before and what stands there now."""

    what: str
    before: str
    now: str


def differences(old: ReportContent, new: ReportContent, form: FormDefinition) -> list[Changed]:
    """Return what differs, in the order of the form; equal places are left out."""
    found = [
        *_texts(old, new, form),
        *_rows(old, new),
        *_money(old, new),
    ]
    return [one for one in found if one.before != one.now]


def _texts(old: ReportContent, new: ReportContent, form: FormDefinition) -> Iterator[Changed]:
    for field in form.written_fields(joint=False):
        name = f"{field.code}. {field.label}"
        yield Changed(name, old.text(field.code) or "–", new.text(field.code) or "–")


def _rows(old: ReportContent, new: ReportContent) -> Iterator[Changed]:
    results = {one.pk: f"{one.reached}; {one.measured}" for one in old.results}
    for result in new.results:
        said = f"{result.reached}; {result.measured}"
        yield Changed(f"Rezultat: {result.name}", results.get(result.pk, "–"), said)
    actions = {one.pk: f"{one.said}; {one.description}; {one.outside}" for one in old.actions}
    for action in new.actions:
        said = f"{action.said}; {action.description}; {action.outside}"
        yield Changed(f"Działanie: {action.name}", actions.get(action.pk, "–"), said)


def _money(old: ReportContent, new: ReportContent) -> Iterator[Changed]:
    costs = {(one.number, one.name): one.total for one in cost_table(old.plan, old.spent)}
    for row in cost_table(new.plan, new.spent):
        if row.total is None:
            continue
        before = costs.get((row.number, row.name))
        yield Changed(f"Koszt {row.number} {row.name}".strip(), money(before), money(row.total))
    sources = {(one.number, one.name): one for one in source_table(old.plan, old.spent)}
    for source in source_table(new.plan, new.spent):
        was = sources.get((source.number, source.name))
        said = percent if source.is_share else money
        before_said = said(was.actual) if was else "–"
        yield Changed(f"{source.number} {source.name}".strip(), before_said, said(source.actual))
