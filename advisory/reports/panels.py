"""What the later rooms show on a programme's page: the doors to its figures and reports."""

from typing import Any

from advisory.programmes.models import Programme
from advisory.programmes.permissions import may_look
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel


def doors_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the programme for whoever reads all of it."""
    programme: Programme = obj
    return {"programme": programme} if may_look(act, programme) else None


DOORS = Panel("programme-detail", "advisory/reports/_programme.html", doors_of, order=10)
