"""Forms of the plan of work."""

from django import forms

NO_DAY = "Podaj pierwszy dzień planu."


class TypicalPlanForm(forms.Form):
    """The first day of a typical plan."""

    first_day = forms.DateField(
        label="Pierwszy dzień planu",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Od tego dnia portal rozłoży typowe działania. Każde możesz potem zmienić.",
        error_messages={"required": NO_DAY, "invalid": "Podaj dzień, miesiąc i rok."},
    )
