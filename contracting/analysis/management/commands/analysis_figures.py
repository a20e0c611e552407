"""`manage.py analysis_figures ID`: the figures of both efficiencies."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from contracting.analysis.economics import economic_figures
from contracting.analysis.management.finding import analysis_of
from contracting.analysis.socials import social_of


class Command(BaseCommand):
    """Prints them with the keys of the method (mkus.md 4.4, 5.4)."""

    help = "Drukuje wyniki efektywności ekonomicznej i społecznej analizy."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the analysis's number and the form of the output."""
        parser.add_argument("id", type=int, help="numer analizy")
        parser.add_argument("--format", choices=("json", "text"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them."""
        analysis = analysis_of(options["id"])
        social = social_of(analysis)
        figures = {
            "economic": economic_figures(analysis).rounded(),
            "social": social.rounded() if social else None,
        }
        if options["format"] == "json":
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1))
            return
        for part, found in figures.items():
            for key, value in (found or {}).items():
                self.stdout.write(f"{part}.{key}: {value}")
