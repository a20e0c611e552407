"""Production: a missing value stops the start by its name; a full one passes Django's own check."""

import os
import subprocess
import sys

import pytest

from mkus_portal.serve.ground import ROOT

FULL = {
    "MKUS_MODE": "production",
    "MKUS_SECRET_KEY": "Ż9" * 40 + "abcdefgh",
    "MKUS_HOSTS": "portal.example.pl",
    "MKUS_SITE_URL": "https://portal.example.pl",
    "DATABASE_URL": "postgres://mkus:mkus@127.0.0.1:1/mkus",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "MKUS_SEAL_KEY_FILE": "/nowhere/seal.pem",
    "MKUS_EMAIL_HOST": "smtp.example.pl",
    "MKUS_EMAIL_FROM": "MKUS Portal <portal@example.pl>",
    "MKUS_CLAMD": "clamav:3310",
}


def manage(environ, folder, *arguments):
    plain = {key: value for key, value in os.environ.items() if not key.startswith("MKUS_")}
    settings = {"DJANGO_SETTINGS_MODULE": "mkus_portal.settings.base", "MKUS_DATA": str(folder)}
    for name in ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"):
        plain.pop(name, None)
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=plain | settings | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def settings_error(environ, folder):
    """The sentence with which the settings refuse, read where Django shows it."""
    run = manage(environ, folder, "check")
    assert run.returncode
    return run.stderr


@pytest.mark.parametrize("name", sorted(FULL.keys() - {"MKUS_MODE"}))
def test_missing_variable_stops_the_start_by_its_name(name, tmp_path):
    without = {key: value for key, value in FULL.items() if key != name}

    assert f"Tryb produkcyjny wymaga zmiennej {name}." in settings_error(without, tmp_path)


def test_demo_is_refused(tmp_path):
    assert "MKUS_DEMO" in settings_error(FULL | {"MKUS_DEMO": "1"}, tmp_path)


def test_a_scanner_that_cannot_be_found_is_refused(tmp_path):
    assert "MKUS_CLAMD musi mieć postać" in settings_error(FULL | {"MKUS_CLAMD": "x"}, tmp_path)


def test_unknown_mode_is_refused(tmp_path):
    assert "MKUS_MODE" in settings_error({"MKUS_MODE": "produkcja"}, tmp_path)


def test_full_environment_passes_the_deployment_check_in_silence(tmp_path):
    run = manage(FULL, tmp_path, "check", "--deploy", "--fail-level", "WARNING")

    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert "no issues" in run.stdout


def test_production_writes_no_secret_key_of_its_own(tmp_path):
    manage(FULL, tmp_path, "check")

    assert not (tmp_path / "secret_key").exists()


def test_production_has_no_demo_module(tmp_path):
    question = (
        "from django.conf import settings as s; print('mkus_portal.demo' in s.INSTALLED_APPS)"
    )
    run = manage(FULL, tmp_path, "shell", "--no-imports", "-c", question)

    assert run.stdout.strip() == "False", run.stderr
