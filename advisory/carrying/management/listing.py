"""What the commands that add a list to a programme share."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisory.carrying.importing import Carried, CarryingError
from advisory.programmes.models import Programme
from mkus_portal import act as portal
from mkus_portal.act import Act
from mkus_portal.spreadsheets import Unreadable, text_of_file


class ListCommand(BaseCommand):
    """Reads a CSV or XLSX file and adds its rows to a programme: all or nothing."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the file and the programme's code."""
        parser.add_argument("file", type=Path, help="plik CSV albo XLSX")
        parser.add_argument("--programme", required=True, help="kod programu")

    def carry(self, act: Act, programme: Programme, text: str, **options: Any) -> Carried:
        """Call the action. Raises CarryingError."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Import it. Raises CommandError naming the places of all faults."""
        programme = Programme.objects.filter(code=options["programme"]).first()
        if programme is None:
            message = f"Nie ma programu o kodzie „{options['programme']}”."
            raise CommandError(message)
        try:
            text = text_of_file(options["file"].read_bytes(), lambda row: "subject" in row)
            carried = self.carry(Act.system(portal.now()), programme, text, **options)
        except OSError as error:
            message = f"Nie mogę przeczytać pliku: {error}"
            raise CommandError(message) from error
        except (Unreadable, CarryingError) as error:
            raise CommandError(str(error)) from error
        for warning in carried.warnings:
            self.stderr.write(f"Uwaga: {warning}")
        self.stdout.write(f"Wczytano wierszy: {sum(carried.counts.values())}.")
