"""The letters of this room."""

from mkus_portal.notifications.messages import MessageKind

FOLDER = "advisory/expertises/letters"
ORDERED = MessageKind(
    code="expertise_ordered",
    label="Zamówienie ekspertyzy",
    subject="Zamówiono ekspertyzę: {obj}",
    template=f"{FOLDER}/expertise_ordered.txt",
)
ASSIGNED = MessageKind(
    code="expertise_assigned",
    label="Ekspertyza przydzielona ekspertowi",
    subject="Ekspertyza do przygotowania: {obj}",
    template=f"{FOLDER}/expertise_assigned.txt",
)
WITHDRAWN = MessageKind(
    code="expertise_withdrawn",
    label="Ekspertyzę przejął inny ekspert",
    subject="Ekspertyza przekazana innej osobie: {obj}",
    template=f"{FOLDER}/expertise_withdrawn.txt",
)
DELIVERED = MessageKind(
    code="expertise_delivered",
    label="Ekspertyza oddana",
    subject="Ekspertyza oddana: {obj}",
    template=f"{FOLDER}/expertise_delivered.txt",
)
RETURNED = MessageKind(
    code="expertise_returned",
    label="Uwagi do ekspertyzy",
    subject="Uwagi do ekspertyzy: {obj}",
    template=f"{FOLDER}/expertise_returned.txt",
)
ACCEPTED = MessageKind(
    code="expertise_accepted",
    label="Ekspertyza przyjęta",
    subject="Ekspertyza przyjęta: {obj}",
    template=f"{FOLDER}/expertise_accepted.txt",
)
CANCELLED = MessageKind(
    code="expertise_cancelled",
    label="Ekspertyza anulowana",
    subject="Ekspertyza anulowana: {obj}",
    template=f"{FOLDER}/expertise_cancelled.txt",
)
LETTERS = (ORDERED, ASSIGNED, WITHDRAWN, DELIVERED, RETURNED, ACCEPTED, CANCELLED)
