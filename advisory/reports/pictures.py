"""The charts of reports: hours by month, meetings against what is due, people by sector."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.text import capfirst

from advisory.consultations.rules import hours_in_words
from advisory.events.models import Event, Sector
from mkus_portal.chapters import Picture, Table
from mkus_portal.charts import Series
from mkus_portal.web import wording

MONTHS = (
    "sty",
    "lut",
    "mar",
    "kwi",
    "maj",
    "cze",
    "lip",
    "sie",
    "wrz",
    "paź",
    "lis",
    "gru",
)
NEXT_MONTH = timedelta(days=31)
MOST_BARS = 30
FULL = 100
STEPS = ((0, "żadnego"), (25, "do 25%"), (50, "do 50%"), (75, "do 75%"), (99, "do 99%"))
ALL_HELD = "wszystkie"
Met = tuple[str, int]


def by_month(hours: Iterable[tuple[date, Decimal]]) -> list[tuple[str, Decimal]]:
    """Return the hours of each month from the first to the last, those without any too."""
    sums: dict[date, Decimal] = {}
    for day, value in hours:
        first = day.replace(day=1)
        sums[first] = sums.get(first, Decimal(0)) + value
    if not sums:
        return []
    found, month = [], min(sums)
    while month <= max(sums):
        label = f"{MONTHS[month.month - 1]} {month:%y}"
        found.append((label, sums.get(month, Decimal(0))))
        month = (month + NEXT_MONTH).replace(day=1)
    return found


def hours_picture(hours: Iterable[tuple[date, Decimal]]) -> tuple[Picture, ...]:
    """Return hours by month as columns, nothing where there are none."""
    months = by_month(hours)
    if not months:
        return ()
    label, most = max(months, key=lambda one: one[1])
    alt = f"Miesięcy: {len(months)}. Najwięcej w miesiącu {label}: {hours_in_words(most)}."
    series = Series("Godziny", tuple(value for _, value in months))
    names = tuple(name for name, _ in months)
    return (Picture("columns", "Godziny doradztwa według miesięcy", alt, names, (series,), "h"),)


def meetings_picture(units: Sequence[Met], due: int) -> tuple[Picture, ...]:
    """Return the meetings of each unit against what is due; of many units how many got how far."""
    if not units:
        return ()
    if len(units) > MOST_BARS:
        return (_progress_of_many(units, due),)
    full = sum(held >= due for _, held in units)
    alt = f"Należne spotkania ({due} na jednostkę) odbyło {full} z {len(units)} jednostek."
    return (
        Picture(
            "targets",
            "Spotkania z doradcą w jednostkach",
            alt,
            tuple(name for name, _ in units),
            (
                Series("Odbyto", tuple(Decimal(held) for _, held in units)),
                Series("Należne", (Decimal(due),) * len(units)),
            ),
        ),
    )


def _progress_of_many(units: Sequence[Met], due: int) -> Picture:
    counts = dict.fromkeys((*(label for _, label in STEPS), ALL_HELD), 0)
    for _, held in units:
        counts[_step(held, due)] += 1
    alt = (
        f"Wszystkie należne spotkania ({due} na jednostkę) odbyło {counts[ALL_HELD]} z"
        f" {len(units)} jednostek."
    )
    values = tuple(Decimal(one) for one in counts.values())
    title = "Jednostki według tego, ile należnych spotkań odbyły"
    return Picture("bars", title, alt, tuple(counts), (Series("Jednostek", values),))


def _step(held: int, due: int) -> str:
    if held >= due:
        return ALL_HELD
    percent = held * FULL / due
    return next((label for most, label in STEPS if percent <= most), STEPS[-1][1])


def counted_picture(title: str, counts: Mapping[str, int]) -> tuple[Picture, ...]:
    """Return one bar for each label, nothing where there is nothing to count."""
    whole = sum(counts.values())
    if not whole:
        return ()
    label, most = max(counts.items(), key=lambda one: one[1])
    alt = f"Razem {whole}. Najwięcej: {label} ({most})."
    series = Series("Liczba", tuple(Decimal(one) for one in counts.values()))
    return (Picture("bars", title, alt, tuple(counts), (series,)),)


def people_table(people: Mapping[str, Mapping[str, int]]) -> Table:
    """Return how many people of each sector came to each kind of event, with all together."""
    labels = dict(Event.Kind.choices)
    rows = [
        (capfirst(labels[kind]), [people[kind][one.value] for one in Sector]) for kind in people
    ]
    whole = [sum(counts[at] for _, counts in rows) for at, _ in enumerate(Sector)]
    told = tuple(
        (name, *(str(one) for one in counts), str(sum(counts)))
        for name, counts in [*rows, ("Razem", whole)]
    )
    headings = ("Rodzaj", *(capfirst(one.label) for one in Sector), "Razem osób")
    return Table("Osoby według sektora i rodzaju wydarzenia", headings, told, 5, has_sum=True)


def people_picture(people: Mapping[str, Mapping[str, int]]) -> tuple[Picture, ...]:
    """Return the people of each kind of event that took place, in pieces by sector."""
    if not any(sum(counts.values()) for counts in people.values()):
        return ()
    labels = dict(Event.Kind.choices)
    whole = {str(one.label): sum(counts[one.value] for counts in people.values()) for one in Sector}
    told = ", ".join(f"{label} {wording.number(count)}" for label, count in whole.items())
    return (
        Picture(
            "stacks",
            "Uczestnicy według sektora i rodzaju wydarzenia",
            f"Razem {wording.number(sum(whole.values()))} osób: {told}.",
            tuple(str(labels[kind]) for kind in people),
            tuple(
                Series(
                    str(one.label), tuple(Decimal(counts[one.value]) for counts in people.values())
                )
                for one in Sector
            ),
            is_alone=True,
        ),
    )
