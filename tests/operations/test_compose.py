"""The containers: the description is valid, complete and without values of its own."""

import os
import re
import subprocess

import pytest

from mkus_portal.serve.ground import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
NEEDED = sorted(set(re.findall(r"\$\{(\w+):\?", COMPOSE)))


def compose_config(environ, folder):
    (folder / "empty.env").touch()
    return subprocess.run(
        [
            "docker-compose",
            "--env-file",
            folder / "empty.env",
            "-f",
            ROOT / "docker-compose.yml",
            "config",
        ],
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"} | environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_description_is_valid_and_has_all_parts(tmp_path):
    run = compose_config(dict.fromkeys(NEEDED, "x"), tmp_path)

    assert run.returncode == 0, run.stderr
    services = run.stdout.split("\nservices:\n")[1]
    for part in ("web", "worker", "beat", "prepare", "postgres", "redis", "clamav"):
        assert f"\n  {part}:\n" in f"\n{services}"


@pytest.mark.parametrize("name", NEEDED)
def test_missing_value_stops_compose_by_its_name(name, tmp_path):
    run = compose_config({key: "x" for key in NEEDED if key != name}, tmp_path)

    assert run.returncode
    assert name in run.stderr


def test_example_names_every_needed_value():
    example = (ROOT / ".env.example").read_text()

    assert [name for name in NEEDED if f"{name}=" not in example] == []


def test_the_image_copies_what_is_there():
    for line in (ROOT / "Dockerfile").read_text().splitlines():
        if line.startswith("COPY "):
            assert (ROOT / line.split()[1]).exists(), line


def test_every_variable_that_production_requires_is_given():
    settings = (ROOT / "mkus_portal" / "settings" / "base.py").read_text()

    for name in re.findall(r'required\("(\w+)"\)', settings):
        assert f"    {name}: " in COMPOSE
