"""The adviser's month as a text: the same figures as on the page and in the PDF."""

from advisory.reports.documents import Month, UnitRow
from mkus_portal.chapters import Paper, Section, Table

SIGNING = ("doradca", "koordynator programu")
NOTE = (
    "Spotkanie to wizyta w jednostce. Inne konsultacje to rozmowy telefoniczne, listy i spotkania"
    " online."
)
SUMS = (
    "Jednostka",
    "Godziny",
    "Spotkania",
    "Inne konsultacje",
    "Osób z urzędu",
    "Osób z organizacji",
)
ENTRIES = ("Kiedy", "Jednostka", "Temat", "Forma", "Stan", "Godziny", "Osób (urząd + NGO)")


def month_paper(month: Month) -> Paper:
    """Return the month as chapters."""
    sums = tuple(_sums(one) for one in (*month.units, month.total))
    entries = tuple(
        (one.held, one.unit, one.subject, one.form, one.state, one.hours, one.people)
        for one in month.rows
    )
    return Paper(
        letterhead=month.letterhead,
        watermark=month.watermark,
        title=f"Miesiąc doradcy – {month.month}",
        facts=month.facts,
        sections=(
            Section(
                "Godziny w jednostkach",
                (),
                (Table("Godziny w jednostkach", SUMS, sums, numbers=5, has_sum=True),),
            ),
            Section("Konsultacje", (), (Table("Konsultacje", ENTRIES, entries, numbers=2),)),
        ),
        note=NOTE,
        signatures=SIGNING,
    )


def _sums(one: UnitRow) -> tuple[str, ...]:
    return (
        one.unit,
        one.hours,
        str(one.meetings),
        str(one.others),
        str(one.people_office),
        str(one.people_ngo),
    )
