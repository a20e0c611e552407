"""What a report lacks before it can be sent: each with the place where it is mended."""

from collections.abc import Iterator

from contracting.offers.definition import FormDefinition
from contracting.offers.rules import Gap
from contracting.settlement.models import TaskReport
from contracting.settlement.rules.reported import ReportContent
from contracting.settlement.rules.tables import ZERO, total_of
from mkus_portal.web.wording import money, plural

LEDGER = "ledger"


def report_gaps(content: ReportContent, form: FormDefinition) -> list[Gap]:
    """Return what is missing or does not add up, in the order of the form."""
    found = [*_texts(content, form), *_results(content), *_ledger(content)]
    if "actions" in _tables(form):
        found += _actions(content)
    if "income" in _tables(form):
        found += _income(content)
    order = [section.code for section in form.sections]
    return sorted(found, key=lambda gap: order.index(gap.section))


def _texts(content: ReportContent, form: FormDefinition) -> Iterator[Gap]:
    for field in form.written_fields(joint=False):
        section, text = form.section_of(field.code), content.text(field.code)
        name = f"{field.code}: {field.label}"
        if field.required and not text:
            yield Gap(section, field.code, f"{name} – brak odpowiedzi")
        elif field.limit and len(text) > field.limit:
            over = len(text) - field.limit
            signs = plural(over, "znak", "znaki", "znaków")
            yield Gap(section, field.code, f"{field.code}: skróć tekst o {over} {signs}")


def _results(content: ReportContent) -> Iterator[Gap]:
    for one in content.results:
        if not one.reached.strip():
            sentence = f"I.1: rezultat „{one.name}”: wpisz, ile osiągnięto"
            yield Gap("I", f"results:{one.pk}:reached", sentence)


def _actions(content: ReportContent) -> Iterator[Gap]:
    for one in content.actions:
        if not one.degree:
            sentence = f"I.2: działanie „{one.name}”: wybierz stopień wykonania"
            yield Gap("I", f"actions:{one.pk}:degree", sentence)
        elif one.degree == "goes_on" and content.kind == TaskReport.Kind.FINAL:
            sentence = f"I.2: działanie „{one.name}”: w sprawozdaniu końcowym nie może być w toku"
            yield Gap("I", f"actions:{one.pk}:degree", sentence)


def _tables(form: FormDefinition) -> set[str]:
    return {field.table for section in form.sections for field in section.fields}


def _ledger(content: ReportContent) -> Iterator[Gap]:
    if not content.spent:
        yield Gap("II", LEDGER, "II.1: wpisz wydatki do rejestru")


def _income(content: ReportContent) -> Iterator[Gap]:
    for source, earned, what in (
        ("from_interest", "interest", "z odsetek"),
        ("from_income", "income", "z innych przychodów"),
        ("recipient_fees", "fees", "ze świadczeń od odbiorców"),
    ):
        spent, got = total_of(content.spent, source), content.earned(earned)
        if spent > got and spent != ZERO:
            sentence = (
                f"II.2: {what} wydano {money(spent)}, a uzyskano {money(got)}: popraw przychody"
                " albo rejestr wydatków"
            )
            yield Gap("II", "t-income", sentence)
    if total_of(content.spent, "other_public") and not content.text("II.2.public"):
        sentence = "II.2: nazwij organy, które przekazały środki z innych źródeł publicznych"
        yield Gap("II", "II.2.public", sentence)
