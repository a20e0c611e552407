"""`check_documents`: read every stored file again and compare it with its digest and its seal."""

from django.core.management.base import BaseCommand, CommandError

from mkus_portal.documents.actions import DamagedFileError, read_file
from mkus_portal.documents.models import Document
from mkus_portal.documents.seal import is_sealed


class Command(BaseCommand):
    """Names the damaged documents; ends with an error when there is one."""

    help = "Sprawdza wszystkie gotowe dokumenty: czy plik jest, czy się nie zmienił i ma pieczęć."

    def handle(self, *args: object, **options: object) -> None:
        """Check one document at a time. Raises CommandError with the number of bad ones."""
        done = Document.objects.filter(state=Document.State.DONE).order_by("pk")
        bad = 0
        for document in done.iterator():
            reason = self._fault(document)
            if reason:
                bad += 1
                self.stdout.write(f"{document.number}: {reason}")
        if bad:
            message = f"Dokumenty do wyjaśnienia: {bad}."
            raise CommandError(message)
        self.stdout.write("Wszystkie dokumenty są całe i opieczętowane.")

    def _fault(self, document: Document) -> str:
        try:
            read_file(document)
        except DamagedFileError:
            return "pliku nie ma albo zmienił się po opieczętowaniu"
        if not is_sealed(document.file_digest, document.seal):
            return "pieczęć nie pasuje do obecnego klucza portalu"
        return ""
