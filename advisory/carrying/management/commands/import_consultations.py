"""`manage.py import_consultations FILE --programme CODE`: add a list of consultations."""

from typing import Any

from advisory.carrying.importing import Carried, import_consultations
from advisory.carrying.management.listing import ListCommand
from advisory.programmes.models import Programme
from mkus_portal.act import Act


class Command(ListCommand):
    """Adds every row, or none."""

    help = "Dopisuje do programu konsultacje z pliku CSV albo XLSX."

    def carry(self, act: Act, programme: Programme, text: str, **options: Any) -> Carried:
        """Add them."""
        return import_consultations(act, programme, text)
