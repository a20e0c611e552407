"""What follows when a file that was let in turns out to carry a virus: told to those who asked."""

from collections.abc import Callable

from mkus_portal.act import Act
from mkus_portal.attachments.models import Attachment

Sequel = Callable[[Act, Attachment], None]
_sequels: list[Sequel] = []


def register_sequel(sequel: Sequel) -> None:
    """Let something follow, in the transaction of the scanner's word; from an app's `ready`."""
    if sequel not in _sequels:
        _sequels.append(sequel)


def tell(act: Act, attachment: Attachment) -> None:
    """Do everything that follows."""
    for sequel in _sequels:
        sequel(act, attachment)
