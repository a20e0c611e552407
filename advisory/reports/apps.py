"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.reports"
    verbose_name = "raporty programu"

    def ready(self) -> None:
        """Register documents, letters, procedures and panels."""
        from advisory.reports.documents import ADVISER_MONTH
        from advisory.reports.letters import UNIT_REPORT_READY
        from advisory.reports.panels import DOORS, UNIT_REPORTS
        from advisory.reports.procedure import PROGRAMME_REPORT as PROGRAMME_PROCEDURE
        from advisory.reports.procedure import UNIT_REPORT as UNIT_PROCEDURE
        from advisory.reports.programme import PROGRAMME_REPORT
        from advisory.reports.unit import UNIT_REPORT_DOCUMENT
        from mkus_portal.documents import registry
        from mkus_portal.notifications import messages
        from mkus_portal.web import navigation, panels
        from mkus_portal.workflow import engine

        registry.register(ADVISER_MONTH, PROGRAMME_REPORT, UNIT_REPORT_DOCUMENT)
        messages.register(UNIT_REPORT_READY)
        for procedure in (PROGRAMME_PROCEDURE, UNIT_PROCEDURE):
            engine.register(procedure)
        panels.register(DOORS, UNIT_REPORTS)
        navigation.register(
            navigation.Entry("Mój miesiąc", "own-month", lambda act: act.holds("adviser"), order=64)
        )
