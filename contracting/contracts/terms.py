"""The terms of a contract in words, for its page, its versions and the register."""

from contracting.contracts.models import Contract
from mkus_portal.web.wording import day, in_groups, money, number, percent

UNLIMITED = "bez ograniczenia"


def terms_in_words(contract: Contract) -> list[list[str]]:
    """Return the terms as pairs of label and value."""
    shift = contract.shift_percent
    classification = (contract.budget_division, contract.budget_chapter, contract.budget_paragraph)
    rows = (
        ("Dotacja", money(contract.grant)),
        ("Forma zlecenia", contract.get_commissioning_form_display()),
        ("Realizacja zadania", f"{day(contract.starts_on)} – {day(contract.ends_on)}"),
        (
            "Wydatki z dotacji",
            f"{day(contract.grant_costs_from)} – {day(contract.grant_costs_to)}",
        ),
        (
            "Wydatki z innych środków",
            f"{day(contract.other_costs_from)} – {day(contract.other_costs_to)}",
        ),
        ("Koszt z dotacji może wzrosnąć o", UNLIMITED if shift is None else percent(shift)),
        (
            "Udział wkładu własnego może spaść o",
            f"{number(contract.own_share_tolerance)} p.p.",
        ),
        ("Kwota z dotacji w każdej pozycji", "tak" if contract.grant_by_line else "nie"),
        ("Rachunek", in_groups(contract.bank_account) or "–"),
        ("Klasyfikacja budżetowa", " / ".join(part for part in classification if part) or "–"),
        ("Zadanie budżetowe", contract.budget_task or "–"),
    )
    return [list(row) for row in rows]
