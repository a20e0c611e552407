"""Documents asked for, being built, done: each row is the whole truth about one file."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from mkus_portal.act import WARSAW, Act
from mkus_portal.documents.digest import in_fours
from mkus_portal.documents.registry import DocumentKind, document_kind

MAX_ATTEMPTS = 5


class DocumentQuerySet(models.QuerySet["Document"]):
    """Which documents exist for whom, and which wait for a worker."""

    def visible_to(self, act: Act) -> Self:
        """Return the documents of the holder for whom the act is done, and the person's own.

        The kind's `may_read` has the last word on each of them: `permissions.may_read`.
        """
        if act.holds("system"):
            return self
        own = Q(asked_by_id=act.user) if act.user else Q(pk__in=())
        if act.scope.id is not None:
            own |= Q(scope_kind=act.scope.kind, scope_id=act.scope.id)
        return self.filter(own)

    def about(self, obj: models.Model) -> Self:
        """Return the documents about one object, newest first."""
        content_type = ContentType.objects.get_for_model(obj)
        return self.filter(content_type=content_type, object_id=obj.pk).order_by("-pk")

    def free_at(self, at: datetime) -> Self:
        """Return the documents that a worker may take: waiting, or their lease has run out."""
        waiting = Q(state=Document.State.WAITING)
        abandoned = Q(state=Document.State.BUILDING, lease_until__lte=at)
        return self.filter(waiting | abandoned, attempts__lt=MAX_ATTEMPTS)

    def given_up_at(self, at: datetime) -> Self:
        """Return the documents whose last attempt was abandoned: a worker died in each of them."""
        return self.filter(
            state=Document.State.BUILDING, lease_until__lte=at, attempts__gte=MAX_ATTEMPTS
        )


class Document(models.Model):
    """A file about an object: asked for, built by a worker, checked, sealed, never edited."""

    class State(models.TextChoices):
        """Where the file is on its way."""

        WAITING = "waiting", "czeka w kolejce"
        BUILDING = "building", "powstaje"
        DONE = "done", "gotowy"
        FAILED = "failed", "nie powstał"

    kind = models.CharField("rodzaj", max_length=60)
    title = models.CharField("tytuł", max_length=300)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    obj = GenericForeignKey("content_type", "object_id")
    scope_kind = models.CharField(max_length=20)
    scope_id = models.PositiveBigIntegerField(null=True)
    template_version = models.CharField("wersja wzoru", max_length=20)
    law_date = models.DateField("stan prawny na dzień")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("zlecono")

    state = models.CharField("stan", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("próby", default=0)
    lease_until = models.DateTimeField(null=True)
    error = models.CharField("powód", max_length=1000, blank=True)

    content_digest = models.CharField("skrót treści", max_length=64, blank=True, db_index=True)
    file_digest = models.CharField("skrót pliku", max_length=64, blank=True, db_index=True)
    seal = models.CharField("pieczęć portalu", max_length=88, blank=True)
    file = models.FileField("plik", upload_to="documents", blank=True, max_length=200)
    pages = models.PositiveIntegerField("liczba stron", null=True)
    size = models.PositiveIntegerField("wielkość w bajtach", null=True)
    done_at = models.DateTimeField("gotowy od", null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenty"
        indexes = (
            models.Index(fields=["content_type", "object_id"]),
            models.Index(fields=["scope_kind", "scope_id"]),
            models.Index(fields=["state", "lease_until"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(state="done", pages__gte=1, done_at__isnull=False)
                    & ~Q(file="")
                    & ~Q(content_digest="")
                    & ~Q(file_digest="")
                    & ~Q(seal="")
                )
                | (
                    ~Q(state="done")
                    & Q(file="", content_digest="", file_digest="", seal="", done_at__isnull=True)
                ),
                name="document_done_has_its_file",
                violation_error_message="Tylko gotowy dokument ma plik, skróty i pieczęć.",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""),
                name="document_failed_says_why",
                violation_error_message="Dokument, który nie powstał, musi mieć powód.",
            ),
            models.CheckConstraint(
                condition=~Q(state="building") | Q(lease_until__isnull=False),
                name="document_built_under_a_lease",
                violation_error_message="Powstający dokument ma termin, do którego powstaje.",
            ),
            models.UniqueConstraint(
                "kind",
                "content_type",
                "object_id",
                "scope_kind",
                Coalesce("scope_id", 0),
                "law_date",
                condition=Q(state="waiting"),
                name="document_waits_once",
                violation_error_message="Taki dokument już czeka w kolejce.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; what happens later is written by `lease` under its conditions."""
        if not self._state.adding:
            message = "Dokumentu nie zmienia się po zleceniu."
            raise TypeError(message)
        super().save(*args, **kwargs)

    @property
    def number(self) -> str:
        """The document's number for people: the year in which it was asked for and its row."""
        return f"D/{self.asked_at.astimezone(WARSAW).year}/{self.pk:06d}"

    @property
    def document_kind(self) -> DocumentKind:
        """The kind, from the register."""
        return document_kind(self.kind)

    @property
    def is_done(self) -> bool:
        """Whether the file can be read."""
        return self.state == self.State.DONE

    @property
    def is_under_way(self) -> bool:
        """Whether the page should look again."""
        return self.state in {self.State.WAITING, self.State.BUILDING}

    @property
    def progress(self) -> str:
        """State and attempt in one word: what the page has seen."""
        return f"{self.state}-{self.attempts}"

    @property
    def content_digest_in_fours(self) -> str:
        """The content's digest as it is printed."""
        return in_fours(self.content_digest)

    @property
    def file_digest_in_fours(self) -> str:
        """The file's digest as the page shows it."""
        return in_fours(self.file_digest)
