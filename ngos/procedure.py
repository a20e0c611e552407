"""The moves of a request to join an organisation."""

from mkus_portal.workflow.engine import Move, Procedure
from ngos.models import AccessRequest
from ngos.permissions import may_answer

ACCESS = Procedure(
    name="Prośba o dostęp do organizacji",
    model=AccessRequest,
    moves=(
        Move("grant", ("waiting",), "granted", "Przyjmij", may_answer),
        Move("refuse", ("waiting",), "refused", "Odrzuć", may_answer),
    ),
)
