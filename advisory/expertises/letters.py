"""The letters of this room."""

from mkus_portal.notifications.messages import MessageKind


def letter(name: str, label: str, subject: str) -> MessageKind:
    """Return the kind of a letter about an expertise; its template bears the same name."""
    code = f"expertise_{name}"
    template = f"advisory/expertises/letters/{code}.txt"
    return MessageKind(code=code, label=label, subject=f"{subject}: {{obj}}", template=template)


LETTERS = (
    letter("ordered", "Zamówienie ekspertyzy", "Zamówiono ekspertyzę"),
    letter("assigned", "Ekspertyza przydzielona ekspertowi", "Ekspertyza do przygotowania"),
    letter("withdrawn", "Ekspertyzę przejął inny ekspert", "Ekspertyza przekazana innej osobie"),
    letter("delivered", "Ekspertyza oddana", "Ekspertyza oddana"),
    letter("returned", "Uwagi do ekspertyzy", "Uwagi do ekspertyzy"),
    letter("accepted", "Ekspertyza przyjęta", "Ekspertyza przyjęta"),
    letter("cancelled", "Ekspertyza anulowana", "Ekspertyza anulowana"),
)
