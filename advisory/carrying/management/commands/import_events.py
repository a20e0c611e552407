"""`manage.py import_events FILE --programme CODE`: add a list of events."""

import argparse
from typing import Any

from advisory.carrying.importing import Carried, import_events
from advisory.carrying.management.listing import ListCommand
from advisory.programmes.models import Programme
from mkus_portal.act import Act


class Command(ListCommand):
    """Adds every row, or none."""

    help = "Dopisuje do programu wydarzenia z pliku CSV albo XLSX."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take also whether events whose code exists get the new words."""
        super().add_arguments(parser)
        parser.add_argument("--replace", action="store_true", help="zmień wydarzenia o tych kodach")

    def carry(self, act: Act, programme: Programme, text: str, **options: Any) -> Carried:
        """Add them."""
        return import_events(act, programme, text, replace=options["replace"])
