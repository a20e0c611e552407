"""The embedded portal's queue: kombu's folder of message files, made safe for several readers.

Kombu's own transport shows a message before it is written and takes it by a copy to another
folder; here both steps are one rename, so a message is seen whole and taken once.
"""

import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    """Messages are files `<nanoseconds>_<uuid>.<queue>.msg`, oldest first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]  # typed in part
        for folder in (self.data_folder_in, self.data_folder_out, self.control_folder):
            Path(folder).mkdir(parents=True, exist_ok=True)

    def _put(  # type: ignore[override]  # kombu's own bases disagree on the second name
        self, queue: str, message: dict[str, Any], **_: object
    ) -> None:
        """Write the message aside, then show it. Raises OSError when the folder cannot be used."""
        folder = Path(self.data_folder_out)
        name = f"{time.time_ns()}_{uuid.uuid4()}.{queue}.msg"
        aside = folder / f".{name}"
        aside.write_text(dumps(message), encoding="utf-8")
        aside.rename(folder / name)

    def _get(self, queue: str, timeout: float | None = None) -> Any:  # noqa: ANN401  # what JSON holds
        """Take the oldest message of the queue. Raises Empty when there is none."""
        for path in sorted(Path(self.data_folder_in).iterdir()):
            if path.name.partition(".")[2] == f"{queue}.msg":
                text = _take(path)
                if text is not None:
                    return loads(text)
        raise Empty


def _take(path: Path) -> str | None:
    """Return the text and remove the file; None when another reader was faster."""
    taken = path.with_name(f".taken-{uuid.uuid4()}")
    try:
        path.rename(taken)
    except FileNotFoundError:
        return None
    text = taken.read_text(encoding="utf-8")
    taken.unlink()
    return text


class Transport(filesystem.Transport):
    """Kombu finds the transport by this name (`CELERY_BROKER_TRANSPORT`)."""

    Channel = Channel
