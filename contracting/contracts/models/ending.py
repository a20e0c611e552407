"""How a contract ended otherwise than as agreed, or that it was settled."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from contracting.contracts.models.contract import Contract
from mkus_portal.money import MoneyField


class ContractEnding(models.Model):
    """The end of a contract: why, with what financial effects, on whose word."""

    belongs_to = "contract"

    class Kind(models.TextChoices):
        """Who ends it, and by what (§§ 1, 11–13 of the framework contract)."""

        SETTLED = "settled", "wykonanie i rozliczenie"
        MUTUAL = "mutual", "rozwiązanie za porozumieniem stron (§ 11)"
        PRINCIPAL = "principal", "rozwiązanie przez zleceniodawcę (§ 13)"
        WITHDRAWAL = "withdrawal", "odstąpienie zleceniobiorcy (§ 12)"

    class Ground(models.TextChoices):
        """The grounds of § 12 and § 13."""

        MISUSE = "misuse", "dotacja wykorzystana niezgodnie z przeznaczeniem"
        IMPROPER = "improper", "zadanie wykonywane nieterminowo albo nienależycie"
        THIRD_PARTY = "third_party", "dotacja przekazana osobie trzeciej wbrew umowie"
        NO_REPORT = "no_report", "brak sprawozdania w terminie"
        NO_CONTROL = "no_control", "odmowa kontroli albo nieusunięte nieprawidłowości"
        NULL_OFFER = "null_offer", "oferta nieważna albo złożona przez osoby nieuprawnione"
        IMPOSSIBLE = "impossible", "okoliczności uniemożliwiające wykonanie umowy"
        NOT_PAID = "not_paid", "dotacji nie przekazano w terminie"

    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="ending")
    kind = models.CharField("sposób", max_length=10, choices=Kind)
    ground = models.CharField("przyczyna", max_length=12, choices=Ground, blank=True)
    reason = models.TextField("uzasadnienie")
    effects = models.TextField("skutki finansowe", blank=True)
    to_return = MoneyField("kwota do zwrotu", null=True, blank=True)
    return_by = models.DateField("termin zwrotu", null=True, blank=True)
    return_account = models.CharField("rachunek do zwrotu", max_length=28, blank=True)
    used = MoneyField("dotacja wykorzystana", null=True, blank=True)
    reported_on = models.DateField("sprawozdanie końcowe złożono", null=True, blank=True)
    ended_on = models.DateField("data")
    recorded_at = models.DateTimeField("odnotowano")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "zakończenie umowy"
        verbose_name_plural = "zakończenia umów"
        constraints = (
            models.CheckConstraint(
                condition=Q(to_return__isnull=True) | Q(to_return__gte=0),
                name="contract_ending_return_not_negative",
                violation_error_message="Kwota do zwrotu nie może być ujemna.",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())
