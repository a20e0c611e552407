"""Rows that are saved on the version that somebody saw, never over another person's save."""

from typing import Any

from django import forms
from django.db import models


class Overtaken(Exception):  # noqa: N818 - somebody else's success, not an error
    """Somebody was faster: what the page showed is no longer so."""


class Versioned(models.Model):
    """A row whose forms remember the version on which they were opened."""

    edit_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def step(self, based_on: int | None) -> None:
        """Go on to the next version of a locked row. Raises Overtaken when it is not the one seen.

        `based_on` is None where nobody looked at a form: a command, the demo, a later step.
        """
        if based_on is not None and based_on != self.edit_version:
            raise Overtaken
        self.edit_version += 1


class VersionedForm(forms.ModelForm[Any]):
    """A form of a `Versioned` row that remembers on which version it was opened."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["based_on"] = self.instance.edit_version

    def base_on(self, row: Versioned) -> None:
        """Let the next save be based on the version that stands now."""
        posted: Any = self.data
        self.data = posted.copy()
        self.data[self.add_prefix("based_on")] = str(row.edit_version)  # type: ignore[index]  # a QueryDict
