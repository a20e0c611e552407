"""Files that a page makes and sends to be kept: their names, their answers."""

from django.http import HttpResponse
from django.utils.text import slugify

from mkus_portal.documents.word import CONTENT_TYPE as WORD
from mkus_portal.folding import folded

NAME_LENGTH = 80


def plain_name(words: str) -> str:
    """Return the words as the name of a file: plain small letters (ł = l) with hyphens."""
    return slugify(folded(words[:NAME_LENGTH]))


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return the answer that sends a file to be kept; `name` is plain, with its suffix."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def word_download(content: bytes, words: str) -> HttpResponse:
    """Return the answer that sends a text document (DOCX), named by the words."""
    return download(content, f"{plain_name(words)}.docx", WORD)
