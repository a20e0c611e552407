"""A report as JSON and back: what was frozen on a day is read the same ever after."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

from mkus_portal.chapters.values import Facts, Paper, Picture, Section, Table
from mkus_portal.charts import Series
from mkus_portal.documents.digest import plain
from mkus_portal.documents.registry import Letterhead

Plain = Mapping[str, Any]


def kept(paper: Paper) -> dict[str, Any]:
    """Return the report made of what JSON knows."""
    return cast("dict[str, Any]", plain(paper))


def paper_of(content: Plain) -> Paper:
    """Return the report that was kept, without its logos. Raises KeyError for what is none.

    Of a logo only its name and digest are kept.
    """
    head = content["letterhead"]
    return Paper(
        letterhead=Letterhead(
            head["name"], tuple(head["lines"]), head["place"], support=head.get("support", "")
        ),
        watermark=content["watermark"],
        title=content["title"],
        facts=_facts(content["facts"]),
        sections=tuple(_section(one) for one in content["sections"]),
        lead=content["lead"],
        summary=_facts(content["summary"]),
        note=content["note"],
        signatures=tuple(content["signatures"]),
    )


def _facts(pairs: Iterable[list[str]]) -> Facts:
    return tuple((term, said) for term, said in pairs)


def _section(one: Plain) -> Section:
    return Section(
        heading=one["heading"],
        sentences=tuple(one["sentences"]),
        tables=tuple(_table(each) for each in one["tables"]),
        pictures=tuple(_picture(each) for each in one["pictures"]),
    )


def _table(one: Plain) -> Table:
    return Table(
        caption=one["caption"],
        headings=tuple(one["headings"]),
        rows=tuple(tuple(row) for row in one["rows"]),
        numbers=one["numbers"],
        has_sum=one["has_sum"],
    )


def _picture(one: Plain) -> Picture:
    return Picture(
        kind=one["kind"],
        title=one["title"],
        alt=one["alt"],
        categories=tuple(one["categories"]),
        series=tuple(Series(each["label"], _values(each["values"])) for each in one["series"]),
        unit=one["unit"],
        is_alone=one["is_alone"],
    )


def _values(values: Iterable[str | None]) -> tuple[Decimal | None, ...]:
    return tuple(None if one is None else Decimal(one) for one in values)
