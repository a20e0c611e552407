"""What an entry of the log says: the same words and figures in the entry and in its correction."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from advisory.programmes.sectors import SECTOR_COLUMNS

MOST_PEOPLE = 9999
MOST_KM = 2000
MOST_MINUTES = 1440
SUBJECT_LENGTH = 250

ENTRY_CONSTRAINTS: tuple[models.BaseConstraint, ...] = (
    models.CheckConstraint(
        condition=Q(hours__gte=Decimal("0.5"), hours__lte=24),
        name="%(class)s_hours_fit_a_day",
        violation_error_message="Konsultacja trwa od pół godziny do 24 godzin.",
    ),
    models.CheckConstraint(
        condition=Q(travel_km__lte=MOST_KM, travel_minutes__lte=MOST_MINUTES),
        name="%(class)s_travel_fits_a_day",
        violation_error_message=(
            f"Dojazd ma najwyżej {MOST_KM} km i trwa najwyżej dobę ({MOST_MINUTES} minut)."
        ),
    ),
)


def _count(label: str, most: int, **kwargs: Any) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(
        label, default=0, validators=[MaxValueValidator(most)], **kwargs
    )


class Entry(models.Model):
    """When, how long, in which form, with whom, about what; the way there is not advice."""

    class Form(models.TextChoices):
        """How it was held; a meeting is a visit (data's definitions)."""

        VISIT = "visit", "wizyta"
        PHONE = "phone", "telefon"
        EMAIL = "email", "e-mail"
        ONLINE = "online", "spotkanie online"

    held_on = models.DateField("data")
    started_at = models.TimeField("godzina rozpoczęcia", null=True, blank=True)
    hours = models.DecimalField(
        "liczba godzin",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(24)],
        help_text="co pół godziny, np. 1,5",
    )
    form = models.CharField("forma", max_length=10, choices=Form, default=Form.VISIT)
    travel_km = _count("dojazd, kilometry", MOST_KM)
    travel_minutes = _count("dojazd, minuty", MOST_MINUTES)
    people_office = _count("osób z urzędu", MOST_PEOPLE)
    people_ngo = _count("osób z organizacji", MOST_PEOPLE)
    people_university = _count("osób z uczelni", MOST_PEOPLE)
    people_other = _count("innych osób", MOST_PEOPLE)
    subject = models.CharField("temat", max_length=SUBJECT_LENGTH)
    agenda = models.TextField("porządek spotkania", blank=True)
    findings = models.TextField("ustalenia", blank=True)

    class Meta:
        abstract = True

    @property
    def people(self) -> int:
        """How many people took part, from all sectors."""
        return sum(getattr(self, column) for column in SECTOR_COLUMNS.values())


ENTRY_FIELDS = tuple(field.name for field in Entry._meta.local_fields)  # noqa: SLF001 - Django's own
