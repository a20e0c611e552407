"""Writing and publishing the press kit; offering files to everybody."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.indicators.models import Indicator
from advisory.profiles.models import Download, PressKit
from advisory.profiles.permissions import may_add_download, may_offer, may_write_press
from advisory.programmes.models import Programme
from contracting.calls.models import PublicVersion
from mkus_portal.act import Act
from mkus_portal.attachments.actions import attach
from mkus_portal.attachments.models import Attachment
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform


@transaction.atomic
def write_press_kit(
    act: Act,
    programme: Programme,
    based_on: int | None = None,
    *,
    figures: Sequence[Indicator],
    **fields: Any,
) -> PressKit:
    """Keep the words and the public figures, made when first written. Raises Refused, Overtaken."""
    hold(programme)
    insist(may_write_press(act, programme))
    if any(one.programme_id != programme.pk for one in figures):
        raise ValidationError({"figures": "Wybierz wskaźniki tego programu."})
    kit = PressKit.objects.filter(programme=programme).first() or PressKit(programme=programme)
    if kit.pk is not None:
        kit.step(based_on)
    _keep(kit, **fields)
    kit.figures.set(figures)
    return kit


@transaction.atomic
def move_press_kit(act: Act, kit: PressKit, move: str) -> None:
    """Publish or hide the press kit. Raises Refused, MoveTaken."""
    perform(act, kit, move)
    PublicVersion.objects.grow()


@transaction.atomic
def offer_download(
    act: Act, programme: Programme, files: Sequence[Attachment] = (), **fields: Any
) -> Download:
    """Offer a file to everybody. Raises Refused, ValidationError."""
    insist(may_offer(act, programme))
    download = Download(programme=programme)
    _keep(download, **fields)
    if files:
        attach(act, download, files)
    return download


@transaction.atomic
def change_download(
    act: Act, download: Download, based_on: int | None = None, **fields: Any
) -> None:
    """Keep changed words, or whether it is shown. Raises Refused, ValidationError, Overtaken."""
    hold(download)
    insist(may_add_download(act, download))
    download.step(based_on)
    _keep(download, **fields)


def _keep(row: PressKit | Download, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    PublicVersion.objects.grow()
