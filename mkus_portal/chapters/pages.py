"""The page that sends a report as a text to go on editing."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from mkus_portal.chapters.values import Paper
from mkus_portal.chapters.word import word_of
from mkus_portal.verdict import Verdict
from mkus_portal.web.downloads import word_download
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ObjectMixin

M = TypeVar("M", bound=Model)


class WordPage(ObjectMixin[M]):
    """A report as DOCX, for whoever may have it as PDF."""

    permission = signed_in

    def may_have(self, found: M) -> Verdict:
        """Whether the act may have the PDF."""
        raise NotImplementedError

    def text_of(self, found: M) -> tuple[Paper, datetime, str]:
        """Return the content, the instant that its file bears, the words of its name.

        Raises Http404 for what the address names and there is none of.
        """
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it."""
        found = self.get_object()
        self.insist(self.may_have(found))
        paper, at, name = self.text_of(found)
        return word_download(word_of(paper, at), name)
