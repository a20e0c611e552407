"""The report of an event as a text: the same figures as on the page and in the PDF."""

from advisory.events.documents import EventReport
from mkus_portal.chapters import Paper, Section, Table

ESTIMATED = "Liczby osób spoza listy są szacunkowe."
PEOPLE = ("Skąd", "Z listy", "Spoza listy", "Razem")
DAYS = ("Dzień", "Godziny", "Temat", "Obecnych z listy")
NONE = "–"


def event_paper(report: EventReport) -> Paper:
    """Return the report as chapters."""
    people = tuple(
        (label, *(str(one) for one in counts)) for label, *counts in (*report.people, _sum(report))
    )
    days = tuple(
        (day, hours or NONE, topic or NONE, str(present))
        for day, hours, topic, present in report.days
    )
    agenda = tuple(one.strip() for one in report.agenda.splitlines() if one.strip())
    units = (("Jednostki", ", ".join(report.units)),) if report.units else ()
    return Paper(
        letterhead=report.letterhead,
        watermark=report.watermark,
        title="Sprawozdanie z wydarzenia",
        lead=report.title,
        facts=(*report.facts, *units),
        sections=(
            Section(
                "Uczestnicy",
                (ESTIMATED,) if report.estimated else (),
                (Table("Osoby według sektora", PEOPLE, people, numbers=3, has_sum=True),),
            ),
            Section("Dni", (), (Table("Dni wydarzenia", DAYS, days, numbers=1),)),
            *((Section("Program", agenda),) if agenda else ()),
        ),
    )


def _sum(report: EventReport) -> tuple[str, int, int, int]:
    registered, by_hand, together = report.total
    return "razem", registered, by_hand, together
