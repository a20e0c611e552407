"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.profiles"
    verbose_name = "strony programu"

    def ready(self) -> None:
        """Register moves, kinds of files, the letter and panels."""
        from advisory.profiles import files, letters, panels, procedure
        from mkus_portal.attachments import registry as attachments
        from mkus_portal.notifications import messages
        from mkus_portal.web import panels as pages
        from mkus_portal.workflow import engine

        engine.register(procedure.PROFILE)
        engine.register(procedure.NEWS)
        engine.register(procedure.PRESS)
        attachments.register(*files.PROFILE_FILES)
        messages.register(letters.NEWS)
        pages.register(panels.PROFILE, panels.NEWS, panels.HOME)
