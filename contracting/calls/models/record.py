"""What stands by a call: criteria, earlier tasks, announcements, publications, questions."""

import secrets
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import connection, models
from django.db.models import F, Q

from contracting.calls.models.call import Call, CallTask
from mkus_portal.act import Act
from mkus_portal.money import MoneyField
from mkus_portal.versions import Versioned

HALF = Decimal("0.50")  # as the database gives it back, so that a form finds its choice
STEPS = (
    (Decimal("1.00"), "1 punkt"),
    (HALF, "pół punktu"),
    (Decimal("0.25"), "ćwierć punktu"),
    (Decimal("0.10"), "0,1 punktu"),
)


class Criterion(Versioned):
    """A criterion of choice, mapped to one of the statutory six (art. 15 ust. 1 UDPPiW).

    One with parts is a group: its points are the sum of its parts' (`rules.criteria`). The points
    given count `weight` times; a criterion that informs (`counts` False) adds nothing.
    """

    belongs_to = "call"

    class Statutory(models.IntegerChoices):
        """The six things that the body assesses."""

        ABILITY = 1, "możliwość realizacji zadania przez oferenta"
        COSTS = 2, "kalkulacja kosztów w odniesieniu do zakresu zadania"
        QUALITY = 3, "jakość wykonania i kwalifikacje osób"
        OWN_FUNDS = 4, "udział środków finansowych własnych lub z innych źródeł"
        IN_KIND = 5, "wkład rzeczowy i osobowy, w tym wolontariusze i praca społeczna"
        RECORD = 6, "rzetelność, terminowość i rozliczenie wcześniejszych zadań"

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    task = models.ForeignKey(
        CallTask,
        verbose_name="tylko dla zadania",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="own_criteria",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="jest częścią kryterium",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="parts",
    )
    position = models.PositiveSmallIntegerField("kolejność")
    statutory = models.PositiveSmallIntegerField("kryterium ustawowe", choices=Statutory)
    label = models.CharField("kryterium", max_length=300)
    description = models.TextField("opis", blank=True)
    max_points = models.DecimalField(
        "punktów najwyżej", max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    points_step = models.DecimalField(
        "punkty można dawać co", max_digits=4, decimal_places=2, choices=STEPS, default=HALF
    )
    weight = models.DecimalField(
        "waga",
        max_digits=5,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text="Ile razy liczą się punkty. Zwykle 1.",
    )
    counts = models.BooleanField("liczy się do punktów oferty", default=True)

    class Meta:
        verbose_name = "kryterium"
        verbose_name_plural = "kryteria"
        ordering = ("call", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(statutory__gte=1, statutory__lte=6),
                name="criterion_is_statutory",
                violation_error_message="Wybierz jedno z sześciu kryteriów ustawowych.",
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0, points_step__gt=0),
                name="criterion_weight_and_step_positive",
                violation_error_message="Waga i krok punktów muszą być większe od zera.",
            ),
        )

    def __str__(self) -> str:
        return self.label


class PreviousTask(Versioned):
    """A task of the same kind done before, with its cost (art. 13 ust. 2 pkt 7); null is not 0."""

    belongs_to = "call"

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="previous_tasks")
    label = models.CharField("zadanie", max_length=300)
    year = models.PositiveSmallIntegerField("rok")
    cost = MoneyField("koszt", null=True, blank=True)
    grants = MoneyField("w tym dotacje dla organizacji", null=True, blank=True)

    class Meta:
        verbose_name = "zadanie z lat poprzednich"
        ordering = ("call", "year", "pk")

    def __str__(self) -> str:
        return f"{self.label} ({self.year})"


class Announcement(models.Model):
    """A version of the announcement as it was approved: frozen, never changed."""

    belongs_to = "call"

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="announcements")
    version = models.PositiveSmallIntegerField("wersja")
    content = models.JSONField("treść")
    digest = models.CharField("skrót treści", max_length=64)
    act_number = models.CharField("numer aktu", max_length=60)
    act_date = models.DateField("data aktu")
    signatory = models.CharField("kto podpisał akt", max_length=150)
    approved_at = models.DateTimeField("zatwierdzono")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "ogłoszenie"
        ordering = ("call", "version")
        constraints = (
            models.UniqueConstraint(fields=["call", "version"], name="announcement_version_once"),
        )

    def __str__(self) -> str:
        return f"Ogłoszenie, wersja {self.version}"


