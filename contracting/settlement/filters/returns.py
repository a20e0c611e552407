"""What the ledger of returns can be narrowed by."""

import django_filters

from contracting.settlement.filters.words import OfContract
from contracting.settlement.models import GrantReturn, Ground


class ReturnFilter(OfContract):
    """State, ground, and words of the contract."""

    state = django_filters.ChoiceFilter(label="Stan", choices=GrantReturn.State.choices)
    ground = django_filters.ChoiceFilter(label="Podstawa", choices=Ground.choices)

    class Meta:
        model = GrantReturn
        fields = ("state", "ground", "text")
