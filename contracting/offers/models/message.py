"""Letters between the office and the bidder about one offer, kept with it."""

from django.conf import settings
from django.db import models

from contracting.offers.models.offer import Offer


class OfferMessage(models.Model):
    """What one side wrote to the other about an offer; never changed. Files are attachments."""

    belongs_to = "offer"

    class Side(models.TextChoices):
        """Who wrote."""

        OFFICE = "office", "urząd"
        BIDDER = "bidder", "oferent"

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField("kto pisze", max_length=8, choices=Side)
    text = models.TextField("wiadomość")
    written_at = models.DateTimeField("napisano")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "wiadomość o ofercie"
        verbose_name_plural = "wiadomości o ofertach"
        ordering = ("offer", "pk")

    def __str__(self) -> str:
        return f"Wiadomość o ofercie {self.offer.number}"
