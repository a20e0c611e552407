"""Writes the generated pages of docs/; `--check` only says whether they are fresh."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from mkus_portal.web import generated


class Command(BaseCommand):
    """manage.py build_docs [--check]."""

    help = "Writes docs/workflows.md, docs/permissions.md and docs/law.md from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument("--check", action="store_true", help="only compare, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare. Raises CommandError naming the pages that are stale."""
        folder = Path(settings.BASE_DIR) / "docs"
        stale = []
        for name, text in (
            ("workflows.md", generated.workflows()),
            ("permissions.md", generated.permissions()),
            ("law.md", generated.law()),
        ):
            page = folder / name
            if not page.exists() or page.read_text() != text:
                stale.append(name)
                if not options["check"]:
                    page.write_text(text)
        if stale and options["check"]:
            message = f"Nieaktualne: {', '.join(stale)}. Uruchom: manage.py build_docs"
            raise CommandError(message)
