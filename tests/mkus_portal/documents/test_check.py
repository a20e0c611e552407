"""The public check finds what the portal made and nothing else."""

import pytest

from mkus_portal.documents import check, seal
from mkus_portal.documents.check import CheckResult
from mkus_portal.documents.digest import in_fours
from mkus_portal.documents.models import Document
from tests.mkus_portal.documents.conftest import AT


def test_content_digest_is_found_also_as_printed(done):
    result = check.find(in_fours(done.content_digest))
    assert (result.label, result.number, result.at) == ("Ogłoszenie próbne", done.number, AT)
    assert "o takiej treści" in result.sentence


def test_file_digest_proves_the_very_file(done):
    assert "dokładnie ten plik" in check.find(done.file_digest).sentence


def test_file_sealed_with_another_key_is_still_ours(done, settings):
    settings.SEAL_KEY_FILE = settings.SEAL_KEY_FILE.with_name("new.pem")
    seal._key.cache_clear()
    assert "poprzednim kluczem" in check.find(done.file_digest).sentence


@pytest.mark.parametrize("typed", ["", "abc", "0" * 64])
def test_a_wrong_digest_is_not_found(done, typed):
    assert check.find(typed) is None


def test_a_document_that_is_not_done_is_not_found(waiting):
    assert Document.objects.get().content_digest == ""
    assert check.find("") is None


@pytest.mark.django_db
def test_a_room_adds_its_own_source(monkeypatch):
    receipt = CheckResult("Potwierdzenie złożenia oferty", "O/2026/7", AT, "Oferta wpłynęła.")
    monkeypatch.setattr(check, "_sources", list(check._sources))
    check.register(lambda digest: receipt if digest == "a" * 64 else None)
    assert check.find("a" * 64) == receipt
    assert check.find("b" * 64) is None
