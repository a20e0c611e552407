"""What allauth asks of us."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest

from mkus_portal.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Takes the name from the registration form; the e-mail address is kept in small letters."""

    def save_user(
        self,
        request: HttpRequest,
        user: User,
        form: forms.Form,
        commit: bool = True,  # noqa: FBT001, FBT002 - allauth's signature
    ) -> User:
        """Save the person with the name they gave."""
        user.full_name = form.cleaned_data["full_name"]
        saved: User = super().save_user(request, user, form, commit)
        return saved
