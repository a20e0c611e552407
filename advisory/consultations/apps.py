"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.consultations"
    verbose_name = "konsultacje"
