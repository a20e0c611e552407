"""What became of the money of a call's tasks, added up."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from contracting.calls.models import Call, CallTask, PoolEntry

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class PoolLine:
    """A task's money: its pool and what became of it, PLN; `left` is None without a pool."""

    task: CallTask
    awarded: Decimal
    contracted: Decimal
    paid: Decimal
    returned: Decimal

    @property
    def left(self) -> Decimal | None:
        """What is not awarded."""
        return None if self.task.pool is None else self.task.pool - self.awarded


def pool_lines(call: Call) -> list[PoolLine]:
    """Return the money of each task; two queries."""
    rows = PoolEntry.objects.filter(task__call=call).order_by().values("task", "kind")
    sums = {(one["task"], one["kind"]): one["whole"] for one in rows.annotate(whole=Sum("amount"))}
    kinds = PoolEntry.Kind
    return [
        PoolLine(
            task,
            *(
                sums.get((task.pk, kind), ZERO)
                for kind in (kinds.AWARD, kinds.CONTRACT, kinds.PAYMENT, kinds.RETURN)
            ),
        )
        for task in call.tasks.all()
    ]
