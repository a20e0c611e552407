"""The files of this room: those of the press kit, and those that the programme offers."""

from typing import Any

from advisory.profiles.models import Download, PressKit
from advisory.profiles.permissions import (
    may_add_download,
    may_see_download,
    may_see_press,
    may_write_press_kit,
)
from contracting.calls.models import PublicVersion
from mkus_portal.act import Act
from mkus_portal.attachments.registry import AttachmentKind

PRESS, DOWNLOAD = "press-file", "programme-download"


def _grow(act: Act, obj: Any) -> None:  # noqa: ANN401 - the kind's object
    """Let visitors see the change at once."""
    del act, obj
    PublicVersion.objects.grow()


PRESS_FILES = AttachmentKind(
    name=PRESS,
    model=PressKit,
    label="Pliki dla mediów",
    may_see=may_see_press,
    may_add=may_write_press_kit,
    page=lambda kit: kit.get_absolute_url(),
    types=("png", "jpeg", "pdf"),
    after_change=_grow,
)
DOWNLOADS = AttachmentKind(
    name=DOWNLOAD,
    model=Download,
    label="Plik do pobrania",
    may_see=may_see_download,
    may_add=may_add_download,
    page=lambda download: download.get_absolute_url(),
    types=("pdf", "docx", "xlsx", "odt", "ods", "text", "png", "jpeg"),
    max_count=1,
    after_change=_grow,
)
PROFILE_FILES = (PRESS_FILES, DOWNLOADS)
