"""Drafts of long forms: texts with versions, rows, every change; comments and who is here."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Draft(models.Model):
    """A long form on its way; keeps the version of the form that it was started on.

    The room that owns `obj` decides who may read and write (`drafting.registry`).
    """

    belongs_to = "portal"
    form_code = models.CharField(max_length=40)
    form_version = models.CharField(max_length=20)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField(null=True)
    obj = GenericForeignKey("content_type", "object_id")
    changes_count = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "szkic"
        indexes = (models.Index(fields=["content_type", "object_id"]),)

    def __str__(self) -> str:
        return f"{self.form_code}/{self.form_version} #{self.pk}"

    def texts(self) -> dict[str, str]:
        """Return the texts of all fields that stand outside rows, by field code."""
        return dict(self.answers.filter(row=None).values_list("field", "text"))


class Row(models.Model):
    """A row of a table whose cells are texts; tables that are computed with have typed rows."""

    belongs_to = "draft"
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField(max_length=40)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = "wiersz"
        ordering = ("position", "pk")
        indexes = (models.Index(fields=["draft", "table"]),)

    def __str__(self) -> str:
        return f"{self.table}:{self.pk}"

    def cells_version(self) -> int:
        """Return the sum of the cells' versions: it grows with every save in the row."""
        return sum(self.cells.values_list("version", flat=True))


class Answer(models.Model):
    """One text with its version: a field of the form, or a cell of a row."""

    belongs_to = "draft"
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="answers")
    row = models.ForeignKey(Row, null=True, on_delete=models.CASCADE, related_name="cells")
    field = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "odpowiedź"
        verbose_name_plural = "odpowiedzi"
        constraints = (
            models.UniqueConstraint(
                fields=["draft", "field"],
                condition=models.Q(row=None),
                name="answer_field_once",
            ),
            models.UniqueConstraint(fields=["row", "field"], name="answer_cell_once"),
        )

    def __str__(self) -> str:
        return self.field

    @property
    def place(self) -> str:
        """Where the text stands: `III.3`, or `E1-03:12:need` for a cell."""
        if self.row is None:
            return self.field
        return f"{self.row.table}:{self.row.pk}:{self.field}"


class Change(models.Model):
    """What was changed in a draft, by whom and when; appended to, never changed.

    `proposed_by` is whose proposed wording was accepted; `user` is who accepted it.
    """

    belongs_to = "draft"
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    place = models.CharField(max_length=120)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = "zmiana"
        verbose_name_plural = "zmiany"
        ordering = ("-pk",)
        indexes = (models.Index(fields=["draft", "place"]),)

    def __str__(self) -> str:
        return f"{self.place} v{self.version}"


class Thread(models.Model):
    """Comments on a place of a draft; with `proposed`, a wording for the owner to take or not.

    A place is a field, a table, a row (`needs:12`), a cell, or a section (`@III`). `side` is whose
    it is: the other side of a draft that two sides read never sees it. `value` is what stood at the
    place when the thread was opened, `last_change` the newest change of the draft then.
    """

    belongs_to = "draft"

    class State(models.TextChoices):
        """Open, or done; of a proposal, taken or turned down."""

        OPEN = "open", "otwarta"
        RESOLVED = "resolved", "załatwiona"
        ACCEPTED = "accepted", "propozycja przyjęta"
        REJECTED = "rejected", "propozycja odrzucona"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="threads")
    place = models.CharField(max_length=120)
    side = models.CharField(max_length=40)
    state = models.CharField("stan", max_length=10, choices=State, default=State.OPEN)
    value = models.TextField(blank=True)
    last_change = models.PositiveBigIntegerField(default=0)
    proposed = models.TextField("proponowany tekst", null=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "uwaga"
        verbose_name_plural = "uwagi"
        ordering = ("pk",)
        indexes = (models.Index(fields=["draft", "side", "state"]),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(proposed__isnull=False)
                | ~models.Q(state__in=("accepted", "rejected")),
                name="thread_accepted_is_a_proposal",
                violation_error_message="Przyjąć lub odrzucić można tylko propozycję.",
            ),
        )

    def __str__(self) -> str:
        return f"uwaga: {self.place}"

    @property
    def is_proposal(self) -> bool:
        """Whether a wording is proposed."""
        return self.proposed is not None

    @property
    def item(self) -> str:
        """The field or the table that the place belongs to; of a section its own place."""
        return self.place.partition(":")[0]


class Comment(models.Model):
    """What somebody said in a thread, in which role; their own words they may change or remove."""

    belongs_to = "thread"
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=40)
    text = models.TextField("treść uwagi", max_length=4000, blank=True)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "wypowiedź"
        verbose_name_plural = "wypowiedzi"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:60]}"


class CommentTrace(models.Model):
    """What a comment said before it was changed or removed; appended to, never changed."""

    belongs_to = "comment"
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="traces")
    old = models.TextField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = "ślad zmiany uwagi"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.at:%Y-%m-%d %H:%M}"


class Unread(models.Model):
    """Comments that somebody has not looked at; one letter tells of all of them."""

    belongs_to = "draft"
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "nieprzeczytane uwagi"
        constraints = (
            models.UniqueConstraint(fields=["draft", "user", "side"], name="unread_once"),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.count}"


class Presence(models.Model):
    """Who has a draft open, at which place; counts until `until`, is no record of anything."""

    belongs_to = "draft"
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=40)
    place = models.CharField(max_length=120, blank=True)
    is_writing = models.BooleanField(default=False)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "obecność"
        verbose_name_plural = "obecności"
        constraints = (models.UniqueConstraint(fields=["draft", "user"], name="presence_once"),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.place}"


class TypedRow(models.Model):
    """A row whose cells are columns of a room's table; each cell has its own version."""

    belongs_to = "draft"
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveIntegerField()
    versions = models.JSONField(default=dict)

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def version_of(self, cell: str) -> int:
        """Return the version of a cell; 0 while nobody has written it."""
        return int(self.versions.get(cell, 0))

    def cells_version(self) -> int:
        """Return the sum of the cells' versions: it grows with every save in the row."""
        return sum(int(version) for version in self.versions.values())

    def column(self, cell: str) -> "models.Field[Any, Any]":
        """Return the column that holds a cell."""
        column: models.Field[Any, Any] = self._meta.get_field(cell)  # type: ignore[assignment]  # cells are columns
        return column

    def text_of(self, cell: str) -> str:
        """Return a cell as the text that a form shows and history keeps; of a key, its number."""
        value: Any = getattr(self, self.column(cell).attname)
        if value is None:
            return ""
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        if isinstance(value, Decimal):
            return f"{value:f}"
        return str(value)
