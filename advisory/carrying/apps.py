"""What this room registers when the portal starts."""

from django.apps import AppConfig


class CarryingConfig(AppConfig):
    """Brings a programme's records in and takes them out; keeps nothing of its own."""

    name = "advisory.carrying"
    verbose_name = "przenoszenie danych programu"
