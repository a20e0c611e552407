"""`check_attachments`: read every stored file again and compare it with its row."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.storing import DamagedFileError, read_file, stored_names


class Command(BaseCommand):
    """Names the damaged files and those without a row; ends with an error when there are any."""

    help = "Sprawdza wszystkie załączniki: czy plik jest, czy się nie zmienił i ma swój wpis."

    def handle(self, *args: object, **options: object) -> None:
        """Check one file at a time. Raises CommandError with the number of bad ones."""
        bad = 0
        for line in (*self._damaged(), *self._left_over()):
            bad += 1
            self.stdout.write(line)
        if bad:
            message = f"Załączniki do wyjaśnienia: {bad}."
            raise CommandError(message)
        kept = Attachment.objects.exclude(file="").count()
        self.stdout.write(f"Wszystkie załączniki są całe. Plików: {kept}.")

    def _damaged(self) -> Iterator[str]:
        for attachment in Attachment.objects.exclude(file="").order_by("pk").iterator():
            try:
                read_file(attachment)
            except DamagedFileError:
                yield (
                    f"załącznik {attachment.pk} („{attachment.name}”):"
                    " pliku nie ma albo zmienił się po dodaniu"
                )

    def _left_over(self) -> Iterator[str]:
        known = set(Attachment.objects.exclude(file="").values_list("file", flat=True))
        for name in stored_names():
            if name not in known:
                yield f"plik {name}: nie ma swojego wpisu"
