"""The lock: every library with its hashes, no address; the declared ones are all in it."""

import re
import tomllib

import pytest

from mkus_portal.serve.ground import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def normal(name):
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name)[0]).lower()


def test_no_address_of_a_registry():
    assert "://" not in LOCK
    assert not re.search(r"^\s*-", LOCK.replace("    --hash", ""), re.MULTILINE)


def test_every_library_has_one_version_and_a_hash():
    lines = LOCK.replace("\\\n", " ").splitlines()[1:]

    for line in lines:
        assert re.match(r"[\w.-]+==\S+ +(--hash=sha256:[0-9a-f]{64}\s*)+$", line), line


@pytest.mark.parametrize(
    "requirement", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
)
def test_declared_library_is_locked(requirement):
    locked = {normal(name) for name in re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)}

    assert normal(requirement) in locked


def test_licence_is_the_declared_one():
    assert PROJECT["license"] == "EUPL-1.2"
    assert (ROOT / "LICENSE").read_text().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
