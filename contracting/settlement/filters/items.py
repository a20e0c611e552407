"""What the ledger can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from contracting.settlement.models import ExpenseDocument
from contracting.settlement.numbers import folded_number

PAID = (("tak", "zapłacone"), ("nie", "jeszcze niezapłacone"))


class ExpenseFilter(django_filters.FilterSet):
    """State, paid or not, and words of the number, the issuer or what it is for."""

    state = django_filters.ChoiceFilter(label="Stan", choices=ExpenseDocument.State.choices)
    paid = django_filters.ChoiceFilter(label="Zapłata", choices=PAID, method="paid_or_not")
    text = django_filters.CharFilter(label="Numer, wystawca, NIP lub za co", method="containing")

    class Meta:
        model = ExpenseDocument
        fields = ("state", "paid", "text")

    def paid_or_not(
        self, rows: QuerySet[ExpenseDocument], name: str, value: str
    ) -> QuerySet[ExpenseDocument]:
        """Return those with a day of payment, or those without."""
        return rows.filter(paid_on__isnull=value == "nie")

    def containing(
        self, rows: QuerySet[ExpenseDocument], name: str, value: str
    ) -> QuerySet[ExpenseDocument]:
        """Return the expenses with every word."""
        for word in value.split():
            number = folded_number(word)
            wanted: Any = (
                Q(document_number__icontains=word)
                | Q(issuer_name__icontains=word)
                | Q(issuer_nip__startswith=word.replace("-", ""))
                | Q(name__icontains=word)
            )
            rows = rows.filter(wanted | Q(number_folded=number) if number else wanted)
        return rows
