"""A change of a contract in force, agreed and signed like the contract itself."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracting.contracts.models.contract import Contract
from mkus_portal.act import Act


class ContractAmendmentQuerySet(models.QuerySet["ContractAmendment"]):
    """Which amendments exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those of the contracts that exist for the act."""
        return self.filter(contract__in=Contract.objects.visible_to(act))

    def open(self) -> Self:
        """Return those that are on their way."""
        return self.exclude(state__in=("in_force", "refused", "withdrawn"))


class ContractAmendment(models.Model):
    """An amendment (aneks): why, what changes, and where it stands (contract § 15).

    While it is written the contract's plan is open; `changes` are pairs of old and new words,
    frozen with the countersignature. In force it makes the contract's next version.
    """

    class State(models.TextChoices):
        """The way of the contract itself, once more."""

        WRITTEN = "written", "zleceniobiorca przygotowuje zmiany"
        ASKED = "asked", "czeka na zgodę urzędu"
        AGREED = "agreed", "u radcy prawnego"
        LEGAL = "legal", "czeka na kontrasygnatę"
        COUNTERSIGNED = "countersigned", "czeka na podpis zleceniobiorcy"
        SIGNED_NGO = "signed_ngo", "czeka na podpis organu"
        IN_FORCE = "in_force", "obowiązuje"
        REFUSED = "refused", "urząd odmówił"
        WITHDRAWN = "withdrawn", "wycofany"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="amendments")
    ordinal = models.PositiveSmallIntegerField("aneks nr")
    state = models.CharField("stan", max_length=14, choices=State, default=State.WRITTEN)
    reason = models.TextField("dlaczego umowę trzeba zmienić")
    grant_costs_to = models.DateField("wydatki z dotacji do", null=True, blank=True)
    other_costs_to = models.DateField("wydatki z innych środków do", null=True, blank=True)
    changes = models.JSONField("co się zmienia", null=True, blank=True)
    agreed = models.JSONField("plan po zmianie", null=True, blank=True)
    digest = models.CharField("skrót treści", max_length=64, blank=True, db_index=True)
    in_force_from = models.DateField("obowiązuje od", null=True, blank=True)
    by_office = models.BooleanField("z inicjatywy urzędu", default=False)
    opened_at = models.DateTimeField("rozpoczęto")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ContractAmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = "aneks"
        verbose_name_plural = "aneksy"
        ordering = ("contract", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["contract", "ordinal"], name="contract_amendment_once"),
            models.UniqueConstraint(
                fields=["contract"],
                condition=~Q(state__in=("in_force", "refused", "withdrawn")),
                name="contract_amendment_open_once",
                violation_error_message="Inny aneks do tej umowy jest w toku.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("countersigned", "signed_ngo", "in_force"))
                | Q(changes__isnull=False, agreed__isnull=False) & ~Q(digest=""),
                name="contract_amendment_is_frozen",
                violation_error_message="Kontrasygnowany aneks ma swoją treść.",
            ),
        )

    def __str__(self) -> str:
        return f"Aneks nr {self.ordinal} do umowy nr {self.contract.number}"

    def get_absolute_url(self) -> str:
        """Return the amendment's page."""
        return reverse("amendment-detail", args=(self.pk,))
