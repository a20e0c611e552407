"""The footer of a page: whose page it is, with the texts that the law wants there."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from mkus_portal.act import Act
from mkus_portal.offices.models import LocalGovernment

TEXTS = (
    ("deklaracja-dostepnosci", "Deklaracja dostępności"),
    ("dane-osobowe", "Dane osobowe"),
    ("ponowne-wykorzystanie", "Ponowne wykorzystanie informacji"),
    ("kontakt", "Kontakt"),
)


@dataclass(frozen=True, slots=True)
class Footer:
    """The office whose page this is and the links to its texts."""

    office: str
    links: tuple[tuple[str, str], ...]


def footer_of(request: HttpRequest, act: Act) -> Footer | None:
    """Return the footer of the page's office: set by the page, else the office one acts for."""
    office: LocalGovernment | None = getattr(request, "page_office", None)
    if office is None and act.scope.kind == "office" and act.scope.id is not None:
        office = LocalGovernment.objects.filter(pk=act.scope.id).first()
    if office is None:
        return None
    links = tuple(
        (label, reverse("office-text", args=(office.code, slug))) for slug, label in TEXTS
    )
    return Footer(office.name, links)
