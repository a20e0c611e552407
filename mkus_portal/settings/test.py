"""Settings of the tests: the same code, quick password hashes, a data folder of its own."""

import atexit
import os
import re
import shutil
import tempfile

os.environ.setdefault("MKUS_MODE", "test")
if "MKUS_DATA" not in os.environ:
    os.environ["MKUS_DATA"] = tempfile.mkdtemp(prefix="mkus-test-")
    atexit.register(shutil.rmtree, os.environ["MKUS_DATA"], ignore_errors=True)
# Each of pytest's parallel workers has a folder and a Redis database of its own.
if worker := re.fullmatch(r"gw(\d+)", os.environ.get("PYTEST_XDIST_WORKER", "")):
    if not os.environ["MKUS_DATA"].endswith(f"/{worker[0]}"):
        os.environ["MKUS_DATA"] += f"/{worker[0]}"
    if redis := os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = re.sub(r"(/\d+)?$", f"/{int(worker[1]) + 1}", redis, count=1)

from mkus_portal.settings.base import *  # noqa: F403 - the tests' settings are the portal's own
from mkus_portal.settings.base import DATA_DIR, DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A real file: threads of a race test must meet real locks.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