class Annulment(models.Model):
    """Why a published call was annulled and by which act (art. 18a UDPPiW)."""

    belongs_to = "call"

    class Ground(models.TextChoices):
        """The grounds; the first two oblige, the last rests on the announcement."""

        NO_OFFERS = "no_offers", "nie złożono żadnej oferty (art. 18a ust. 1 pkt 1)"
        NONE_FITS = (
            "none_fits",
            "żadna oferta nie spełniła wymogów ogłoszenia (art. 18a ust. 1 pkt 2)",
        )
        RESERVATION = "reservation", "zastrzeżenie zawarte w ogłoszeniu"

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="annulment")
    ground = models.CharField("podstawa", max_length=12, choices=Ground)
    reason = models.TextField("uzasadnienie")
    act_number = models.CharField("numer aktu", max_length=60)
    act_date = models.DateField("data aktu")
    signatory = models.CharField("kto podpisał akt", max_length=150)
    annulled_at = models.DateTimeField("unieważniono")

    class Meta:
        verbose_name = "unieważnienie"

    def __str__(self) -> str:
        return f"{self.act_number} z {self.act_date:%d.%m.%Y}"


class Publication(models.Model):
    """Where, when and by whom something was published.

    Art. 13 ust. 3, art. 15 ust. 2h, art. 18a ust. 2 UDPPiW. `version` is the announcement's, of
    results the number of the decision, of an annulment 0.
    """

    belongs_to = "call"

    class Subject(models.TextChoices):
        """What was published."""

        ANNOUNCEMENT = "announcement", "ogłoszenie o konkursie"
        ANNULMENT = "annulment", "unieważnienie konkursu"
        RESULTS = "results", "wyniki konkursu"

    class Place(models.TextChoices):
        """The three compulsory places."""

        BIP = "bip", "Biuletyn Informacji Publicznej"
        BOARD = "board", "tablica ogłoszeń w siedzibie organu"
        WEBSITE = "website", "strona internetowa organu"

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="publications")
    subject = models.CharField("co ogłoszono", max_length=12, choices=Subject)
    place = models.CharField("miejsce", max_length=8, choices=Place)
    version = models.PositiveSmallIntegerField("wersja")
    published_at = models.DateTimeField("ogłoszono")
    url = models.URLField("adres strony", max_length=400, blank=True)
    evidence = models.TextField("potwierdzenie", blank=True)
    has_scan = models.BooleanField("potwierdzona skanem", default=False)
    author = models.CharField("kto wytworzył", max_length=150)
    responsible = models.CharField("kto odpowiada za treść", max_length=150)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("wpisano")

    class Meta:
        verbose_name = "publikacja"
        verbose_name_plural = "publikacje"
        ordering = ("call", "subject", "published_at")
        constraints = (
            models.UniqueConstraint(
                fields=["call", "subject", "version", "place"],
                name="publication_place_once",
                violation_error_message="Publikacja w tym miejscu jest już wpisana.",
            ),
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(evidence="") | Q(has_scan=True),
                name="publication_is_proved",
                violation_error_message=(
                    "Podaj adres strony, opisz potwierdzenie albo dołącz skan."
                ),
            ),
            models.CheckConstraint(
                condition=Q(published_at__lte=F("entered_at")),
                name="publication_not_in_future",
                violation_error_message="Czas publikacji nie może być w przyszłości.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.get_place_display()}"


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions about calls."""

    def answered(self) -> Self:
        """Return what is published: question with answer, without the asker."""
        return self.exclude(answered_at=None)

    def visible_to(self, act: Act) -> Self:
        """Return the questions that the office may answer."""
        return self.filter(call__in=Call.objects.of_office(act))


class Question(models.Model):
    """A question before the deadline and its answer; published without the asker's name."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField("pytanie")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("zadano")
    answer = models.TextField("odpowiedź", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField("odpowiedziano", null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "pytanie"
        verbose_name_plural = "pytania"
        ordering = ("call", "asked_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="question_answer_has_text",
                violation_error_message="Wpisz odpowiedź.",
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]


class PublicVersionQuerySet(models.QuerySet["PublicVersion"]):
    """The one row."""

    def current(self) -> str:
        """Return the token; empty before anything was published.

        Asked by every visitor's request, so it goes to the database without the ORM's quarter of a
        millisecond.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT token FROM calls_publicversion WHERE id = 1")
            row: tuple[str] | None = cursor.fetchone()
        return row[0] if row else ""

    def grow(self) -> None:
        """Mark a change of public content, in the transaction that makes it."""
        self.update_or_create(pk=1, defaults={"token": secrets.token_hex(16)})


class PublicVersion(models.Model):
    """One row whose token changes with every change of what the public list shows.

    A random token, not a number: one that was rolled back never stands for something else.
    """

    belongs_to = "everybody"

    token = models.CharField(max_length=32, default="")

    objects = PublicVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "wersja treści publicznej"

    def __str__(self) -> str:
        return self.token
