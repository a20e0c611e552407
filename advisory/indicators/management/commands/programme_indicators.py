"""`manage.py programme_indicators CODE --format json`: print what a programme comes to."""

import argparse
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisory.indicators.figures import figures_of
from advisory.indicators.printing import keyed
from advisory.programmes.models import Programme


def day(text: str) -> date:
    """Read a day as ISO writes it. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = "podaj dzień jako rrrr-mm-dd"
        raise argparse.ArgumentTypeError(message) from error


class Command(BaseCommand):
    """Prints the figures."""

    help = "Drukuje wskaźniki programu wsparcia."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the programme's code, the format, and the day."""
        parser.add_argument("code", help="kod programu")
        parser.add_argument("--format", choices=("json", "text"), default="text")
        parser.add_argument("--until", type=day, help="stan na dzień, np. 2014-06-30")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them. Raises CommandError for a code that no programme has."""
        programme = Programme.objects.filter(code=options["code"]).first()
        if programme is None:
            message = f"Nie ma programu o kodzie „{options['code']}”."
            raise CommandError(message)
        said = keyed(figures_of(programme, options["until"]))
        if options["format"] == "json":
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
            return
        for name, value in said.items():
            parts = value.items() if isinstance(value, dict) else ()
            self.stdout.write(f"{name}: {'' if parts else value}".rstrip())
            for part, number in parts:
                self.stdout.write(f"  {part}: {number}")
