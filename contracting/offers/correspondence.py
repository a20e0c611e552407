"""Messages between the office and the bidder: who may write, whom they wait for, their files."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse

from contracting.calls.rules import terms_of
from contracting.offers.letters import own_people
from contracting.offers.models import OFFICE_READERS, Offer, OfferMessage
from contracting.offers.permissions import RETURNERS
from mkus_portal.act import Act, Scope
from mkus_portal.attachments.actions import attach
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.registry import AttachmentKind
from mkus_portal.notifications.actions import (
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.messages import MessageKind
from mkus_portal.notifications.models import Duty
from mkus_portal.verdict import ALLOWED, Verdict, insist, refused
from ngos.models import NGO_ROLES

Side = OfferMessage.Side
FILES = "offer-message-file"
ANSWER = {Side.OFFICE: "offer_message_bidder", Side.BIDDER: "offer_message_office"}
ARRIVED = MessageKind(
    code="offer_message",
    label="Wiadomość o ofercie",
    subject="Wiadomość o ofercie {number}",
    template="contracting/offers/letters/offer_message.txt",
)


def side_of(act: Act, offer: Offer) -> OfferMessage.Side | None:
    """Return on whose behalf somebody reads and writes about an offer; None for anybody else."""
    if act.acts_for("office", offer.office_id) and act.holds(*OFFICE_READERS):
        return Side.OFFICE
    if act.acts_for("organisation", offer.organisation_id) and act.holds(*NGO_ROLES):
        return Side.BIDDER
    return None


def may_read_messages(act: Act, offer: Offer) -> Verdict:
    """Allow both sides, once the office may know who has sent the offer."""
    if side_of(act, offer) is None:
        return refused("Korespondencję o ofercie czytają jej oferent i urząd.")
    closes = terms_of(offer.task).deadline_at
    if offer.submitted_at is None or closes is None or act.at <= closes:
        return refused(
            "O złożonej ofercie pisze się po upływie terminu składania ofert: do tej chwili urząd"
            " nie wie, kto ją złożył. Pytania o konkurs zadaj na jego stronie."
        )
    return ALLOWED


def may_write_message(act: Act, offer: Offer) -> Verdict:
    """Allow the bidder's people, and the clerks and coordinators of the office."""
    allowed = may_read_messages(act, offer)
    if allowed and side_of(act, offer) == Side.OFFICE and not act.holds(*RETURNERS):
        return refused("Do oferenta pisze pracownik merytoryczny lub koordynator urzędu.")
    return allowed


@transaction.atomic
def write_message(
    act: Act, offer: Offer, text: str, files: Sequence[Attachment] = ()
) -> OfferMessage:
    """Write to the other side: a letter goes out, and an answer waits for it. Raises Refused."""
    insist(may_write_message(act, offer))
    side = side_of(act, offer)
    assert side is not None  # noqa: S101 - the permission has asked
    message = OfferMessage(offer=offer, side=side, text=text.strip(), written_at=act.at)
    message.written_by_id = act.user
    message.full_clean()
    message.save()
    if files:
        attach(act, message, files)
    close_duty(act, ANSWER[_other(side)], offer)
    url = reverse("offer-messages", args=(offer.pk,))
    sentence = f"Odpowiedz na wiadomość o ofercie {offer.number}: „{offer}”"[:300]
    open_duty(act, ANSWER[side], offer, _readers(offer, side), url=url, sentence=sentence)
    people = own_people(act, offer)
    if side == Side.BIDDER:
        people = people_with(Scope("office", offer.office_id), act.day, *RETURNERS)
    writer = offer.office.office_name if side == Side.OFFICE else offer.organisation.name
    context = {"number": offer.number, "title": str(offer), "writer": writer, "url": url}
    send_letter(act, ARRIVED.code, people, message, {**context, "text": message.text})
    return message


@transaction.atomic
def need_no_answer(act: Act, offer: Offer) -> None:
    """End the duty of one's own side to answer what the other wrote last. Raises Refused."""
    insist(may_write_message(act, offer))
    side = side_of(act, offer)
    assert side is not None  # noqa: S101 - the permission has asked
    close_duty(act, ANSWER[_other(side)], offer)


def waits_for(act: Act, offer: Offer) -> bool:
    """Whether the other side's last message waits for an answer of one's own."""
    side = side_of(act, offer)
    if side is None:
        return False
    return Duty.objects.of(offer).open().filter(kind=ANSWER[_other(side)]).exists()


def _other(side: str) -> OfferMessage.Side:
    return Side.BIDDER if side == Side.OFFICE else Side.OFFICE


def _readers(offer: Offer, side: str | None) -> Whose:
    if side == Side.OFFICE:
        return Whose(scope=offer.organisation.scope, roles=NGO_ROLES)
    return Whose(scope=Scope("office", offer.office_id), roles=RETURNERS)


def may_see_files(act: Act, message: OfferMessage) -> Verdict:
    """Allow whoever reads the message."""
    return may_read_messages(act, message.offer)


def may_add_files(act: Act, message: OfferMessage) -> Verdict:
    """Allow its writer, with the message itself."""
    if message.written_by_id == act.user and message.written_at == act.at:
        return ALLOWED
    return refused("Pliki dołącza się do wiadomości, gdy się ją pisze. Napisz następną.")


MESSAGE_FILE = AttachmentKind(
    name=FILES,
    model=OfferMessage,
    label="Plik do wiadomości o ofercie",
    may_see=may_see_files,
    may_add=may_add_files,
    page=lambda message: reverse("offer-messages", args=(message.offer_id,)),
    max_count=5,
)
