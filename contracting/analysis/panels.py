"""What this room shows on other rooms' pages: the door to the guide at the front."""

from mkus_portal.act import Act
from mkus_portal.web.panels import Panel


def door(act: Act, obj: object) -> dict[str, object]:
    """Show the door to everybody."""
    del act, obj
    return {}


GUIDE_DOOR = Panel(
    page="home", template="contracting/analysis/_guide_door.html", context=door, order=20
)
