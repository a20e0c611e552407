"""How many rows belong to each row of a list, asked for the rows that are shown."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def number_of(rows: QuerySet[Any], of: str) -> Coalesce:
    """Return the number of `rows` whose column `of` is the outer row, as an annotation.

    A join would make the database group the whole list before it shows a page of it, and two joins
    would multiply each other; a subquery is asked for the page's rows alone.
    """
    own = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    found = own.annotate(found=Count("pk", distinct=True)).values("found")
    return Coalesce(Subquery(found), 0, output_field=IntegerField())
