"""What an entry says, in Polish words: for pages, for the note and for comparing two versions."""

from advisory.consultations.models import Consultation, Entry
from advisory.consultations.rules import hours_in_words, travel_in_words
from mkus_portal.web import wording

Pairs = list[tuple[str, str]]
WHENCE = (
    ("people_office", "z urzędu"),
    ("people_ngo", "z organizacji"),
    ("people_university", "z uczelni"),
    ("people_other", "z innych miejsc"),
)
NOTHING = "–"
FIGURES = ("Kiedy", "Czas", "Forma", "Dojazd", "Uczestnicy")


def held_in_words(entry: Entry) -> str:
    """Return the day with its weekday and, where it was noted, the hour."""
    start = entry.started_at
    hour = f", godz.{wording.NBSP}{start:%H:%M}" if start else ""
    return f"{wording.deadline(entry.held_on)}{hour}"


def people_in_words(entry: Entry) -> str:
    """Return how many people took part and where they came from."""
    counts = [(getattr(entry, column), whence) for column, whence in WHENCE]
    said = [
        f"{count} {wording.plural(count, 'osoba', 'osoby', 'osób')} {whence}"
        for count, whence in counts
        if count
    ]
    return ", ".join(said) or "nie podano"


def figures_in_words(entry: Entry) -> Pairs:
    """Return when, how long, in which form, from how far away and with whom."""
    said = (
        held_in_words(entry),
        hours_in_words(entry.hours),
        entry.get_form_display(),
        travel_in_words(entry.travel_km, entry.travel_minutes),
        people_in_words(entry),
    )
    return [(term, words) for term, words in zip(FIGURES, said, strict=True) if words]


def entry_in_words(entry: Entry) -> Pairs:
    """Return all that the entry itself says; what is empty has a dash."""
    said = dict(figures_in_words(entry))
    return [
        *((term, said.get(term, NOTHING)) for term in FIGURES),
        ("Temat", entry.subject),
        ("Porządek spotkania", entry.agenda or NOTHING),
        ("Ustalenia", entry.findings or NOTHING),
    ]


def summary_of(consultation: Consultation) -> Pairs:
    """Return the entry with its next steps."""
    steps = [f"{one} ({one.owner})" for one in consultation.steps.select_related("person")]
    return [*entry_in_words(consultation), ("Następne kroki", "\n".join(steps) or NOTHING)]
