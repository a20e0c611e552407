"""The log of moves: appended to, never changed, chained by hash."""

import hashlib
import json
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from mkus_portal.act import WARSAW, Act


class MoveLogQuerySet(models.QuerySet["MoveLog"]):
    """Reading the log, and the one way of writing it."""

    def of(self, obj: models.Model) -> "MoveLogQuerySet":
        """Return the moves of one object, oldest first."""
        kind = ContentType.objects.get_for_model(obj)
        return self.filter(content_type=kind, object_id=obj.pk).order_by("pk")

    def append(
        self, act: Act, obj: models.Model, move: str, source: str, target: str, note: str
    ) -> "MoveLog":
        """Write one line, chained to the object's last one. The caller holds the object's lock."""
        last = self.of(obj).last()
        line = MoveLog(
            content_type=ContentType.objects.get_for_model(obj),
            object_id=obj.pk,
            move=move,
            source=source,
            target=target,
            note=note,
            user_id=act.user,
            role=act.role,
            scope_kind=act.scope.kind,
            scope_id=act.scope.id,
            at=act.at,
            origin=act.origin,
            previous_hash=last.hash if last else "",
        )
        line.hash = line.computed_hash()
        line.save(force_insert=True)
        return line


class MoveLog(models.Model):
    """One move: what, from where to where, by whom, for whom, when."""

    belongs_to = "portal"
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    obj = GenericForeignKey("content_type", "object_id")
    move = models.CharField(max_length=60)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.RESTRICT, related_name="+"
    )
    role = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=20)
    scope_id = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()
    origin = models.CharField(max_length=20)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = MoveLogQuerySet.as_manager()

    class Meta:
        verbose_name = "wpis przebiegu"
        indexes = (models.Index(fields=["content_type", "object_id", "id"]),)

    def __str__(self) -> str:
        return f"{self.move}: {self.source} → {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a line that stands is never changed."""
        if not self._state.adding:
            message = "Wpis przebiegu jest niezmienny."
            raise TypeError(message)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the log only grows."""
        message = "Wpis przebiegu jest niezmienny."
        raise TypeError(message)

    def computed_hash(self) -> str:
        """Return SHA-256 over the line's content and the hash of the line before, in hex."""
        content = [
            self.content_type.app_label,
            self.content_type.model,
            self.object_id,
            self.move,
            self.source,
            self.target,
            self.note,
            self.user_id,
            self.role,
            self.scope_kind,
            self.scope_id,
            self.at.astimezone(WARSAW).isoformat(),
            self.origin,
            self.previous_hash,
        ]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
