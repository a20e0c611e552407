"""The operator's round through the archive."""

from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from mkus_portal.documents import seal


def round_of_checks():
    out = StringIO()
    call_command("check_documents", stdout=out)
    return out.getvalue()


def test_whole_documents_pass(done):
    assert "Wszystkie dokumenty są całe" in round_of_checks()


def test_a_changed_file_is_named(done):
    with default_storage.open(done.file.name, "wb") as file:
        file.write(b"inny")
    out = StringIO()
    with pytest.raises(CommandError, match="1"):
        call_command("check_documents", stdout=out)
    assert f"{done.number}: pliku nie ma albo zmienił się" in out.getvalue()


def test_another_key_is_noticed(done, settings):
    settings.SEAL_KEY_FILE = settings.SEAL_KEY_FILE.with_name("new.pem")
    seal._key.cache_clear()
    with pytest.raises(CommandError, match="1"):
        round_of_checks()


def test_documents_on_their_way_are_not_checked(waiting):
    assert "Wszystkie" in round_of_checks()
