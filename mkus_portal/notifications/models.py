"""Letters and duties."""

from datetime import date, datetime, time
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from mkus_portal.act import WARSAW, Act, Scope

LAST_SECOND = time(23, 59, 59)


class Letter(models.Model):
    """What was written to whom about what; post_office's row carries the delivery."""

    belongs_to = "portal"
    kind = models.CharField(max_length=60)
    to = models.EmailField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="letters"
    )
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField(null=True)
    obj = GenericForeignKey("content_type", "object_id")
    email = models.OneToOneField(
        "post_office.Email", on_delete=models.PROTECT, related_name="letter"
    )
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "list"
        indexes = (models.Index(fields=["content_type", "object_id"]),)

    def __str__(self) -> str:
        return f"{self.kind} → {self.to}"


class DutyQuerySet(models.QuerySet["Duty"]):
    """What waits for whom."""

    def open(self) -> Self:
        """Return the duties that are not done."""
        return self.filter(closed_at=None)

    def of(self, obj: models.Model) -> Self:
        """Return the duties about one object."""
        kind = ContentType.objects.get_for_model(obj)
        return self.filter(content_type=kind, object_id=obj.pk)

    def waiting_for(self, act: Act) -> Self:
        """Return the open duties of the person in the hat they wear, the nearest term first.

        A duty is for one person, or for everybody who holds one of the roles for the holder.
        """
        mine = Q(user_id=act.user) if act.user else Q(pk__in=())
        role = Q(
            user=None,
            scope_kind=act.scope.kind,
            scope_id=act.scope.id,
            roles__contains=f",{act.role},",
        )
        waiting = self.open().filter(mine | role).exclude(lapses=True, due__lt=act.at)
        return waiting.order_by(models.F("due").asc(nulls_last=True), "pk")


class Duty(models.Model):
    """Something that somebody has to do: opened and closed by actions, in their transaction.

    One that `lapses` waits for nobody after its term: what it asks for cannot be done any more.
    """

    belongs_to = "portal"
    kind = models.CharField(max_length=60)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    obj = GenericForeignKey("content_type", "object_id")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="duties"
    )
    scope_kind = models.CharField(max_length=20, blank=True)
    scope_id = models.PositiveBigIntegerField(null=True)
    roles = models.CharField(max_length=200, blank=True)
    due = models.DateTimeField(null=True)
    lapses = models.BooleanField(default=False)
    url = models.CharField(max_length=300)
    sentence = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "zadanie do zrobienia"
        indexes = (
            models.Index(fields=["scope_kind", "scope_id", "closed_at"]),
            models.Index(fields=["content_type", "object_id", "kind"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(roles=""),
                name="duty_is_somebodys",
                violation_error_message="Zadanie musi na kogoś czekać.",
            ),
        )

    def __str__(self) -> str:
        return self.sentence

    @property
    def term(self) -> date | datetime | None:
        """The term as people say it: one at the last second of a day is the day."""
        if self.due is None:
            return None
        local = self.due.astimezone(WARSAW)
        return local.date() if local.time() == LAST_SECOND else local

    @property
    def scope(self) -> Scope:
        """The holder for whose people the duty waits."""
        return Scope(self.scope_kind, self.scope_id)  # type: ignore[arg-type]  # checked on writing
