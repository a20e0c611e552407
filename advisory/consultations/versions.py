"""The versions of an entry side by side: what stood, what was proposed, who, when and why."""

from dataclasses import dataclass

from advisory.consultations.models import Consultation, Correction, Entry
from advisory.consultations.words import entry_in_words
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Offered, available


@dataclass(frozen=True, slots=True)
class Change:
    """One term that the two versions say differently."""

    term: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """A correction with both of its versions, and what may be done with it."""

    correction: Correction
    changes: list[Change]
    moves: list[Offered]


def changes_between(before: Entry, after: Entry) -> list[Change]:
    """Return what the second says otherwise than the first."""
    pairs = zip(entry_in_words(before), entry_in_words(after), strict=True)
    return [Change(term, old, new) for (term, old), (_, new) in pairs if old != new]


def sides_of(consultation: Consultation) -> list[tuple[Correction, Entry, Entry]]:
    """Return the corrections, newest first, each with what stood before and what it says.

    An accepted one keeps what stood before it; what came of it stands in the entry, or in the next
    accepted one. The others keep what they proposed.
    """
    standing: Entry = consultation
    found: list[tuple[Correction, Entry, Entry]] = []
    for one in consultation.corrections.select_related("asked_by").order_by("-pk"):
        if one.state == Correction.State.ACCEPTED:
            found.append((one, one, standing))
            standing = one
        else:
            found.append((one, standing, one))
    return found


def versions_of(act: Act, consultation: Consultation) -> list[Version]:
    """Return the corrections of an entry as its page shows them, newest first."""
    found = []
    for correction, before, after in sides_of(consultation):
        correction.consultation = consultation
        moves = available(act, correction)
        found.append(Version(correction, changes_between(before, after), moves))
    return found
