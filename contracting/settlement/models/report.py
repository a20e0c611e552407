"""The report on the performance of a public task, its versions, and what the office asked."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracting.contracts.models import Contract
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.versions import Versioned


class TaskReportQuerySet(models.QuerySet["TaskReport"]):
    """Which reports exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the contractor's own; the office's once they were sent."""
        rows = self.filter(contract__in=Contract.objects.visible_to(act))
        if act.scope.kind == "office":
            return rows.exclude(submitted_at=None)
        return rows

    def written(self) -> Self:
        """Return those that the contractor writes now."""
        return self.filter(state__in=TaskReport.WRITTEN)


class TaskReport(Versioned):
    """A report (art. 18 UDPPiW) on the official form: of a part of the task, or of all of it.

    `open_parts` are the codes of the form's parts that a returned report may change; part II opens
    the ledger's items too. `content` is what was sent last, frozen as
    `contracting.settlement.content` writes it; every version that was sent stays in
    `ReportVersion`.
    """

    class Kind(models.TextChoices):
        """The two kinds of the form's header."""

        INTERIM = "interim", "częściowe"
        FINAL = "final", "końcowe"

    class State(models.TextChoices):
        """From the draft to the office's answer."""

        DRAFT = "draft", "szkic – jeszcze niezłożone"
        SUBMITTED = "submitted", "złożone, urząd sprawdza"
        RETURNED = "returned", "zwrócone do poprawy"
        ACCEPTED = "accepted", "zaakceptowane"
        QUESTIONED = "questioned", "zakwestionowane"
        DISCARDED = "discarded", "zaniechane"

    WRITTEN = (State.DRAFT, State.RETURNED)
    MONEY_PART = "II"
    DECIDED = (State.ACCEPTED, State.QUESTIONED)

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reports")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="task_report")
    kind = models.CharField("rodzaj", max_length=8, choices=Kind)
    ordinal = models.PositiveSmallIntegerField("kolejne sprawozdanie")
    period_from = models.DateField("okres od")
    period_to = models.DateField("okres do")
    due_on = models.DateField("termin złożenia", null=True, blank=True)
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    submitted_at = models.DateTimeField("złożono", null=True, blank=True)
    first_submitted_at = models.DateTimeField("pierwszy raz złożono", null=True, blank=True)
    signatories = models.CharField("kto podpisał", max_length=300, blank=True)
    content = models.JSONField("treść złożona", null=True, blank=True)
    digest = models.CharField("skrót treści", max_length=64, blank=True, db_index=True)
    open_parts = models.JSONField("części otwarte do poprawy", default=list, blank=True)
    decided_at = models.DateTimeField("rozstrzygnięto", null=True, blank=True)
    decision_reason = models.TextField("uzasadnienie urzędu", blank=True)
    created_at = models.DateTimeField("rozpoczęto")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = TaskReportQuerySet.as_manager()

    class Meta:
        verbose_name = "sprawozdanie"
        verbose_name_plural = "sprawozdania"
        ordering = ("contract", "ordinal")
        indexes = (models.Index(fields=["contract", "state"]),)
        constraints = (
            models.UniqueConstraint(fields=["contract", "ordinal"], name="task_report_once"),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(state__in=("draft", "submitted", "returned")),
                name="task_report_open_once",
                violation_error_message="Inne sprawozdanie z tej umowy jest w toku.",
            ),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(kind="final") & ~Q(state="discarded"),
                name="task_report_final_once",
                violation_error_message="Ta umowa ma już sprawozdanie końcowe.",
            ),
            models.CheckConstraint(
                condition=Q(period_from__lte=F("period_to")),
                name="task_report_period_in_order",
                violation_error_message="Okres nie może się kończyć, zanim się zacznie.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "discarded"))
                | Q(submitted_at__isnull=False, content__isnull=False) & ~Q(digest=""),
                name="task_report_sent_has_content",
                violation_error_message="Złożone sprawozdanie ma czas, treść i skrót.",
            ),
        )

    def __str__(self) -> str:
        name = "końcowe" if self.kind == self.Kind.FINAL else f"częściowe nr {self.ordinal}"
        return f"Sprawozdanie {name}, umowa nr {self.contract.number}"

    def get_absolute_url(self) -> str:
        """Return the report's page."""
        return reverse("report-detail", args=(self.pk,))

    @property
    def is_written(self) -> bool:
        """Whether the contractor writes it now."""
        return self.state in self.WRITTEN

    def opens(self, part: str) -> bool:
        """Whether a part of the form may be written: all of a draft, of a returned one some."""
        return self.state == self.State.DRAFT or part in self.open_parts


