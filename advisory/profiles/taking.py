"""What the page of downloads offers: the guide, the workbooks, the schema, empty lists, files."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.urls import reverse
from tablib import Dataset

from advisory.carrying.sheets import SHEETS, Sheet
from advisory.profiles.files import DOWNLOADS
from advisory.profiles.models import Download
from advisory.profiles.offering import Offered
from contracting.analysis.booklet_actions import shelf
from contracting.analysis.carrying.schema import schema_of
from contracting.analysis.method import Method
from mkus_portal.attachments.formats import extension_of
from mkus_portal.attachments.models import Attachment
from mkus_portal.web.downloads import plain_name

SINCE = date(2026, 11, 27)  # the columns of the lists have been these since
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LABELS = {
    "units": "Jednostki",
    "advisers": "Doradcy",
    "assignments": "Przydziały doradców",
    "consultations": "Konsultacje",
    "events": "Wydarzenia",
    "expertises": "Ekspertyzy",
}
BY_NAME = {one.name: one for one in SHEETS}


@dataclass(frozen=True, slots=True)
class EmptyList:
    """A list to fill in: its columns in words, and its files."""

    label: str
    columns: str
    files: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Offers that stand together; `code` is the place on the page."""

    code: str
    heading: str
    lead: str
    documents: list[Offered]
    lists: tuple[EmptyList, ...] = ()


def groups(method: Method) -> list[Group]:
    """Return everything that is offered now, the guide first; four queries."""
    schema = Offered(
        "Schemat JSON pliku analizy",
        f"opis formatu mkus-analysis/1 dla programistów, {method.name}",
        reverse("analysis-schema"),
        "JSON",
        len(schema_file(method)),
        method.valid_from,
    )
    found = [
        Group(
            "przewodnik",
            "Przewodnik i zeszyty działań",
            "Model od początku do końca i zeszyt pytań do każdego typu zlecenia, do druku.",
            list(_booklets()),
        ),
        Group(
            "wzory",
            "Puste wykazy do wczytania",
            "Konsultacje i wydarzenia wczytuje koordynator na stronie programu, resztę operator.",
            [],
            tuple(_empty(sheet) for sheet in SHEETS),
        ),
        Group("dla-programistow", "Dla programistów", "Format wymiany analiz.", [schema]),
    ]
    own = list(_own())
    files = "Materiały, które udostępniły programy wsparcia."
    return found[:1] + ([Group("programy", "Od programów", files, own)] if own else []) + found[1:]


def _booklets() -> Iterable[Offered]:
    for booklet, file in shelf():
        url = reverse("booklet", args=(booklet.code,))
        what = f"stan prawny na {booklet.law_day:%d.%m.%Y}"
        yield Offered(file.title, what, url, "PDF", file.size or 0, file.done_at)


def _empty(sheet: Sheet) -> EmptyList:
    label = LABELS[sheet.name]
    files = tuple(
        Offered(
            f"{label} ({kind.upper()})",
            "",
            reverse("empty-list", args=(sheet.name, kind)),
            kind.upper(),
            len(empty_file(sheet.name, kind)),
            SINCE,
        )
        for kind in KINDS
    )
    return EmptyList(label, ", ".join(sheet.columns), files)


def _own() -> Iterable[Offered]:
    rows = Download.objects.filter(is_public=True).select_related("programme")
    downloads = {one.pk: one for one in rows.order_by("programme__name", "title")}
    files = Attachment.objects.of_kind(DOWNLOADS, list(downloads.values())).current()
    by_key = {one.object_id: one for one in files if one.is_kept and not one.waits}
    for pk, one in downloads.items():
        file = by_key.get(pk)
        if file is None:
            continue
        what = "; ".join(filter(None, (one.description, one.licence, str(one.programme))))
        url = reverse("attachment-file", args=(file.pk,))
        suffix = extension_of(file.name).lstrip(".").upper()
        yield Offered(one.title, what, url, suffix, file.size, file.added_at)


def schema_file(method: Method) -> bytes:
    """Return the schema of the files of analyses made with the method."""
    text = json.dumps(schema_of(method), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


@cache
def empty_file(name: str, kind: str) -> bytes:
    """Return a list with its heading alone; made once in a worker."""
    made = Dataset(headers=list(BY_NAME[name].columns), title=plain_name(LABELS[name]))
    content: str | bytes = made.export(kind)
    return content.encode("utf-8-sig") if isinstance(content, str) else content
