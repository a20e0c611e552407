"""Pages of a list whose rows are counted no further than anybody turns pages."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator[Any]):
    """The first ten thousand rows by pages; `is_more` says that the list goes on.

    Counting hundreds of thousands of rows costs more than showing fifty of them. What lies further
    is reached by sorting, by the filters and in the file.
    """

    @cached_property
    def count(self) -> int:
        """Return how many rows the pages show."""
        return min(self._counted, MOST_COUNTED)

    @property
    def is_more(self) -> bool:
        """Whether the list has more rows than the pages show."""
        return self._counted > MOST_COUNTED

    @cached_property
    def _counted(self) -> int:
        rows = getattr(getattr(self.object_list, "data", None), "data", None)
        if isinstance(rows, QuerySet):
            return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
        return len(self.object_list)
