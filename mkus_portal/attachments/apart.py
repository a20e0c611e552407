"""Examining in a process apart, without the portal's secrets and with bounded memory and time.

A file made to break its reader breaks that process; the page answers with a sentence.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Iterable

from django.conf import settings

from mkus_portal.attachments.examining.refusing import refuse

COMMAND = (sys.executable, "-m", "mkus_portal.attachments.examining")
SECONDS = 60
TANGLED = "plik jest zbyt złożony, żeby go bezpiecznie sprawdzić. Zapisz go prościej, np. jako PDF."

logger = logging.getLogger(__name__)


def examine_apart(
    name: str, content: bytes, allowed: Iterable[str], *, printed: bool = False
) -> str:
    """Return the code of the file's format. Raises Unfit with the reason.

    `printed` asks for a picture that a document can print.
    """
    asked = {"name": name, "allowed": list(allowed), "printed": printed}
    header = json.dumps(asked).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file in the command
            COMMAND,
            input=header + b"\n" + content,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"PATH": "", "PYTHONUTF8": "1"},  # and no other program is found
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        logger.warning("Sprawdzanie pliku przerwane: %s", _last_line(error.stderr))
        refuse(TANGLED)
    answer: dict[str, str] = json.loads(done.stdout)
    if "reason" in answer:
        refuse(answer["reason"])
    return answer["format"]


def _last_line(output: bytes | None) -> str:
    lines = (output or b"").decode(errors="replace").splitlines()
    return lines[-1] if lines else "bez słowa"
