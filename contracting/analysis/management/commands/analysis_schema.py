"""`manage.py analysis_schema`: the JSON Schema of files made with the method of the day."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from contracting.analysis.carrying.schema import schema_of
from contracting.analysis.method import method_on
from mkus_portal import act as portal


class Command(BaseCommand):
    """Writes the schema to the screen or to a file (docs/mkus-analysis-1.schema.json)."""

    help = "Drukuje schemat JSON plików mkus-analysis/1."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take a file, if wanted."""
        parser.add_argument("--output", type=Path, help="plik; bez niego wynik idzie na ekran")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        schema = schema_of(method_on(portal.now().date()))
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        if options["output"]:
            options["output"].write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")
