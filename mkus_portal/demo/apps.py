"""What the demonstration registers when the portal starts."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class DemoConfig(AppConfig):
    """Registers the mailbox and the clock; stops a production portal."""

    name = "mkus_portal.demo"
    verbose_name = "demonstracja"

    def ready(self) -> None:
        """Register the doors. Raises ImproperlyConfigured in production."""
        if settings.PRODUCTION:
            message = "Demonstracja jest w produkcji zabroniona."
            raise ImproperlyConfigured(message)
        from mkus_portal.web import navigation

        navigation.register(
            navigation.Entry("Poczta demo", "demo-mailbox", lambda act: True, order=95),
            navigation.Entry(
                "Zegar demo", "demo-clock", lambda act: act.holds("operator"), order=96
            ),
        )
