"""Files that people sent: each row is the whole truth about one file, also after it is gone."""

from datetime import datetime
from typing import Any, NoReturn, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from mkus_portal.act import Act
from mkus_portal.attachments.formats import FORMATS, Format, size_text
from mkus_portal.attachments.registry import AttachmentKind, attachment_kind


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Which files exist for whom, and which wait for the scanner."""

    def visible_to(self, act: Act) -> Self:
        """Return the files of the holder for whom the act is done, and the person's own.

        The kind's `may_see` has the last word on each of them: `permissions.may_read`.
        """
        if act.holds("system"):
            return self
        own = Q(added_by_id=act.user) if act.user else Q(pk__in=())
        if act.scope.id is not None:
            own |= Q(scope_kind=act.scope.kind, scope_id=act.scope.id)
        return self.filter(own)

    def of_kind(self, kind: AttachmentKind, objs: list[models.Model]) -> Self:
        """Return all files of the kind that belong to the objects, oldest first."""
        content_type = ContentType.objects.get_for_model(kind.model)
        keys = [obj.pk for obj in objs]
        found = self.filter(kind=kind.name, content_type=content_type, object_id__in=keys)
        return found.order_by("pk")

    def current(self) -> Self:
        """Return the files in force: not removed, not replaced, not refused by the scanner."""
        return self.filter(removed_at=None, replaced_by=None).exclude(scan="infected")

    def parked(self) -> Self:
        """Return the files that were received and belong to nothing yet."""
        return self.filter(object_id=None).exclude(scan="infected")

    def free_at(self, at: datetime) -> Self:
        """Return the files that a worker may scan: waiting, nobody has them or the lease is out."""
        free = Q(lease_until=None) | Q(lease_until__lte=at)
        return self.filter(free, scan="waiting").exclude(file="")


class Attachment(models.Model):
    """A file that somebody sent: examined, scanned, kept under a random name, never edited."""

    class Scan(models.TextChoices):
        """What the virus scanner has said."""

        CLEAN = "clean", "bez wirusów"
        UNSCANNED = "unscanned", "nieskanowany"
        WAITING = "waiting", "czeka na skaner"
        INFECTED = "infected", "odrzucony: wirus"

    kind = models.CharField("rodzaj", max_length=60)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField(null=True)
    obj = GenericForeignKey("content_type", "object_id")
    replaces = models.OneToOneField(
        "self",
        verbose_name="zastępuje",
        null=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )

    name = models.CharField("nazwa", max_length=150)
    format_code = models.CharField("format", max_length=10, blank=True)
    size = models.PositiveIntegerField("wielkość w bajtach")
    digest = models.CharField("skrót SHA-256", max_length=64, db_index=True)
    file = models.FileField("plik", upload_to="attachments", blank=True, max_length=100)

    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_role = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=20)
    scope_id = models.PositiveBigIntegerField(null=True)
    added_at = models.DateTimeField("dodano")
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField("usunięto", null=True)

    scan = models.CharField("skaner", max_length=10, choices=Scan)
    virus = models.CharField("wirus", max_length=200, blank=True)
    scanned_at = models.DateTimeField("skanowano", null=True)
    attempts = models.PositiveIntegerField("próby", default=0)
    lease_until = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "załącznik"
        verbose_name_plural = "załączniki"
        indexes = (
            models.Index(fields=["content_type", "object_id", "kind"]),
            models.Index(fields=["scan", "lease_until"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(scan="infected", file="") & ~Q(virus="")
                | Q(virus="") & ~Q(scan="infected"),
                name="attachment_infected_is_not_kept",
                violation_error_message="Pliku z wirusem portal nie przechowuje.",
            ),
            models.CheckConstraint(
                condition=~Q(file="") | Q(scan="infected") | Q(removed_at__isnull=False),
                name="attachment_has_its_file",
                violation_error_message="Załącznik musi mieć plik, dopóki nie jest usunięty.",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(file=""),
                name="attachment_removed_is_not_kept",
                violation_error_message="Usuniętego pliku portal nie przechowuje.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; what happens later is written by `actions` and `quarantine` as conditions."""
        if not self._state.adding:
            message = "Załącznika nie zmienia się po dodaniu."
            raise TypeError(message)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: a removed file leaves its row."""
        message = "Załącznik usuwa się działaniem, które zostawia ślad."
        raise TypeError(message)

    @property
    def attachment_kind(self) -> AttachmentKind:
        """The kind, from the register."""
        return attachment_kind(self.kind)

    @property
    def format(self) -> Format:
        """The format that was found in its content."""
        return FORMATS[self.format_code]

    @property
    def size_text(self) -> str:
        """The size as people read it."""
        return size_text(self.size)

    @property
    def is_kept(self) -> bool:
        """Whether there is a file: nobody removed it, no virus was found in it."""
        return bool(self.file)

    @property
    def waits(self) -> bool:
        """Whether the file is in quarantine until the scanner answers."""
        return self.scan == self.Scan.WAITING

    @property
    def is_infected(self) -> bool:
        """Whether the scanner has found a virus."""
        return self.scan == self.Scan.INFECTED
