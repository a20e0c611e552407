"""A document's page and file, and the public check of a digest."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render

from mkus_portal.documents import check
from mkus_portal.documents.actions import DamagedFileError, read_file
from mkus_portal.documents.digest import read_digest
from mkus_portal.documents.models import Document
from mkus_portal.documents.permissions import may_read
from mkus_portal.web.downloads import plain_name
from mkus_portal.web.permission import public
from mkus_portal.web.views import Page, TemplatePage

logger = logging.getLogger(__name__)


class ReadableDocument(Page):
    """A page about one document: the kind's `may_read` opens it.

    Whoever may not read finds nothing (404); the one whose document it is learns the reason (403).
    """

    permission = public

    def get_object(self) -> Document:
        """Return the document of the address. Raises Http404 or PermissionDenied."""
        document = get_object_or_404(Document, pk=self.kwargs["pk"])
        verdict = may_read(self.act, document)
        if not verdict:
            if Document.objects.visible_to(self.act).filter(pk=document.pk).exists():
                raise PermissionDenied(verdict.reason)
            raise Http404
        return document


class DocumentDetail(ReadableDocument, TemplatePage):
    """The document on its way, or done with its digests and its file."""

    template_name = "mkus_portal/documents/document_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; htmx gets the moving part alone, or nothing (204) while nothing moved."""
        document = self.get_object()
        if not self.request.htmx:
            return self.render_to_response(self.get_context_data(document=document))
        if request.GET.get("widziano") == document.progress:
            return HttpResponse(status=204)
        return render(
            request, "mkus_portal/documents/_document_progress.html", {"document": document}
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the object's page, where it has one."""
        page = getattr(kwargs["document"].obj, "get_absolute_url", None)
        return super().get_context_data(about_url=page() if page else "", act=self.act, **kwargs)


class DocumentFile(ReadableDocument):
    """The file itself; its digest is its ETag."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Send the file as it was sealed. Raises Http404 while there is none."""
        return send_document(request, self.get_object())


def send_document(request: HttpRequest, document: Document) -> HttpResponse:
    """Answer with the document's file, once somebody has asked who may have it.

    Raises Http404 while there is none; a damaged file is said so (500).
    """
    if not document.is_done:
        raise Http404
    headers = {"ETag": f'"{document.file_digest}"', "Cache-Control": "private, no-cache"}
    if document.file_digest in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    try:
        content = read_file(document)
    except DamagedFileError:
        logger.exception("Plik dokumentu %s jest uszkodzony", document.number)
        context = {"document": document}
        return render(request, "mkus_portal/documents/file_damaged.html", context, status=500)
    number = plain_name(document.number.replace("/", " "))
    file_name = f"{plain_name(document.title)}-{number}.pdf"
    headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return HttpResponse(content, content_type="application/pdf", headers=headers)


class Check(TemplatePage):
    """Anybody asks whether a digest belongs to something that the portal made."""

    permission = public
    template_name = "mkus_portal/documents/check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was asked and what was found."""
        asked = self.request.GET.get("skrot", "").strip()[:300]
        return super().get_context_data(
            asked=asked,
            is_digest=read_digest(asked) is not None,
            result=check.find(asked),
            **kwargs,
        )
