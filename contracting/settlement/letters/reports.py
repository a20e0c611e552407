"""Reports: who is told of what, what waits for whom, reminders of the term (R16)."""

from collections.abc import Iterable

from django.urls import reverse

from contracting.contracts.letters import both_sides, contractors_people, office_scope
from contracting.contracts.models import Contract
from contracting.contracts.permissions import PLANNERS, WRITERS
from contracting.settlement.models import Contribution, ExpenseDocument, Item, TaskReport
from contracting.settlement.permissions import DESK
from contracting.settlement.terms import Term
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.messages import MessageKind
from mkus_portal.web.wording import day

AnyItem = ExpenseDocument | Contribution
OWED = "report_owed"
CHECK = "report_check"
CORRECT = "report_correct"
EXPLAIN = "item_explain"
CLOSE = "settlement_close"
NEWS = MessageKind(
    code="settlement_news",
    label="Rozliczenie: wiadomość",
    subject="{what}: {title}",
    template="contracting/settlement/letters/settlement_news.txt",
)
REMINDER = MessageKind(
    code="report_reminder",
    label="Rozliczenie: przypomnienie o terminie",
    subject="{what}: {title}",
    template="contracting/settlement/letters/settlement_news.txt",
)
KINDS = (NEWS, REMINDER)


def ask_for_report(act: Act, contract: Contract, term: Term, url: str) -> None:
    """Let the report that is owed first wait for the contractor's people."""
    whose = Whose(scope=contract.organisation.scope, roles=PLANNERS)
    sentence = f"Złóż {term.words}: „{contract.title}”"[:300]
    due = Until.end_of(term.accepted_to)
    open_duty(act, OWED, contract, whose, url=url, sentence=sentence, due=due)


def close_asking(act: Act, contract: Contract) -> None:
    """End it: the report was sent."""
    close_duty(act, OWED, contract)


def ask_to_check(act: Act, report: TaskReport) -> None:
    """Let the sent report wait for the desk, and tell it."""
    contract = report.contract
    whose = Whose(scope=office_scope(contract), roles=DESK)
    sentence = f"Sprawdź sprawozdanie: umowa nr {contract.number}, {contract.organisation}"[:300]
    open_duty(act, CHECK, report, whose, url=report.get_absolute_url(), sentence=sentence)
    close_duty(act, CORRECT, report)
    text = f"{report} wpłynęło {day(act.at)} Można je sprawdzać."
    tell(act, report, "Sprawozdanie złożone", text, office=True)


def ask_to_correct(act: Act, report: TaskReport, due: Until, text: str) -> None:
    """Let the returned report wait for the contractor, and write why."""
    close_duty(act, CHECK, report)
    contract = report.contract
    whose = Whose(scope=contract.organisation.scope, roles=PLANNERS)
    sentence = f"Popraw sprawozdanie: „{contract.title}”"[:300]
    open_duty(
        act, CORRECT, report, whose, url=report.get_absolute_url(), sentence=sentence, due=due
    )
    tell(act, report, "Sprawozdanie zwrócone do poprawy", text)


def ask_to_explain(act: Act, item: AnyItem) -> None:
    """Let the questioned item wait for the contractor, and write what is asked."""
    contract = item.contract
    whose = Whose(scope=contract.organisation.scope, roles=PLANNERS)
    sentence = f"Wyjaśnij pozycję rozliczenia: {item}"[:300]
    url = item.get_absolute_url()
    open_duty(act, EXPLAIN, item, whose, url=url, sentence=sentence)
    people = contractors_people(act, contract)
    write(act, contract, "Pytanie o pozycję rozliczenia", f"{item}: {item.reason}", people, url)


def close_question(act: Act, item: Item) -> None:
    """End it: explained, or decided about."""
    close_duty(act, EXPLAIN, item)


def say_explained(act: Act, item: AnyItem) -> None:
    """Tell the clerks that an explanation has come."""
    people = people_with(office_scope(item.contract), act.day, *WRITERS)
    text = f"{item}: {item.explanation}"
    write(
        act, item.contract, "Wyjaśnienie pozycji rozliczenia", text, people, item.get_absolute_url()
    )


def say_decided(act: Act, report: TaskReport, text: str) -> None:
    """Tell both sides how the office has decided."""
    close_duty(act, CHECK, report)
    what = f"Sprawozdanie {report.get_state_display()}"
    people = both_sides(act, report.contract)
    write(act, report.contract, what, text, people, report.get_absolute_url())


def ask_to_close(act: Act, contract: Contract) -> None:
    """Let the contract whose final report is decided wait for being closed."""
    whose = Whose(scope=office_scope(contract), roles=WRITERS)
    sentence = f"Zamknij rozliczenie: umowa nr {contract.number}, {contract.organisation}"[:300]
    url = reverse("settlement-detail", args=(contract.pk,))
    open_duty(act, CLOSE, contract, whose, url=url, sentence=sentence)


def close_closing(act: Act, contract: Contract) -> None:
    """End it: the contract is settled."""
    close_duty(act, CLOSE, contract)


def tell(act: Act, report: TaskReport, what: str, text: str, *, office: bool = False) -> None:
    """Write to one side of a report."""
    contract = report.contract
    if office:
        people = people_with(office_scope(contract), act.day, *WRITERS)
    else:
        people = contractors_people(act, contract)
    write(act, contract, what, text, people, report.get_absolute_url())


def write(
    act: Act, contract: Contract, what: str, text: str, people: Iterable[User], url: str
) -> None:
    """Write to people about the settlement of a contract."""
    context = {"what": what, "title": contract.title, "text": text, "url": url}
    send_letter(act, NEWS.code, people, contract, context)


def remind(act: Act, contract: Contract, term: Term, offset: int, url: str) -> None:
    """Write to the contractor about a term; to the office too once it has passed."""
    last = day(term.accepted_to)
    what, text = {
        -7: ("Za tydzień mija termin", f"Do {last} złóż {term.words}."),
        0: ("Dziś mija termin", f"Dziś, {last}, mija termin na {term.words}."),
        1: (
            "Termin minął",
            f"Wczoraj, {last}, minął termin na {term.words}. Złóż je niezwłocznie.",
        ),
    }[offset]
    people = contractors_people(act, contract)
    if offset > 0:
        people = [*people, *people_with(office_scope(contract), act.day, *WRITERS)]
    context = {"what": what, "title": contract.title, "text": text, "url": url}
    send_letter(act, REMINDER.code, people, contract, context)
