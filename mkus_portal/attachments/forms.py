"""The field of a form that takes files: those chosen now, and those received a moment ago."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from mkus_portal.act import Act
from mkus_portal.attachments.actions import Received, receive
from mkus_portal.attachments.formats import extensions
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.registry import AttachmentKind, attachment_kind

KEPT = "-przyjete"
Sent = Mapping[str, Any]
MANY = 100
LONG_KEY = 19  # digits that no key of ours has


@dataclass(frozen=True, slots=True)
class Picked:
    """What the form brings: files, and the keys of those that were received before."""

    uploads: "list[UploadedFile[bytes]]"
    kept: list[str]

    def __bool__(self) -> bool:
        """Whether it brings anything."""
        return bool(self.uploads or self.kept)


class FilesInput(forms.Widget):
    """A choice of files; those received before stand above it, each with a box to leave it out."""

    needs_multipart_form = True
    kind: AttachmentKind
    limit: int = 1

    def value_from_datadict(self, data: Sent, files: Sent, name: str) -> Picked:
        """Return everything that was sent under the name."""
        uploads: Any = files.getlist(name) if isinstance(files, MultiValueDict) else []
        kept: Any = data.getlist(name + KEPT) if isinstance(data, MultiValueDict) else []
        return Picked(
            uploads, [one for one in kept[:MANY] if one.isdecimal() and len(one) < LONG_KEY]
        )

    def value_omitted_from_data(self, data: Sent, files: Sent, name: str) -> bool:
        """Return False: a form without a file brings none."""
        return False

    def use_required_attribute(self, initial: object) -> bool:
        """Return False: a file received before is enough."""
        return False

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, Any] | None = None,
        renderer: object = None,
    ) -> SafeString:
        """Show the files received before and the choice of new ones."""
        attributes = self.build_attrs(self.attrs, attrs)
        context = {
            "name": name,
            "kept_name": name + KEPT,
            "kept": value if isinstance(value, list) else [],
            "attrs": {key: text for key, text in attributes.items() if text is not False},
            "accept": ",".join(extensions(self.kind.types)),
            "multiple": self.limit > 1,
        }
        return SafeString(render_to_string("components/_files_input.html", context))


class AttachmentsField(forms.Field):
    """Files of a registered kind; its value is the list of received ones, ready for `attach`.

    The page receives them before the form is asked (`web.intake.FileIntake`), so that a mistake
    elsewhere in the form loses none of them.
    """

    widget = FilesInput
    default_error_messages = {
        "required": "Wybierz plik.",
        "gone": "Przyjęty wcześniej plik już nie czeka. Wybierz go jeszcze raz.",
    }

    def __init__(self, kind: str, *, most: int | None = None, **kwargs: Any) -> None:
        self.kind_name = kind
        self.most = most
        self.received: Received | None = None
        self.waiting: list[Attachment] = []
        self.is_gone = False
        super().__init__(**kwargs)

    @property
    def kind(self) -> AttachmentKind:
        """The kind, from the register: rooms register after their forms are read."""
        return attachment_kind(self.kind_name)

    @property
    def limit(self) -> int:
        """How many files it takes: as many as the kind, unless the form wants fewer."""
        return min(self.most or self.kind.max_count, self.kind.max_count)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Tell the widget its kind, and the person what may be chosen."""
        self.widget.kind = self.kind
        self.widget.limit = self.limit
        self.help_text = self.help_text or self.kind.hint
        return super().get_bound_field(form, field_name)

    def take_in(self, act: Act, form: forms.BaseForm, name: str, obj: models.Model | None) -> None:
        """Receive what was sent; called once by the page. Raises Refused with the reason."""
        picked = FilesInput().value_from_datadict(form.data, form.files, form.add_prefix(name))
        if picked.uploads:
            self.received = receive(act, self.kind_name, picked.uploads, obj)
        else:
            self.received = Received()
        parked = Attachment.objects.parked().filter(kind=self.kind_name, added_by_id=act.user)
        before = list(parked.filter(pk__in=picked.kept).order_by("pk"))
        self.is_gone = len(before) < len(set(picked.kept))
        self.waiting = [*before, *self.received.taken]

    def clean(self, value: Picked) -> list[Attachment]:
        """Return the received files. Raises ValidationError with a sentence for each refused."""
        if self.received is None:
            if value:
                message = "A page with an AttachmentsField stands on FileIntake."
                raise ImproperlyConfigured(message)
            self.received = Received()
        sentences = list(self.received.refusals)
        if self.is_gone:
            sentences.append(str(self.error_messages["gone"]))
        if len(self.waiting) > self.limit:
            sentences.append(f"Można dołączyć najwyżej tyle plików: {self.limit}.")
        if not sentences and self.required and not self.waiting:
            sentences.append(str(self.error_messages["required"]))
        if sentences:
            raise ValidationError([ValidationError(one) for one in sentences])
        return self.waiting

    def bound_data(self, data: object, initial: object) -> list[Attachment]:
        """Return what a form that is shown again shows: the files received so far."""
        return self.waiting

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether it brings a file."""
        return bool(data)
