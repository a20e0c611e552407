"""Drafts of long forms: texts with versions, rows, and every change with who and when."""

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
    """What was changed in a draft, by whom and when; appended to, never changed."""

    belongs_to = "draft"
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    place = models.CharField(max_length=120)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    user = models.ForeignKey(
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
