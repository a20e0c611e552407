"""The parts of an offer's content by the sections of the form, and which of them differ."""

from collections.abc import Iterable

from contracting.offers.content import BIDDER_SECTION, OfferContent
from contracting.offers.definition import FormDefinition


def part_of(content: OfferContent, form: FormDefinition, section: str) -> tuple[object, ...]:
    """Return all that the content says in a section. Raises KeyError for one the form has not."""
    found: list[object] = [
        content.text(field.code) for field in form.section(section).fields if field.is_written
    ]
    tables = {field.table for field in form.section(section).fields if field.table}
    rows = {
        "actions": content.actions,
        "results": content.results,
        "costs": content.lines,
        "funding": content.funding,
        "bidders": content.shares,
    }
    found += [rows[table] for table in sorted(tables)]
    if section == BIDDER_SECTION:
        found.append(content.bidder)
    return tuple(found)


def changed_sections(
    before: OfferContent, after: OfferContent, form: FormDefinition
) -> frozenset[str]:
    """Return the codes of the sections in which the contents differ."""
    codes: Iterable[str] = (section.code for section in form.sections)
    return frozenset(
        code for code in codes if part_of(before, form, code) != part_of(after, form, code)
    )


def section_of_item(form: FormDefinition, item: str) -> str | None:
    """Return the section of a field's code or of a table; None for what the form has not."""
    for section in form.sections:
        if any(item in {field.code, field.table} for field in section.fields):
            return section.code
    return None
