"""The letterhead of a programme: the one that every document of the programme begins with."""

from advisory.programmes.logos import printed_logos
from advisory.programmes.models import Programme
from mkus_portal.documents.registry import Letterhead


def letterhead_of(programme: Programme, *lines: str, place: str = "") -> Letterhead:
    """Return the programme's logos, co-financing, name and leader, and the document's own lines.

    `lines` say whose document it is, a unit's or an adviser's; `place` stands before the date.
    """
    return Letterhead(
        name=programme.name,
        lines=tuple(line for line in (programme.leader, *lines) if line),
        place=place,
        logos=printed_logos(programme),
        support=programme.co_financing,
    )