class ReportVersion(models.Model):
    """A report as it was sent: 1 for the first time, then after each correction."""

    belongs_to = "report"
    report = models.ForeignKey(TaskReport, on_delete=models.PROTECT, related_name="versions")
    ordinal = models.PositiveSmallIntegerField("kolejna wersja")
    content = models.JSONField("treść")
    digest = models.CharField("skrót treści", max_length=64, db_index=True)
    sent_at = models.DateTimeField("złożono")
    signatories = models.CharField("kto podpisał", max_length=300, blank=True)

    class Meta:
        verbose_name = "wersja sprawozdania"
        verbose_name_plural = "wersje sprawozdań"
        ordering = ("report", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["report", "ordinal"], name="report_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.report}, wersja {self.ordinal}"


class ReportReturn(models.Model):
    """The office gave a report back to be corrected: which parts, why, until when.

    `reasons` maps the code of an opened part to why.
    """

    belongs_to = "report"
    report = models.ForeignKey(TaskReport, on_delete=models.PROTECT, related_name="returns")
    reasons = models.JSONField("części do poprawy")
    due_on = models.DateField("termin poprawy")
    returned_at = models.DateTimeField("zwrócono")
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    corrected_at = models.DateTimeField("poprawiono", null=True, blank=True)

    class Meta:
        verbose_name = "zwrot sprawozdania do poprawy"
        verbose_name_plural = "zwroty sprawozdań do poprawy"
        ordering = ("report", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(corrected_at__isnull=True),
                name="report_return_open_once",
                violation_error_message="To sprawozdanie jest już zwrócone do poprawy.",
            ),
        )

    def __str__(self) -> str:
        return f"Zwrot: {self.report}"


class ReportCall(models.Model):
    """The office's call for a report: for an interim one (D09), or for one that is late (D21)."""

    belongs_to = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="report_calls")
    kind = models.CharField("rodzaj sprawozdania", max_length=8, choices=TaskReport.Kind)
    period_from = models.DateField("okres od")
    period_to = models.DateField("okres do")
    due_on = models.DateField("termin złożenia")
    reason = models.TextField("uzasadnienie", blank=True)
    called_at = models.DateTimeField("wezwano")
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.ForeignKey(
        TaskReport, null=True, blank=True, on_delete=models.PROTECT, related_name="calls"
    )

    class Meta:
        verbose_name = "wezwanie do sprawozdania"
        verbose_name_plural = "wezwania do sprawozdań"
        ordering = ("contract", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(period_from__lte=F("period_to")),
                name="report_call_period_in_order",
                violation_error_message="Okres nie może się kończyć, zanim się zacznie.",
            ),
        )

    def __str__(self) -> str:
        return f"Wezwanie do sprawozdania, umowa nr {self.contract.number}"


class Reminder(models.Model):
    """A letter about a report's term that was sent (R16): each of them once.

    `offset` counts days from the last day: −7, 0, 1.
    """

    belongs_to = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="reminders")
    about = models.CharField("czego dotyczy", max_length=40)
    last_day = models.DateField("ostatni dzień")
    offset = models.SmallIntegerField("ile dni od terminu")
    sent_at = models.DateTimeField("wysłano")

    class Meta:
        verbose_name = "przypomnienie"
        verbose_name_plural = "przypomnienia"
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "about", "last_day", "offset"], name="reminder_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.about} {self.offset:+d}"
