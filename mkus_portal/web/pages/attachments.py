"""Pages of files that people sent: taking one, adding, replacing, removing."""

import logging
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from mkus_portal.attachments import actions
from mkus_portal.attachments.forms import AttachmentsField
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.permissions import may_read, may_remove, may_replace, may_see
from mkus_portal.attachments.registry import AttachmentKind, attachment_kind
from mkus_portal.attachments.storing import DamagedFileError, read_file
from mkus_portal.web.intake import FileIntake
from mkus_portal.web.permission import public, signed_in
from mkus_portal.web.views import Page, TemplatePage
from mkus_portal.workflow.engine import MoveRefused

logger = logging.getLogger(__name__)
SEALED_OFF = "default-src 'none'; sandbox"


class AttachmentMixin(Page):
    """A page about one file: the kind's `may_see` opens it.

    Whoever may not see it finds nothing (404); its sender and their office or organisation learn
    the reason (403).
    """

    def get_attachment(self) -> Attachment:
        """Return the file of the address. Raises Http404 or PermissionDenied."""
        attachment = get_object_or_404(Attachment, pk=self.kwargs["pk"])
        verdict = may_see(self.act, attachment)
        if not verdict:
            own = Attachment.objects.visible_to(self.act).filter(pk=attachment.pk)
            if attachment.object_id is not None and own.exists():
                raise PermissionDenied(verdict.reason)
            raise Http404
        return attachment


class AttachmentFile(AttachmentMixin):
    """The file itself, to be saved, never to be shown by the browser."""

    permission = public

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Send the file as it was sent to us. Raises Http404 once it was removed or condemned."""
        attachment = self.get_attachment()
        if not attachment.is_kept:
            raise Http404
        self.insist(may_read(self.act, attachment))
        return send_attachment(request, attachment)


def send_attachment(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    """Send a file that the reader may have; who may is asked before."""
    try:
        content = read_file(attachment)
    except DamagedFileError:
        logger.exception("Plik załącznika %s jest uszkodzony", attachment.pk)
        context = {"attachment": attachment}
        return render(request, "mkus_portal/attachments/file_damaged.html", context, status=500)
    headers = {
        "Content-Disposition": content_disposition_header(True, attachment.name) or "attachment",
        "Content-Security-Policy": SEALED_OFF,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    content_type = attachment.format.content_type
    return HttpResponse(content, content_type=content_type, headers=headers)


class FilesForm(forms.Form):
    """Files of a kind and nothing else."""

    def __init__(self, *args: Any, kind: AttachmentKind, most: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = "Plik" if most == 1 else "Pliki"
        self.fields["files"] = AttachmentsField(kind.name, most=most, label=label)


class FilesPage(FileIntake):
    """A form with files for an object that exists."""

    permission = signed_in
    form_class = FilesForm
    template_name = "mkus_portal/attachments/attachment_form.html"
    most: int | None = None
    kind: AttachmentKind
    object: models.Model

    def load(self) -> None:
        """Find the kind and the object of the address; ask whether it may be done."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to whoever may send it."""
        self.load()
        return super().get(request, *args, **kwargs)

    def files_for(self) -> models.Model:
        """Return the object."""
        return self.object

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which kind it is about."""
        return {**super().get_form_kwargs(), "kind": self.kind, "most": self.most}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the object and the way back."""
        about = {"kind": self.kind, "obj": self.object, "back": self.kind.page(self.object)}
        return super().get_context_data(**{**kwargs, **about})


class AttachmentAdd(FilesPage):
    """Adds files to an object: each is taken or refused on its own."""

    success_message = "Pliki dodane."

    def load(self) -> None:
        """Find the object among those whose files may be seen. Raises Http404, PermissionDenied."""
        try:
            self.kind = attachment_kind(self.kwargs["kind"])
        except KeyError:
            raise Http404 from None
        rows = self.kind.model._base_manager.all()  # noqa: SLF001 - Django's own
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not self.kind.may_see(self.act, self.object):
            raise Http404
        self.insist(self.kind.may_add(self.act, self.object))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Attach what was taken; with a refusal among them show the form again."""
        self.load()
        form = self.get_form()
        field = cast("AttachmentsField", form.fields["files"])
        is_valid = form.is_valid()
        try:
            actions.attach(self.act, self.object, field.waiting)
        except MoveRefused as refusal:
            form.add_error("files", refusal.verdict.reason)
            return self.again(form)
        if is_valid:
            return self.done(self.kind.page(self.object))
        if field.waiting:
            names = ", ".join(one.name for one in field.waiting)
            messages.success(request, f"Dodane: {names}.")
            field.waiting = []
        return self.again(form)


class AttachmentReplace(AttachmentMixin, FilesPage):
    """Puts a new file in the place of an old one, which stays in the history."""

    success_message = "Plik zastąpiony. Poprzedni jest w historii."
    most = 1
    attachment: Attachment

    def load(self) -> None:
        """Find the file. Raises Http404, PermissionDenied."""
        self.attachment = self.get_attachment()
        obj: Any = self.attachment.obj
        self.kind, self.object = self.attachment.attachment_kind, obj
        self.insist(may_replace(self.act, self.attachment))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Replace it, or show the form again with the reason."""
        self.load()
        form = self.get_form()
        if not form.is_valid():
            return self.again(form)
        (new,) = form.cleaned_data["files"]
        actions.replace(self.act, self.attachment, new)
        return self.done(self.kind.page(self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the old file."""
        return super().get_context_data(attachment=self.attachment, **kwargs)


class AttachmentRemove(AttachmentMixin, TemplatePage):
    """Asks, then deletes a file; its row stays as a trace."""

    permission = signed_in
    template_name = "mkus_portal/attachments/attachment_remove.html"
    attachment: Attachment

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask the question."""
        self.attachment = self.get_attachment()
        self.insist(may_remove(self.act, self.attachment))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove it and go back to the page on which it stood."""
        self.attachment = self.get_attachment()
        back = self.attachment.attachment_kind.page(self.attachment.obj)
        actions.remove(self.act, self.attachment)
        messages.success(request, f"Plik „{self.attachment.name}” usunięty.")
        return HttpResponseRedirect(back)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file, what removing means, and the way back."""
        back = self.attachment.attachment_kind.page(self.attachment.obj)
        consequences = [
            "Pliku nie da się odzyskać.",
            "Zostanie wpis: nazwa i skrót pliku, kto i kiedy go dodał oraz usunął.",
        ]
        return super().get_context_data(
            attachment=self.attachment, back=back, consequences=consequences, **kwargs
        )
