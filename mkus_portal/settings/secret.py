"""The secret key of an embedded portal: made on the first run, kept in the data folder."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def load_or_make_secret(path: Path) -> str:
    """Return the key kept at `path`; make it (readable by the owner only) when there is none.

    Raises ImproperlyConfigured when the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(get_random_secret_key())
        return path.read_text().strip()
    except OSError as error:
        message = f"Nie mogę zapisać klucza w folderze danych {path.parent}: {error.strerror}."
        raise ImproperlyConfigured(message) from error
