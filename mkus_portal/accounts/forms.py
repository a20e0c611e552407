"""Words of the registration form."""

from django import forms
from django.http import HttpRequest

from mkus_portal.accounts.models import User


class SignupName(forms.Form):
    """The name beside the e-mail address and the password."""

    full_name = forms.CharField(
        label="Imię i nazwisko",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="Tak będziemy Cię podpisywać w historii spraw.",
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Nothing beyond what the adapter saves; allauth asks for the method."""
