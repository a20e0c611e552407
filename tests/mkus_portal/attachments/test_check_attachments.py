"""The operator's round through the files that people sent."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from mkus_portal.attachments import actions


def complaints():
    out = StringIO()
    with pytest.raises(CommandError, match="do wyjaśnienia: 1"):
        call_command("check_attachments", stdout=out)
    return out.getvalue()


def test_whole_files_pass_and_are_counted(
    act, attached, received, django_capture_on_commit_callbacks
):
    received()
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(act, attached())
    out = StringIO()
    call_command("check_attachments", stdout=out)
    assert "Wszystkie załączniki są całe. Plików: 1." in out.getvalue()


@pytest.mark.django_db
def test_an_empty_portal_passes():
    call_command("check_attachments", stdout=StringIO())


def test_a_changed_file_is_named(attached):
    row = attached()
    with default_storage.open(row.file.name, "wb") as file:
        file.write(b"inny")
    assert f"załącznik {row.pk} („umowa.pdf”): pliku nie ma albo zmienił się" in complaints()


def test_a_lost_file_is_named(attached):
    row = attached()
    default_storage.delete(row.file.name)
    assert f"załącznik {row.pk}" in complaints()


def test_a_file_without_a_row_is_named(attached):
    attached()
    name = default_storage.save("attachments/ab/abcd", ContentFile(b"obcy"))
    assert f"plik {name}: nie ma swojego wpisu" in complaints()
