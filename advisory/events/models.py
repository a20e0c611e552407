"""Events of a programme, their days, who registered and who was there on which day.

People are counted by the sector that they come from. Whoever registered is counted by their
presence, once however many days they came; walk-ins, and events from before the portal, have
numbers only. So a figure has two parts, and both are shown.
"""

import secrets
from datetime import date, time
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from advisory.programmes.models import Programme, Unit
from advisory.programmes.sectors import SECTOR_COLUMNS, Sector
from contracting.surveys.models import Survey
from mkus_portal.act import Act
from mkus_portal.counting import number_of
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.versions import Versioned

__all__ = (
    "MOST_DAYS",
    "SECTOR_COLUMNS",
    "Event",
    "EventDay",
    "EventQuerySet",
    "Participant",
    "Presence",
    "Sector",
    "new_token",
)
MOST_PEOPLE = 9999
MOST_DAYS = 14


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(18)


class EventQuerySet(models.QuerySet["Event"]):
    """Which events exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's to its coordinator; to advisers and offices those with their unit.

        An event of no unit is everybody's in the programme. What is only planned, an office does
        not see.
        """
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        units = Unit.objects.visible_to(act)
        ties = Event.units.through.objects.all()
        theirs = ~Q(pk__in=ties.values("event")) | Q(
            pk__in=ties.filter(unit__in=units).values("event")
        )
        if act.scope.kind == "programme" and act.holds("adviser"):
            return self.filter(theirs, programme=act.scope.id)
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            known = self.filter(theirs, programme__in=units.values("programme"))
            return known.exclude(state=Event.State.PLANNED)
        return self.none()

    def with_presence(self) -> Self:
        """Add `registered` and, for each sector, `present_<sector>`: registered people who came."""
        people = Participant.objects.order_by()
        came = people.filter(presences__isnull=False)
        counts = {
            f"present_{one.value}": number_of(came.filter(sector=one.value), "event")
            for one in Sector
        }
        return self.annotate(registered=number_of(people, "event"), **counts)


