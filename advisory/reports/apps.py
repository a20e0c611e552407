"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.reports"
    verbose_name = "raporty programu"

    def ready(self) -> None:
        """Register the month's document and its door."""
        from advisory.reports.documents import ADVISER_MONTH
        from advisory.reports.panels import DOORS
        from advisory.reports.programme import PROGRAMME_REPORT
        from mkus_portal.documents import registry
        from mkus_portal.web import navigation, panels

        registry.register(ADVISER_MONTH, PROGRAMME_REPORT)
        panels.register(DOORS)
        navigation.register(
            navigation.Entry("Mój miesiąc", "own-month", lambda act: act.holds("adviser"), order=64)
        )
