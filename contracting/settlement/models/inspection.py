"""The control of a task (art. 17 UDPPiW): the inspection, its protocols, recommendations."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracting.contracts.models import Contract
from mkus_portal.act import Act
from mkus_portal.versions import Versioned

MONTHS = (
    (1, "styczeń"),
    (2, "luty"),
    (3, "marzec"),
    (4, "kwiecień"),
    (5, "maj"),
    (6, "czerwiec"),
    (7, "lipiec"),
    (8, "sierpień"),
    (9, "wrzesień"),
    (10, "październik"),
    (11, "listopad"),
    (12, "grudzień"),
)
AROUND_CONTRACT = ("contract__office", "contract__organisation")


class InspectionQuerySet(models.QuerySet["Inspection"]):
    """Which inspections exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the office's own; the contractor's from the day on which they are announced."""
        rows = self.filter(contract__in=Contract.objects.visible_to(act))
        return rows.exclude(announced_at=None) if act.scope.kind == "organisation" else rows

    def open(self) -> Self:
        """Return those that are neither ended nor cancelled."""
        return self.exclude(state__in=Inspection.ENDED)


class Inspection(Versioned):
    """An inspection of a contract, from the office's plan to its end.

    `subjects` are codes of `Subject`; `team` is a list of {"name", "function"}; `findings` maps a
    subject to what was found. Until `announced_at` the contractor must not learn of it.
    """

    class Occasion(models.TextChoices):
        """Why it takes place."""

        PLANNED = "planned", "planowa"
        AD_HOC = "ad_hoc", "doraźna"

    class Subject(models.TextChoices):
        """What is inspected (art. 17 pkt 1–4)."""

        COMPLETION = "completion", "stopień realizacji zadania"
        QUALITY = "quality", "efektywność, rzetelność i jakość realizacji zadania"
        MONEY = "money", "prawidłowość wykorzystania środków publicznych"
        DOCUMENTS = "documents", "prowadzenie dokumentacji związanej z zadaniem"

    class Place(models.TextChoices):
        """Where it takes place (contract § 8)."""

        SEAT = "seat", "siedziba zleceniobiorcy"
        TASK = "task", "miejsce realizacji zadania"
        OFFICE = "office", "siedziba zleceniodawcy"

    class State(models.TextChoices):
        """From the plan to the last recommendation."""

        PLANNED = "planned", "zaplanowana"
        AUTHORISED = "authorised", "wydano upoważnienie"
        CARRIED_OUT = "carried_out", "przeprowadzona, powstaje protokół"
        PROTOCOL = "protocol", "protokół u zleceniobiorcy"
        OBJECTED = "objected", "zgłoszono zastrzeżenia"
        SETTLED = "settled", "protokół ostateczny"
        RECOMMENDED = "recommended", "zalecenia u zleceniobiorcy"
        ANSWERED = "answered", "zleceniobiorca odpowiedział"
        CLOSED = "closed", "zakończona"
        CANCELLED = "cancelled", "odwołana"

    ENDED = (State.CLOSED, State.CANCELLED)

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="inspections")
    state = models.CharField("stan", max_length=11, choices=State, default=State.PLANNED)
    occasion = models.CharField("rodzaj", max_length=7, choices=Occasion, default=Occasion.PLANNED)
    planned_year = models.PositiveSmallIntegerField(
        "rok", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    planned_month = models.PositiveSmallIntegerField("miesiąc", choices=MONTHS)
    planned_on = models.DateField(
        "dzień", null=True, blank=True, help_text="Nieobowiązkowo; w wybranym roku i miesiącu."
    )
    subjects = models.JSONField("zakres", default=list, blank=True)
    scope_text = models.TextField(
        "zakres – dokładniej",
        blank=True,
        max_length=4000,
        help_text="Na przykład okres, działania albo dokumenty, których dotyczy kontrola.",
    )
    place = models.CharField("miejsce", max_length=6, choices=Place, default=Place.SEAT)
    place_text = models.CharField("adres", max_length=200, blank=True)
    authorisation_number = models.CharField("numer upoważnienia", max_length=60, blank=True)
    authorised_on = models.DateField("upoważnienie z dnia", null=True, blank=True)
    authorised_by = models.CharField("kto podpisuje upoważnienie", max_length=200, blank=True)
    team = models.JSONField("osoby upoważnione", default=list, blank=True)
    announced_at = models.DateTimeField("zapowiedziano", null=True, blank=True)
    held_from = models.DateField("przeprowadzona od", null=True, blank=True)
    held_to = models.DateField("przeprowadzona do", null=True, blank=True)
    findings = models.JSONField("ustalenia", default=dict, blank=True)
    is_irregular = models.BooleanField("nieprawidłowości", null=True, blank=True)
    irregularities = models.TextField("opis nieprawidłowości", blank=True, max_length=10000)
    protocol_number = models.CharField("numer protokołu", max_length=60, blank=True)
    protocol_on = models.DateField("protokół z dnia", null=True, blank=True)
    recommended_on = models.DateField("zalecenia doręczono", null=True, blank=True)
    answered_at = models.DateTimeField("odpowiedź zleceniobiorcy", null=True, blank=True)
    closing_note = models.TextField("podsumowanie", blank=True)
    planned_at = models.DateTimeField("wpisano")
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "kontrola"
        verbose_name_plural = "kontrole"
        ordering = ("-planned_year", "-planned_month", "-pk")
        indexes = (
            models.Index(fields=["contract", "state"]),
            models.Index(fields=["planned_year", "planned_month"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("planned", "cancelled")) | Q(announced_at__isnull=False),
                name="inspection_beyond_plan_is_announced",
                violation_error_message="Kontrola z upoważnieniem jest zapowiedziana.",
            ),
            models.CheckConstraint(
                condition=Q(held_from__isnull=True) | Q(held_from__lte=F("held_to")),
                name="inspection_days_in_order",
                violation_error_message="Kontrola nie może się kończyć, zanim się zacznie.",
            ),
            models.CheckConstraint(
                condition=Q(planned_month__gte=1, planned_month__lte=12),
                name="inspection_month_of_a_year",
                violation_error_message="Wybierz miesiąc.",
            ),
        )

    def __str__(self) -> str:
        return f"Kontrola {self.get_occasion_display()}, umowa nr {self.contract.number}"

    def get_absolute_url(self) -> str:
        """Return the inspection's page."""
        return reverse("inspection-detail", args=(self.pk,))

    @property
    def planned_term(self) -> str:
        """When it is planned, in words: a day where one is set, else the month."""
        if self.planned_on is not None:
            return f"{self.planned_on:%d.%m.%Y} r."
        return f"{self.get_planned_month_display()} {self.planned_year}"

    @property
    def people(self) -> str:
        """The people authorised as one types them: a line for each, a name and a function."""
        return "\n".join(f"{one['name']}, {one['function']}" for one in self.team)

    def get_subjects_display(self) -> str:
        """Return the scope in words."""
        return "; ".join(self.subject_labels)

    @property
    def subject_labels(self) -> list[str]:
        """What is inspected, in words, in the order of the article."""
        return [str(one.label) for one in self.Subject if one in self.subjects]

    @property
    def found(self) -> list[tuple[str, str]]:
        """What was found, by subject of the scope."""
        return [
            (str(one.label), self.findings.get(one.value, ""))
            for one in self.Subject
            if one in self.subjects
        ]

    @property
    def is_closed(self) -> bool:
        """Whether nothing more happens in it."""
        return self.state in self.ENDED


