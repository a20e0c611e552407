"""A written report as one value: the same on a page, in print, as DOCX, and kept as JSON."""

from mkus_portal.chapters.keeping import kept, paper_of
from mkus_portal.chapters.values import Paper, Picture, Section, Table
from mkus_portal.chapters.word import word_of

__all__ = ["Paper", "Picture", "Section", "Table", "kept", "paper_of", "word_of"]
