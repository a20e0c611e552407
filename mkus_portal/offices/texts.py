"""The four texts of every office's footer: what the office wrote, else a good beginning."""

from dataclasses import dataclass

from mkus_portal.offices.models import LocalGovernment

ACCESSIBILITY, PRIVACY, REUSE, CONTACT = (
    "deklaracja-dostepnosci",
    "dane-osobowe",
    "ponowne-wykorzystanie",
    "kontakt",
)
FIELDS = {
    ACCESSIBILITY: "accessibility_statement",
    PRIVACY: "privacy_notice",
    REUSE: "reuse_terms",
    CONTACT: "contact_text",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text: a heading, a list, or a paragraph (neither)."""

    lines: tuple[str, ...]
    is_heading: bool = False
    is_list: bool = False

    @property
    def text(self) -> str:
        """The lines as one."""
        return "\n".join(self.lines)


def blocks_of(text: str) -> list[Block]:
    """Return the text's blocks: an empty line parts them, `## ` heads, `- ` lists."""
    blocks = []
    for piece in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in piece.splitlines() if line.strip()]
        if lines and lines[0].startswith("## "):
            blocks.append(Block((lines.pop(0)[3:],), is_heading=True))
        if lines and all(line.startswith("- ") for line in lines):
            blocks.append(Block(tuple(line[2:] for line in lines), is_list=True))
        elif lines:
            blocks.append(Block(tuple(lines)))
    return blocks


def text_of(office: LocalGovernment, slug: str) -> str:
    """Return the office's text, or the default while it wrote none."""
    own: str = getattr(office, FIELDS[slug])
    return own.strip() or default_texts(office)[slug]


def default_texts(office: LocalGovernment) -> dict[str, str]:
    """Return the texts an office starts with, by slug; they name the office and its contacts."""
    return {
        ACCESSIBILITY: _accessibility(),
        PRIVACY: _privacy(office),
        REUSE: _reuse(office),
        CONTACT: _contact(office),
    }


def _accessibility() -> str:
    return """## Jak oceniliśmy portal

Urząd nie zakończył jeszcze własnej oceny portalu. Gdy to zrobi, opisze tutaj, jak sprawdzał \
strony i co z tego wynika.

## Co może sprawiać trudność

- Załączniki przygotowane poza portalem (np. skany pism) mogą nie dać się odczytać czytnikiem \
ekranu. \
Poproś nas o ich treść w innej postaci.

## Skróty klawiaturowe

Portal nie ma własnych skrótów. Na początku każdej strony jest odsyłacz „Przejdź do treści”."""


def _privacy(office: LocalGovernment) -> str:
    return f"""## Kto odpowiada za Twoje dane

Administratorem danych jest {office.executive_title}, {office.office_name}, {_address(office)}. \
{_write_to(office)}

## Po co je zbieramy i na jakiej podstawie

- Imię i nazwisko, adres e-mail i funkcję przetwarzamy, aby prowadzić współpracę z organizacjami \
pozarządowymi: konkursy ofert, umowy i rozliczenia. Podstawą jest art. 6 ust. 1 lit. c i e RODO \
w związku z ustawą o działalności pożytku publicznego i o wolontariacie.
- Zapis tego, kto i kiedy coś zrobił w portalu, prowadzimy, bo wymagają tego przepisy \
o systemach teleinformatycznych urzędów.

Nie zbieramy numerów PESEL ani numerów dowodów.

## Jak długo

Tak długo, jak każą przechowywać akta sprawy przepisy o archiwach; zapisy działań w portalu \
co najmniej dwa lata.

## Komu je przekazujemy

Dostawcy, który utrzymuje portal na nasze zlecenie, oraz organom, które mają do tego prawo z ustawy.

## Twoje prawa

Możesz zapytać, jakie Twoje dane mamy, poprawić je, sprzeciwić się ich przetwarzaniu albo zażądać \
jego ograniczenia. Możesz też złożyć skargę do Prezesa Urzędu Ochrony Danych Osobowych. \
Podanie danych jest potrzebne, aby założyć konto i składać oferty. \
Nie podejmujemy decyzji o Tobie automatycznie."""


def _reuse(office: LocalGovernment) -> str:
    return f"""## Co wolno

Informacje, które publikuje tu {office.name} – ogłoszenia, wyniki, wykazy dotacji – możesz \
wykorzystywać bezpłatnie, w każdym celu, także zarobkowym.

## Na jakich warunkach

- Podaj źródło, czas wytworzenia i czas pobrania informacji.
- Jeśli informację przetworzysz, napisz, że to zrobiono.

Warunki nie obejmują danych osobowych, tajemnicy przedsiębiorcy i utworów osób trzecich.

## Gdy potrzebujesz czegoś więcej

O informacje w innej postaci możesz wystąpić z wnioskiem o ponowne wykorzystywanie. \
{_write_to(office)}"""


def _contact(office: LocalGovernment) -> str:
    lines = [office.office_name, _address(office)]
    lines += [f"Telefon: {office.phone}"] if office.phone else []
    lines += [f"E-mail: {office.email}"] if office.email else []
    lines += [f"e-Doręczenia: {office.e_delivery_address}"] if office.e_delivery_address else []
    lines += [f"Biuletyn Informacji Publicznej: {office.bip_url}"] if office.bip_url else []
    address = "\n".join(lines)
    return f"""{address}

## W sprawach konkursów

Pytania o konkurs zadaj na jego stronie – odpowiedź zobaczą wszyscy zainteresowani."""


def _address(office: LocalGovernment) -> str:
    street = f"{office.street}, " if office.street else ""
    return f"{street}{office.postcode} {office.seat}".strip()


def _write_to(office: LocalGovernment) -> str:
    if office.email:
        return f"Napisz do nas: {office.email}."
    return "Napisz do nas albo przyjdź: adres jest na stronie „Kontakt”."
