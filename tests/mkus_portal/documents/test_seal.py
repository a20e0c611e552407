"""The seal belongs to one digest and one key."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from mkus_portal.documents import seal

DIGEST = "ab" * 32


def test_seal_is_valid_for_its_digest_only():
    signature = seal.seal(DIGEST)
    assert seal.is_sealed(DIGEST, signature)
    assert not seal.is_sealed("cd" * 32, signature)
    assert not seal.is_sealed(DIGEST, "to nie pieczęć")


def test_key_is_made_once_and_read_by_its_owner_only(settings):
    first = seal.seal(DIGEST)
    seal._key.cache_clear()
    assert seal.seal(DIGEST) == first
    assert stat.S_IMODE(settings.SEAL_KEY_FILE.stat().st_mode) == 0o600
    assert list(settings.SEAL_KEY_FILE.parent.glob("seal.pem*")) == [settings.SEAL_KEY_FILE]


def test_production_makes_no_key(settings):
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match=r"seal\.pem"):
        seal.seal(DIGEST)
    assert not settings.SEAL_KEY_FILE.exists()


def test_another_file_is_not_a_key(settings):
    settings.SEAL_KEY_FILE.write_text("to nie klucz")
    with pytest.raises(ImproperlyConfigured, match="klucza pieczęci"):
        seal.seal(DIGEST)
