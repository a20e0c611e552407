"""What this room shows on a programme's page."""

from typing import Any

from advisory.carrying.permissions import may_carry_in, may_carry_out
from advisory.programmes.models import Programme
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel


def carrying_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the doors in and out, for whoever may use them."""
    programme: Programme = obj
    if not may_carry_out(act, programme):
        return None
    return {"programme": programme, "may_carry_in": bool(may_carry_in(act, programme))}


CARRYING = Panel("programme-detail-end", "advisory/carrying/_programme.html", carrying_of, order=90)
