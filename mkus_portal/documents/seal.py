"""The portal's seal: a detached Ed25519 signature of a file's digest."""

import base64
import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def seal(file_digest: str) -> str:
    """Return the signature, in base64, of the digest's 64 ASCII characters."""
    return base64.b64encode(_key(settings.SEAL_KEY_FILE).sign(file_digest.encode())).decode()


def is_sealed(file_digest: str, signature: str) -> bool:
    """Whether the signature is this portal's and belongs to the digest."""
    try:
        raw = base64.b64decode(signature, validate=True)
        _key(settings.SEAL_KEY_FILE).public_key().verify(raw, file_digest.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


@cache
def _key(path: Path) -> Ed25519PrivateKey:
    """Return the key kept at `path`; outside production it is made on the first use.

    Raises ImproperlyConfigured when the file is missing in production or holds another key.
    """
    if not path.exists() and not settings.PRODUCTION:
        _make(path)
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        message = f"Nie mogę odczytać klucza pieczęci z pliku {path}."
        raise ImproperlyConfigured(message) from error
    if not isinstance(key, Ed25519PrivateKey):
        message = f"Klucz pieczęci w pliku {path} nie jest kluczem Ed25519."
        raise ImproperlyConfigured(message)
    return key


def _make(path: Path) -> None:
    """Write a new key, readable by the owner only; two workers at once end with one key."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(pem)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
