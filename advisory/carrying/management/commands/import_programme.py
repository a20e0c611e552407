"""`manage.py import_programme FOLDER --code CODE`: make a programme from its six lists."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisory.carrying.importing import CarryingError, import_programme
from advisory.carrying.sheets import SHEETS
from mkus_portal import act as portal
from mkus_portal.act import Act


class Command(BaseCommand):
    """Imports the whole programme, or nothing of it."""

    help = "Wczytuje program wsparcia z sześciu plików CSV (units.csv, advisers.csv …)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the folder, the programme's code and name, and whether it may be replaced."""
        parser.add_argument("folder", type=Path, help="katalog z plikami")
        parser.add_argument("--code", required=True, help="kod programu")
        parser.add_argument("--name", default="", help="nazwa programu; bez niej: kod")
        parser.add_argument("--replace", action="store_true", help="zastąp program o tym kodzie")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import it. Raises CommandError naming the places of all faults."""
        folder: Path = options["folder"]
        try:
            files = {
                sheet.name: (folder / sheet.file_name).read_text(encoding="utf-8")
                for sheet in SHEETS
            }
        except (OSError, UnicodeDecodeError) as error:
            message = f"Nie mogę przeczytać pliku: {error}"
            raise CommandError(message) from error
        act = Act.system(portal.now())
        try:
            carried = import_programme(
                act, files, options["code"], name=options["name"], replace=options["replace"]
            )
        except CarryingError as error:
            raise CommandError(str(error)) from error
        for warning in carried.warnings:
            self.stderr.write(f"Uwaga: {warning}")
        counts = ", ".join(f"{name}: {count}" for name, count in carried.counts.items())
        self.stdout.write(f"Wczytano program {carried.programme.code} ({counts}).")
