"""The columns of the list of accounting documents (law.md 5), and how people head them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contracting.settlement.models import SOURCES
from mkus_portal.folding import folded

# field → (the heading that we write, other headings that we understand, folded)
COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "document_number": (
        "nr dokumentu",
        (
            "numer dokumentu",
            "dokument",
            "nr dokumentu ksiegowego",
            "numer dokumentu ksiegowego",
            "nr dowodu ksiegowego",
            "nr faktury",
            "numer faktury",
            "nr faktury rachunku",
            "faktura",
            "nr fv",
            "nr dok",
            "nr rachunku",
        ),
    ),
    "kind": ("rodzaj dokumentu", ("rodzaj", "typ dokumentu", "typ")),
    "issued_on": (
        "data wystawienia",
        (
            "data wystawienia dokumentu",
            "data wystawienia faktury",
            "data dokumentu",
            "data faktury",
            "data wyst",
            "wystawiono",
            "z dnia",
        ),
    ),
    "issuer_nip": (
        "NIP wystawcy",
        ("nip", "nip sprzedawcy", "nip kontrahenta", "nip dostawcy", "nip wystawcy dokumentu"),
    ),
    "issuer_name": (
        "wystawca",
        (
            "nazwa wystawcy",
            "wystawca dokumentu",
            "sprzedawca",
            "nazwa sprzedawcy",
            "kontrahent",
            "nazwa kontrahenta",
            "dostawca",
            "firma",
        ),
    ),
    "ksef_number": ("numer KSeF", ("nr ksef", "ksef", "numer ksef faktury", "id ksef")),
    "name": (
        "za co",
        (
            "nazwa wydatku",
            "nazwa kosztu",
            "opis wydatku",
            "opis",
            "przedmiot",
            "tresc",
            "nazwa towaru lub uslugi",
            "czego dotyczy",
        ),
    ),
    "line": (
        "nr pozycji kosztorysu",
        (
            "numer pozycji kosztorysu",
            "pozycja kosztorysu",
            "poz kosztorysu",
            "nr poz kosztorysu",
            "nr pozycji",
            "numer pozycji",
            "nr poz",
            "pozycja",
            "pozycja kosztow",
            "kosztorys",
        ),
    ),
    "gross": (
        "kwota brutto",
        (
            "brutto",
            "kwota",
            "kwota brutto dokumentu",
            "wartosc brutto",
            "kwota dokumentu",
            "kwota faktury",
            "wartosc dokumentu",
        ),
    ),
    "from_grant": (
        "z dotacji",
        ("dotacja", "kwota z dotacji", "srodki z dotacji", "ze srodkow z dotacji", "kwota dotacji"),
    ),
    "own_financial": (
        "środki własne",
        (
            "srodki wlasne finansowe",
            "srodki finansowe wlasne",
            "wlasne srodki finansowe",
            "z wlasnych srodkow finansowych",
            "z wlasnych srodkow",
            "ze srodkow wlasnych",
            "wlasne",
            "wklad wlasny",
            "wklad wlasny finansowy",
            "finansowy wklad wlasny",
        ),
    ),
    "from_interest": (
        "z odsetek od dotacji",
        ("z odsetek", "odsetki", "odsetki bankowe", "odsetki bankowe od dotacji"),
    ),
    "from_income": (
        "z innych przychodów zadania",
        ("z innych przychodow", "inne przychody", "przychody"),
    ),
    "recipient_fees": (
        "z wpłat odbiorców zadania",
        (
            "wplaty odbiorcow",
            "z wplat odbiorcow",
            "swiadczenia odbiorcow",
            "swiadczenia pieniezne od odbiorcow zadania",
            "swiadczenia pieniezne odbiorcow",
        ),
    ),
    "other_public": (
        "z innych źródeł publicznych",
        ("inne zrodla publiczne", "inne srodki publiczne", "srodki publiczne"),
    ),
    "other": (
        "z pozostałych źródeł",
        ("pozostale", "pozostale zrodla", "pozostale srodki", "inne zrodla", "inne"),
    ),
    "paid_on": (
        "data zapłaty",
        (
            "data platnosci",
            "zaplacono",
            "zaplacono dnia",
            "data przelewu",
            "data zaplaty faktury",
            "data zaplaty dokumentu",
        ),
    ),
    "payment": (
        "forma zapłaty",
        ("forma platnosci", "sposob zaplaty", "sposob platnosci", "platnosc"),
    ),
}
ORDINAL = "Lp."
ORDINALS = {"lp", "l p", "nr", "nr lp", "poz lp"}
REQUIRED = ("document_number", "issued_on", "issuer_name", "name", "line", "gross")
RECOGNISED_BY = 4
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\bw zl\b|\bpln\b|\bzl\b")


def plain(heading: str) -> str:
    """Return a heading as it is looked up: no Polish letters, no units, no `w tym`."""
    text = _ASIDE.sub(" ", folded(heading))
    words = re.findall(r"[a-z0-9]+", text)
    return " ".join(words[2:] if words[:2] == ["w", "tym"] else words)


def heading_of(field: str) -> str:
    """Return the heading that we write."""
    return COLUMNS[field][0]


_FIELDS = {
    name: field
    for field, (heading, others) in COLUMNS.items()
    for name in (plain(heading), *others)
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row: which field stands in which column, what was not understood."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def missing(self) -> list[str]:
        """The headings without which the list cannot be read."""
        found = [heading_of(field) for field in REQUIRED if field not in self.places]
        if not any(source in self.places for source in SOURCES):
            found.append(heading_of("from_grant"))
        return found

    @property
    def is_recognised(self) -> bool:
        """Whether so many columns are known that it is a heading row."""
        return len(self.places) >= RECOGNISED_BY


def read_heading(cells: Iterable[str]) -> Heading:
    """Return what the cells of a heading row say."""
    places: dict[str, int] = {}
    unknown, twice = [], []
    for place, cell in enumerate(cells):
        name = plain(cell)
        field = _FIELDS.get(name)
        if field is None:
            if name and name not in ORDINALS:
                unknown.append(" ".join(cell.split()))
        elif field in places:
            twice.append(heading_of(field))
        else:
            places[field] = place
    return Heading(places, tuple(unknown), tuple(twice))
