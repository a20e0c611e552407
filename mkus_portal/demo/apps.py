"""The demonstration's place among the apps."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class DemoConfig(AppConfig):
    """Stops a production portal; the demonstration's doors are in the banner of every page."""

    name = "mkus_portal.demo"
    verbose_name = "demonstracja"

    def ready(self) -> None:
        """Raise ImproperlyConfigured in production."""
        if settings.PRODUCTION:
            message = "Demonstracja jest w produkcji zabroniona."
            raise ImproperlyConfigured(message)
