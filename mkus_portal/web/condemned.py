"""The letter about a file in which the scanner found a virus after it had been sent."""

from mkus_portal.act import Act
from mkus_portal.attachments.models import Attachment
from mkus_portal.notifications.actions import send_letter
from mkus_portal.notifications.messages import MessageKind

CONDEMNED = MessageKind(
    code="attachment_condemned",
    label="Plik z wirusem",
    subject="Usunięto plik z wirusem: {name}",
    template="mkus_portal/letters/attachment_condemned.txt",
)


def tell_the_sender(act: Act, attachment: Attachment) -> None:
    """Write to whoever sent the file: it is gone, and where a clean one can be added."""
    sender = attachment.added_by
    if sender is None or not sender.is_active:
        return
    obj = attachment.obj if attachment.object_id is not None else None
    page = attachment.attachment_kind.page(obj) if obj is not None else "/"
    context = {"name": attachment.name, "virus": attachment.virus, "url": page}
    send_letter(act, CONDEMNED.code, [sender], attachment, context)
