"""Emptying a programme that was brought in, so that it can be brought in anew."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from advisory.consultations.models import Consultation, Correction, NextStep
from advisory.events.models import Event, Participant
from advisory.expertises.models import Expertise
from advisory.plans.actions import drop_plans
from advisory.plans.models import PlanStep
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from mkus_portal.act import Act
from mkus_portal.workflow.models import MoveLog

IN_USE = "Programu nie można zastąpić: {why}."
INSTEAD = "Wczytaj wykazy jako nowy program, pod innym kodem (--code)."
PLANNED = (
    "w planie pracy ({units}) są kroki wykonane albo dopisane ręcznie; cofnij ich wykonanie i usuń"
    " dopisane kroki na stronie planu"
)
NAMED = 5


def clear_programme(act: Act, programme: Programme) -> tuple[list[str], list[str]]:
    """Delete all that a programme holds; return why it cannot be done: then nothing is deleted.

    What somebody has worked on in the portal stays: people with accounts, registrations, moves,
    plans with a step that is done or written by hand. Plans as the template made them go; the
    second list has the codes of their units, to be made anew.
    """
    reasons = [IN_USE.format(why=why) for why in _worked_on(programme)]
    if reasons:
        return [*reasons, INSTEAD], []
    try:
        with transaction.atomic():
            planned = drop_plans(act, programme)
            _delete(programme)
    except ProtectedError as error:
        return [IN_USE.format(why=_pointing(error)), INSTEAD], []
    return [], planned


def _pointing(error: ProtectedError) -> str:
    """Return in words what holds the rows that were to be deleted."""
    kinds = {str(one._meta.verbose_name) for one in error.protected_objects}  # noqa: SLF001 - Django's own
    return f"wskazują na niego inne sprawy w portalu ({', '.join(sorted(kinds))})"


def _worked_on(programme: Programme) -> list[str]:
    consultations = Consultation.objects.filter(unit__programme=programme)
    expertises = Expertise.objects.filter(unit__programme=programme)
    touched = PlanStep.objects.filter(unit__programme=programme).touched()
    planned = sorted(set(touched.values_list("unit__name", flat=True)))
    checks = (
        (
            PLANNED.format(units=named(planned)),
            bool(planned),
        ),
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


def named(names: list[str]) -> str:
    """Return the first few names, and how many more there are."""
    said = ", ".join(names[:NAMED])
    return f"{said} i jeszcze {len(names) - NAMED}" if len(names) > NAMED else said


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
    assignments = Assignment.objects.filter(unit__in=units)
    assignments.filter(is_substitution=True).delete()
    assignments.update(predecessor=None)
    assignments.delete()
    Adviser.objects.filter(programme=programme).delete()
    units.delete()
