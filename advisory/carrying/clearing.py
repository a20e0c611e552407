"""Emptying a programme that was brought in, so that it can be brought in anew."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from advisory.consultations.models import Consultation, Correction, NextStep
from advisory.events.models import Event, Participant
from advisory.expertises.models import Expertise
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from mkus_portal.workflow.models import MoveLog

IN_USE = "Programu nie można zastąpić: {why}."


def clear_programme(programme: Programme) -> list[str]:
    """Delete all that a programme holds; return why it cannot be done: then nothing is deleted.

    What somebody has worked on in the portal stays: people with accounts, registrations, moves.
    """
    reasons = [IN_USE.format(why=why) for why in _worked_on(programme)]
    if reasons:
        return reasons
    try:
        with transaction.atomic():
            _delete(programme)
    except ProtectedError:
        return [IN_USE.format(why="wskazują na niego inne sprawy w portalu")]
    return []


def _worked_on(programme: Programme) -> list[str]:
    consultations = Consultation.objects.filter(unit__programme=programme)
    expertises = Expertise.objects.filter(unit__programme=programme)
    checks = (
        (
            "doradcy mają już konta albo zaproszenia",
            programme.advisers.exclude(user=None, invitation=None).exists(),
        ),
        ("doradcy zapisali już konsultacje", consultations.exclude(state="agreed").exists()),
        (
            "doradcy poprawiali uzgodnione konsultacje",
            Correction.objects.filter(consultation__in=consultations).exists(),
        ),
        (
            "uczestnicy zapisali się na wydarzenia",
            Participant.objects.filter(event__programme=programme).exists(),
        ),
        ("zamówiono w nim ekspertyzy", expertises.filter(is_imported=False).exists()),
        (
            "ma już historię zmian",
            any(_has_moves(rows) for rows in (consultations, expertises, programme.events.all())),
        ),
    )
    return [why for why, holds in checks if holds]


def _has_moves(rows: QuerySet[Any]) -> bool:
    kind = ContentType.objects.get_for_model(rows.model)
    return MoveLog.objects.filter(
        content_type=kind, object_id__in=rows.values_list("pk", flat=True)
    ).exists()


def _delete(programme: Programme) -> None:
    units = Unit.objects.filter(programme=programme)
    NextStep.objects.filter(consultation__unit__in=units).delete()
    Consultation.objects.filter(unit__in=units).delete()
    Event.objects.filter(programme=programme).delete()
    Expertise.objects.filter(unit__in=units).delete()
    Assignment.objects.filter(unit__in=units).delete()
    Adviser.objects.filter(programme=programme).delete()
    units.delete()
