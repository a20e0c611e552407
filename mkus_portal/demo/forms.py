"""Words of the demo's forms."""

from django import forms

from mkus_portal.demo.clock import LONGEST_WAY


class MoveClock(forms.Form):
    """By how many days the portal's time moves."""

    days = forms.IntegerField(
        label="O ile dni przesunąć czas portalu",
        min_value=-LONGEST_WAY,
        max_value=LONGEST_WAY,
        initial=1,
        help_text="Liczba ujemna cofa czas. Nowe przesunięcie dodaje się do obecnego.",
    )