class Event(Versioned):
    """A meeting, training, visit, conference or council of a programme (mkus.md 7.2, 7.4)."""

    class Kind(models.TextChoices):
        """The kinds that the programme counts (`events.csv`)."""

        INFORMATION_MEETING = "information_meeting", "spotkanie informacyjne"
        OFFICE_TRAINING = "office_training", "szkolenie dla urzędu"
        JST_TRAINING = "jst_training", "szkolenie dla przedstawicieli JST"
        NGO_TRAINING = "ngo_training", "szkolenie dla organizacji"
        WORKING_GROUP = "working_group", "spotkanie grupy roboczej"
        STUDY_VISIT = "study_visit", "wizyta studyjna"
        REGIONAL_CONFERENCE = "regional_conference", "konferencja regionalna"
        CONGRESS = "congress", "kongres"
        EXPERT_COUNCIL = "expert_council", "posiedzenie Rady Ekspertów"
        DISSEMINATION = "dissemination", "wydarzenie upowszechniające"

    class State(models.TextChoices):
        """From the plan to what took place."""

        PLANNED = "planned", "planowane"
        ANNOUNCED = "announced", "ogłoszone"
        HELD = "held", "odbyło się"
        CANCELLED = "cancelled", "odwołane"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="events")
    code = models.CharField("kod", max_length=40, editable=False)
    kind = models.CharField("rodzaj", max_length=20, choices=Kind)
    title = models.CharField("tytuł", max_length=200)
    title_folded = models.CharField(max_length=200, editable=False)
    starts_on = models.DateField("pierwszy dzień")
    ends_on = models.DateField("ostatni dzień")
    place = models.CharField("miejsce", max_length=200, blank=True)
    agenda = models.TextField("program", blank=True)
    units = models.ManyToManyField(
        Unit, verbose_name="jednostki", blank=True, related_name="events"
    )
    registers_until = models.DateField("zapisy do (włącznie)", null=True, blank=True)
    places = models.PositiveSmallIntegerField(
        "liczba miejsc",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
    )
    days_required = models.PositiveSmallIntegerField(
        "zaświadczenie od ilu dni obecności",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )
    people_office = models.PositiveSmallIntegerField(
        "z urzędów", default=0, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    people_ngo = models.PositiveSmallIntegerField(
        "z organizacji", default=0, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    people_university = models.PositiveSmallIntegerField(
        "z uczelni", default=0, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    people_other = models.PositiveSmallIntegerField(
        "innych", default=0, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    estimated = models.BooleanField("liczby są szacunkowe", default=False)
    is_imported = models.BooleanField("wczytane z wykazu", default=False, editable=False)
    evaluation = models.ForeignKey(
        Survey,
        verbose_name="ankieta po wydarzeniu",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    state = models.CharField("stan", max_length=10, choices=State, default=State.PLANNED)
    created_at = models.DateTimeField("założono")

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "wydarzenie"
        verbose_name_plural = "wydarzenia"
        ordering = ("-starts_on", "-pk")
        indexes = (models.Index(fields=["programme", "kind", "ends_on"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_it_starts",
                violation_error_message="Ostatni dzień nie może być przed pierwszym.",
            ),
            models.UniqueConstraint(
                fields=["programme", "code"],
                name="event_code_once",
                violation_error_message="Wydarzenie o tym kodzie jest już w programie.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the organiser's page of the event."""
        return reverse("event-detail", args=(self.pk,))

    @property
    def days_for_certificate(self) -> int:
        """On how many days somebody has to be there to get a certificate; one where not said."""
        return self.days_required or 1

    @property
    def days_long(self) -> int:
        """How many days it takes, both ends included."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def counted_by_hand(self) -> int:
        """How many people have numbers only."""
        counted: int = sum(getattr(self, column) for column in SECTOR_COLUMNS.values())
        return counted

    def evaluation_path(self, day: date) -> str:
        """Return the open link of the evaluation; empty while it takes no answers.

        It is shown from the event's last day on.
        """
        survey = self.evaluation
        if survey is None or self.state == self.State.CANCELLED or day < self.ends_on:
            return ""
        if not (survey.has_open_link and survey.takes_answers_on(day)):
            return ""
        return reverse("survey-open-answer", args=(survey.open_token,))

    def registers_on(self, day: date) -> bool:
        """Whether somebody may register on the day; the last day of the event is the last."""
        last = self.registers_until or self.ends_on
        return self.state == self.State.ANNOUNCED and day <= last


class EventDay(models.Model):
    """One day of an event; the session of another event may hold it too (a shared first day)."""

    belongs_to = "event"
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="days")
    held_on = models.DateField("dzień")
    starts_at = models.TimeField("od", null=True, blank=True)
    ends_at = models.TimeField("do", null=True, blank=True)
    topic = models.CharField("temat dnia", max_length=200, blank=True)
    shares = models.ForeignKey(
        "self",
        verbose_name="wspólnie z",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shared_by",
    )
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)

    class Meta:
        verbose_name = "dzień wydarzenia"
        ordering = ("held_on",)
        constraints = (
            models.UniqueConstraint(
                fields=["event", "held_on"],
                name="event_day_once",
                violation_error_message="Ten dzień już jest w wydarzeniu.",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="event_day_ends_after_it_starts",
                violation_error_message="Koniec dnia musi być później niż jego początek.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.event}, {self.held_on:%d.%m.%Y}"

    @property
    def hours(self) -> tuple[time, time] | None:
        """From when to when; None where it is not said."""
        return (self.starts_at, self.ends_at) if self.starts_at and self.ends_at else None


class Participant(models.Model):
    """A person who registered, or whom the organiser wrote on the list."""

    belongs_to = "event"
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    full_name = models.CharField("imię i nazwisko", max_length=150)
    name_folded = models.CharField(max_length=150, editable=False)
    email = models.EmailField("e-mail", blank=True)
    sector = models.CharField("skąd", max_length=10, choices=Sector)
    comes_from = models.CharField("nazwa urzędu lub organizacji", max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit,
        verbose_name="jednostka",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    registered_at = models.DateTimeField("zapisano")

    class Meta:
        verbose_name = "uczestnik"
        verbose_name_plural = "uczestnicy"
        ordering = ("name_folded", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=~Q(email=""),
                name="participant_address_once",
                violation_error_message="Ten adres jest już na liście.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name


class Presence(models.Model):
    """Somebody was there on a day; noted once, by themselves or by the organiser."""

    class Noted(models.TextChoices):
        """Who said so."""

        SELF = "self", "uczestnik"
        LIST = "list", "organizator"

    belongs_to = "participant"
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="presences")
    day = models.ForeignKey(EventDay, on_delete=models.PROTECT, related_name="presences")
    noted = models.CharField("kto zaznaczył", max_length=10, choices=Noted)
    noted_at = models.DateTimeField("kiedy")

    class Meta:
        verbose_name = "obecność"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["participant", "day"],
                name="presence_once_a_day",
                violation_error_message="Obecność w tym dniu jest już zapisana.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.participant}, {self.day.held_on:%d.%m.%Y}"
