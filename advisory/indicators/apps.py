"""What this room registers when the portal starts."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.indicators"
    verbose_name = "wskaźniki programu"
