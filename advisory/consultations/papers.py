"""The consultation note as a text: the same words as in the PDF."""

from advisory.consultations.documents import Note
from mkus_portal.chapters import Paper, Section, Table

NO_FINDINGS = "Nie zapisano ustaleń."
NO_STEPS = "Nie zapisano następnych kroków."
STEPS = ("Co", "Kto", "Do kiedy")


def note_paper(note: Note) -> Paper:
    """Return the note as chapters."""
    rows = tuple((one.sentence, one.whose, one.due) for one in note.steps)
    tables = (Table("Co trzeba zrobić po konsultacji", STEPS, rows),) if rows else ()
    findings = tuple(one.strip() for one in note.findings.splitlines() if one.strip())
    return Paper(
        letterhead=note.letterhead,
        watermark="",
        title="Notatka z konsultacji",
        lead=note.subject,
        facts=note.facts,
        sections=(
            Section("Ustalenia", findings or (NO_FINDINGS,)),
            Section("Następne kroki", () if rows else (NO_STEPS,), tables),
        ),
        note=f"Uzgodniono w portalu: {note.agreed}." if note.agreed else "",
    )
