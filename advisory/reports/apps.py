"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.reports"
    verbose_name = "raporty doradców"