class ProtocolVersion(models.Model):
    """A protocol as it was sent to the contractor, and what came of it.

    `content` is what `contracting.settlement.protocol` freezes, and does not change any more;
    `recorded_at` and `recorded_by` are those of the contractor's last answer, whose papers are
    attachments of the version. A version is signed, or its signature was refused, or the office
    has made the next one after objections.
    """

    belongs_to = "inspection"
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="protocols")
    ordinal = models.PositiveSmallIntegerField("kolejna wersja")
    content = models.JSONField("treść")
    digest = models.CharField("skrót treści", max_length=64, db_index=True)
    sent_at = models.DateTimeField("przekazano")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField("termin na podpis albo zastrzeżenia")
    objections = models.TextField("zastrzeżenia", blank=True)
    objected_on = models.DateField("zastrzeżenia z dnia", null=True, blank=True)
    objections_answer = models.TextField("stanowisko urzędu", blank=True)
    answered_on = models.DateField("stanowisko z dnia", null=True, blank=True)
    signatory = models.CharField("kto podpisał", max_length=300, blank=True)
    signed_on = models.DateField("podpisano", null=True, blank=True)
    refusal = models.TextField("odmowa podpisania", blank=True)
    refused_on = models.DateField("odmówiono", null=True, blank=True)
    recorded_at = models.DateTimeField("odpowiedź odnotowano", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "protokół kontroli"
        verbose_name_plural = "protokoły kontroli"
        ordering = ("inspection", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["inspection", "ordinal"], name="protocol_version_once"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(refused_on__isnull=True),
                name="protocol_signed_or_refused",
                violation_error_message="Protokół jest albo podpisany, albo nie.",
            ),
        )

    def __str__(self) -> str:
        return f"Protokół kontroli, wersja {self.ordinal}"


