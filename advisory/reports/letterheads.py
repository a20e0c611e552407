"""Who writes the reports of a programme: the one place where their letterheads are made."""

from advisory.programmes.models import Programme
from mkus_portal.documents.registry import Letterhead


def letterhead_of(programme: Programme) -> Letterhead:
    """Return the programme with its leader and the sentence of its co-financing."""
    lines = tuple(one for one in (programme.leader, programme.co_financing) if one)
    return Letterhead(programme.name, lines)
