"""Who may see a document: whoever its kind lets read the object that it is about."""

from django.db import models

from mkus_portal.act import Act
from mkus_portal.documents.models import Document
from mkus_portal.workflow.verdict import Verdict, refused


def may_read(act: Act, document: Document) -> Verdict:
    """Ask the kind's own permission; an object that is gone shows its documents to nobody."""
    if document.obj is None:
        return refused("Sprawa, której dotyczy dokument, już nie istnieje.")
    return document.document_kind.may_read(act, document.obj)


def documents_of(act: Act, obj: models.Model) -> list[Document]:
    """Return the object's documents that the act may read, newest first; one query."""
    allowed: dict[str, Verdict] = {}
    readable = []
    for document in Document.objects.about(obj):
        kind = document.document_kind
        if kind.code not in allowed:
            allowed[kind.code] = kind.may_read(act, obj)
        if allowed[kind.code]:
            readable.append(document)
    return readable
