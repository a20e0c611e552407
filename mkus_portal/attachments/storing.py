"""The files in the storage: random names, their digest, what is read back and what is left over."""

import hashlib
import logging
import secrets
from collections.abc import Iterator
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from mkus_portal.attachments.models import Attachment

FOLDER = "attachments"

logger = logging.getLogger(__name__)


class DamagedFileError(Exception):
    """The stored file is gone or is not the one that was sent."""


def digest_of(content: bytes) -> str:
    """Return SHA-256 in 64 small hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """Keep the file under a name that tells nothing; return the name."""
    word = secrets.token_hex(16)
    return default_storage.save(f"{FOLDER}/{word[:2]}/{word}", ContentFile(content))


def throw_away(name: str) -> None:
    """Delete the file once the transaction has committed; one that stays behind is reported."""
    transaction.on_commit(partial(_delete, name))


def _delete(name: str) -> None:
    try:
        default_storage.delete(name)
    except OSError as error:
        logger.warning("Plik załącznika %s został w magazynie: %s", name, error)


def read_file(attachment: Attachment) -> bytes:
    """Return the file. Raises DamagedFileError when it is gone or its digest differs."""
    try:
        with attachment.file.open("rb") as file:
            content: bytes = file.read()
    except OSError as error:
        raise DamagedFileError(attachment.pk) from error
    if digest_of(content) != attachment.digest:
        raise DamagedFileError(attachment.pk)
    return content


def stored_names() -> Iterator[str]:
    """Yield the names of all stored files of attachments."""
    if not default_storage.exists(FOLDER):
        return
    for folder in sorted(default_storage.listdir(FOLDER)[0]):
        for name in sorted(default_storage.listdir(f"{FOLDER}/{folder}")[1]):
            yield f"{FOLDER}/{folder}/{name}"
