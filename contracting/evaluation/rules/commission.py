"""Who may form a commission (R05, art. 15 ust. 2b–2da UDPPiW), and the words of impartiality."""

from collections.abc import Sequence
from dataclasses import dataclass

NONE_INDICATED = "none_indicated"
NOT_TAKING_PART = "not_taking_part"
ALL_EXCLUDED = "all_excluded"

GROUNDS = (
    (
        "party",
        (
            "jesteś stroną albo wynik konkursu może wpłynąć na Twoje prawa lub obowiązki,"
            " np. pracujesz u oferenta, należysz do jego władz albo jesteś jego członkiem"
        ),
    ),
    (
        "family",
        (
            "sprawa dotyczy Twojego małżonka, krewnego lub powinowatego do drugiego stopnia"
            " (także po ustaniu małżeństwa)"
        ),
    ),
    (
        "care",
        (
            "sprawa dotyczy osoby związanej z Tobą przysposobieniem, opieką lub kuratelą"
            " (także po ich ustaniu)"
        ),
    ),
    (
        "representative",
        (
            "reprezentujesz oferenta albo go reprezentowałaś lub reprezentowałeś w tej sprawie,"
            " albo robi to ktoś Ci bliski"
        ),
    ),
    ("earlier", "brałaś lub brałeś udział w wydaniu decyzji, którą oferent zaskarżył"),
    (
        "inquiry",
        (
            "z powodu tej sprawy wszczęto przeciw Tobie dochodzenie służbowe, postępowanie"
            " dyscyplinarne lub karne"
        ),
    ),
    ("superior", "oferentem jest Twój przełożony albo ktoś, komu podlegasz służbowo"),
    (
        "doubt",
        (
            "jest inna okoliczność, która może budzić wątpliwości, np. bliska znajomość, spór,"
            " wspólne interesy, pomoc przy pisaniu oferty"
        ),
    ),
    ("indicated", "do komisji wskazał Cię oferent tego konkursu"),
)
STATEMENT = (
    "Po zapoznaniu się z listą oferentów i przed poznaniem treści ofert oświadczam, że w sprawach"
    " ofert, z których się nie wyłączyłam / nie wyłączyłem, nie zachodzi wobec mnie żadna"
    " z podstaw wyłączenia z art. 24 § 1–3 Kodeksu postępowania administracyjnego (w związku"
    " z art. 15 ust. 2f ustawy o działalności pożytku publicznego i o wolontariacie) ani z art. 15"
    " ust. 2d tej ustawy. O każdej takiej okoliczności, o której się dowiem, zawiadomię od razu"
    " i wstrzymam się od oceny tej oferty. Nie ujawnię przebiegu prac komisji ani treści ofert."
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a line-up; `bar` says why they cannot sit at all."""

    name: str
    side: str
    is_chair: bool = False
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Indicated:
    """A candidate whom an organisation indicated and has not withdrawn.

    `is_excluded`: by art. 15 ust. 2d, or from every offer by KPA art. 24.
    """

    name: str
    organisation: str
    is_excluded: bool = False


def line_up_gaps(
    people: Sequence[Person], without_ngo: str, indicated: Sequence[Indicated]
) -> list[str]:
    """Return what the line-up lacks (R05, R06); an empty list when it may be appointed.

    `without_ngo` is the ground of art. 15 ust. 2da, empty when none is given.
    """
    found = [one.bar for one in people if one.bar]
    if not any(one.side == "body" for one in people):
        found.append(
            "W komisji musi być co najmniej jeden przedstawiciel organu wykonawczego"
            " (art. 15 ust. 2d)."
        )
    if not any(one.is_chair for one in people):
        found.append("Wskaż osobę, która przewodniczy komisji.")
    has_ngo = any(one.side == "ngo" for one in people)
    if has_ngo and without_ngo:
        found.append(
            "W składzie są osoby wskazane przez organizacje: powodu ich braku się nie podaje."
        )
    elif not has_ngo:
        reason = why_not_without_ngo(without_ngo, indicated)
        found.extend([reason] if reason else [])
    return found


def why_not_without_ngo(ground: str, indicated: Sequence[Indicated]) -> str:
    """Return why the commission may not work without people indicated by NGOs; empty if it may.

    The portal checks each ground against the candidates that it knows.
    """
    if not ground:
        return (
            "W składzie nie ma osób wskazanych przez organizacje. Dodaj je albo podaj powód"
            " z art. 15 ust. 2da."
        )
    if ground == NONE_INDICATED and indicated:
        return f"Organizacje wskazały kandydatów: {_named(indicated)}. Podaj inny powód."
    if ground != NONE_INDICATED and not indicated:
        return (
            "Portal nie zna żadnej wskazanej osoby. Właściwy jest powód z art. 15 ust. 2da pkt 1."
        )
    if ground == ALL_EXCLUDED:
        free = [one for one in indicated if not one.is_excluded]
        if free:
            return f"Nie wszystkie wskazane osoby są wyłączone: {_named(free)}."
    if ground == NOT_TAKING_PART and all(one.is_excluded for one in indicated):
        return (
            "Wszystkie wskazane osoby są wyłączone. Właściwy jest powód z art. 15 ust. 2da pkt 3."
        )
    return ""


def _named(indicated: Sequence[Indicated]) -> str:
    return ", ".join(f"{one.name} ({one.organisation})" for one in indicated)