class InspectionRecommendationQuerySet(models.QuerySet["InspectionRecommendation"]):
    """Which recommendations exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the office's own; the contractor's once they were delivered."""
        rows = self.filter(inspection__in=Inspection.objects.visible_to(act))
        if act.scope.kind == "organisation":
            return rows.exclude(inspection__recommended_on=None)
        return rows


class InspectionRecommendation(Versioned):
    """What the contractor is to put right, what it did, and whether the office takes it as done."""

    class Outcome(models.TextChoices):
        """The office's assessment."""

        DONE = "done", "wykonane"
        NOT_DONE = "not_done", "niewykonane"

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="recommendations"
    )
    ordinal = models.PositiveSmallIntegerField("kolejne zalecenie")
    text = models.TextField("treść zalecenia", max_length=4000)
    due_on = models.DateField(
        "termin wykonania",
        null=True,
        blank=True,
        help_text="Puste: termin z umowy, liczony od doręczenia zaleceń.",
    )
    answer = models.TextField("co zrobiono", blank=True, max_length=4000)
    done_on = models.DateField("kiedy", null=True, blank=True)
    outcome = models.CharField("ocena urzędu", max_length=8, choices=Outcome, blank=True)
    outcome_reason = models.TextField("uzasadnienie oceny", blank=True, max_length=4000)
    assessed_at = models.DateTimeField("oceniono", null=True, blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = InspectionRecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "zalecenie pokontrolne"
        verbose_name_plural = "zalecenia pokontrolne"
        ordering = ("inspection", "ordinal")
        constraints = (
            models.UniqueConstraint(
                fields=["inspection", "ordinal"], name="inspection_recommendation_once"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_done") | ~Q(outcome_reason=""),
                name="inspection_not_done_has_reason",
                violation_error_message="Napisz, dlaczego zalecenie nie jest wykonane.",
            ),
        )

    def __str__(self) -> str:
        return f"Zalecenie {self.ordinal}"

    def get_absolute_url(self) -> str:
        """Return the page of the inspection."""
        return reverse("inspection-detail", args=(self.inspection_id,))


def open_inspections(contract: Contract) -> InspectionQuerySet:
    """Return the inspections that a contract's closing has to wait for, planned ones too.

    Only the office may be shown them: the contractor does not know of a planned one.
    """
    return Inspection.objects.filter(contract=contract).open()
