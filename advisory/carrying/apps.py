"""What this room registers when the portal starts."""

from django.apps import AppConfig


class CarryingConfig(AppConfig):
    """Brings a programme's records in and takes them out; keeps nothing of its own."""

    name = "advisory.carrying"
    verbose_name = "przenoszenie danych programu"

    def ready(self) -> None:
        """Register the panel of the programme's page."""
        from advisory.carrying.panels import CARRYING
        from mkus_portal.web import panels

        panels.register(CARRYING)
