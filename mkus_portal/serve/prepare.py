"""Bring the database, the static files and the demo up to date; runs before the parts start.

Steps go to the standard error, the demo's accounts to the standard output.
"""

import os
import shutil
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.db import DatabaseError


def say(sentence: str) -> None:
    """Write one step for the person who waits."""
    print(sentence, file=sys.stderr, flush=True)


def empty_queue(folder: Path) -> None:
    """Throw away bells of a previous run: what waits is in the rows, and beat rings again."""
    for name in ("queue", "queue-control"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True, exist_ok=True)


def prepare() -> None:
    """Migrate, collect static files, load the demo once, show who may sign in."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415  # settings exist after setup()

    if not settings.REDIS_URL:
        empty_queue(settings.DATA_DIR)
    say("Sprawdzam bazę danych…")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    commands = get_commands()
    if settings.DEMO and "load_demo" in commands:
        say("Sprawdzam dane przykładowe (pierwsze wczytanie trwa chwilę)…")
        call_command("load_demo", stdout=sys.stderr)
    if settings.DEMO and "demo_accounts" in commands:
        call_command("demo_accounts")


def main() -> int:
    """Prepare; a known failure is one sentence and 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mkus_portal.settings.base")
    try:
        prepare()
    except (ImproperlyConfigured, CommandError) as error:
        say(str(error))
    except DatabaseError as error:
        say(f"Baza danych nie przyjęła zmian: {error}. Sprawdź DATABASE_URL i wolne miejsce.")
    except OSError as error:
        say(f"Nie mogę zapisać pliku {error.filename or ''}: {error.strerror}.")
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
