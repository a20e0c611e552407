"""What the portal checks itself in the formal check, and what follows from the answers."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contracting.calls.rules import Terms
from contracting.evaluation.models import Assessment, FormalAnswer, FormalCondition
from contracting.offers.content import OfferContent
from contracting.offers.definition import FormDefinition
from contracting.offers.rules import Gap, gaps
from mkus_portal.law.registry import Value
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.web.wording import exact_instant

Answer = FormalAnswer.Answer
AppliesTo = FormalCondition.AppliesTo
State = Assessment.State
LONGEST_NOTE = 500
JOINT_BIDDERS = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What the portal knows of a sent offer; `signed` and `legal_form` are of the day of sending.

    `sent_of_task` and `sent_of_call` count the organisation's standing offers, this one too.
    """

    content: OfferContent
    terms: Terms
    form: FormDefinition
    max_years: Value
    in_time: Verdict
    signed: Verdict
    legal_form: str
    is_art_3_3: bool
    sent_of_task: int
    sent_of_call: int
    limit_of_task: int | None
    limit_of_call: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the portal found: an answer and a sentence about it."""

    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AutomaticCheck:
    """A condition that the portal checks: its words, whether it can be corrected, the check."""

    text: str
    find: Callable[[Facts], Finding]
    is_correctable: bool = False
    applies_to: str = AppliesTo.ALL.value


def _from(verdict: Verdict, note: str = "") -> Finding:
    return Finding(Answer.MET, note) if verdict else Finding(Answer.NOT_MET, verdict.reason)


def _without_limits(terms: Terms) -> Terms:
    """Return the terms with nothing that the announcement limits: what is left is completeness."""
    return replace(
        terms,
        pool=None,
        realization_from=None,
        realization_to=None,
        min_grant=None,
        max_grant=None,
        max_grant_share=None,
        min_own_share=None,
        min_own_financial_share=None,
        admin_cost_cap=None,
    )


def _gaps(facts: Facts) -> list[Gap]:
    return gaps(facts.content, facts.terms, facts.form, facts.max_years)


def _lacks(facts: Facts) -> list[Gap]:
    return gaps(facts.content, _without_limits(facts.terms), facts.form, facts.max_years)


def _beyond(facts: Facts, section: str) -> list[Gap]:
    """Return what goes beyond the announcement's limits in a section."""
    lacks = _lacks(facts)
    return [gap for gap in _gaps(facts) if gap not in lacks and gap.section == section]


def _none_of(found: Collection[Gap]) -> Finding:
    if not found:
        return Finding(Answer.MET)
    return Finding(Answer.NOT_MET, shortened("; ".join(gap.sentence for gap in found)))


def shortened(text: str) -> str:
    """Return the text as long as a note may be."""
    return text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1]}…"


def _form(facts: Facts) -> Finding:
    if facts.content.commissioning_form in facts.terms.forms:
        return Finding(Answer.MET)
    return Finding(Answer.NOT_MET, "Ogłoszenie nie przewiduje takiej formy zlecenia.")


def _number(facts: Facts) -> Finding:
    for sent, limit, where in (
        (facts.sent_of_task, facts.limit_of_task, "na to zadanie"),
        (facts.sent_of_call, facts.limit_of_call, "w tym konkursie"),
    ):
        if limit is not None and sent > limit:
            note = f"Organizacja złożyła {where} {sent}, a może najwyżej {limit}."
            return Finding(Answer.NOT_MET, note)
    return Finding(Answer.MET)


def _eligible(facts: Facts) -> Finding:
    article = "art. 3 ust. 3" if facts.is_art_3_3 else "art. 3 ust. 2"
    return Finding(Answer.MET, f"{facts.legal_form.capitalize()} ({article} ustawy).")


def _joint(facts: Facts) -> Finding:
    if len(facts.content.shares) < JOINT_BIDDERS:
        return Finding(Answer.NOT_MET, "W części V.C jest mniej niż dwóch oferentów.")
    if not facts.content.text("VI.J"):
        note = "Nie opisano, kto wykonuje które działania i kto reprezentuje oferentów."
        return Finding(Answer.NOT_MET, note)
    return Finding(Answer.MET)


AUTOMATIC = {
    "in_time": AutomaticCheck(
        "Oferta wpłynęła w terminie podanym w ogłoszeniu", lambda facts: _from(facts.in_time)
    ),
    "eligible": AutomaticCheck(
        "Ofertę złożyła organizacja pozarządowa lub podmiot z art. 3 ust. 3 ustawy", _eligible
    ),
    "signed": AutomaticCheck(
        "Ofertę podpisały osoby uprawnione do reprezentacji w dniu jej złożenia",
        lambda facts: _from(facts.signed),
        is_correctable=True,
    ),
    "complete": AutomaticCheck(
        "Formularz oferty jest wypełniony, a sumy w części V zgadzają się",
        lambda facts: _none_of(_lacks(facts)),
        is_correctable=True,
    ),
    "form": AutomaticCheck("Forma zlecenia jest taka, jaką przewiduje ogłoszenie", _form),
    "dates": AutomaticCheck(
        "Termin realizacji zadania mieści się w terminie z ogłoszenia",
        lambda facts: _none_of(_beyond(facts, "III")),
    ),
    "limits": AutomaticCheck(
        "Dotacja, wkład własny i koszty administracyjne mieszczą się w limitach ogłoszenia",
        lambda facts: _none_of(_beyond(facts, "V")),
    ),
    "number": AutomaticCheck(
        "Organizacja złożyła nie więcej ofert, niż dopuszcza ogłoszenie", _number
    ),
    "joint": AutomaticCheck(
        "Oferta wspólna: oferenci, podział działań i sposób reprezentacji (art. 14 ust. 2 i 3)",
        _joint,
        is_correctable=True,
        applies_to=AppliesTo.JOINT.value,
    ),
}
BY_CLERK = (
    (
        "Zadanie mieści się w celach konkursu i w działalności statutowej oferenta",
        False,
        AppliesTo.ALL,
    ),
    (
        "Podmiot z art. 3 ust. 3 wykazał, że prowadzi działalność pożytku publicznego",
        True,
        AppliesTo.ART_3_3,
    ),
    (
        "Jeżeli ofertę podpisał pełnomocnik: pełnomocnictwo obejmuje złożenie oferty",
        True,
        AppliesTo.ALL,
    ),
    ("Oferta spełnia pozostałe warunki podane w ogłoszeniu", True, AppliesTo.ALL),
)


def in_time_verdict(submitted: datetime | None, deadline: datetime | None) -> Verdict:
    """Whether an offer came in time, to the instant."""
    if submitted is None or deadline is None or submitted > deadline:
        return refused(f"Oferta wpłynęła po terminie: {exact_instant(submitted)}.")
    return ALLOWED


def applies(condition: FormalCondition, facts: Facts) -> bool:
    """Whether the offer has to meet the condition."""
    return {
        AppliesTo.ALL: True,
        AppliesTo.NGO: not facts.is_art_3_3,
        AppliesTo.ART_3_3: facts.is_art_3_3,
        AppliesTo.JOINT: facts.content.is_joint,
    }[AppliesTo(condition.applies_to)]


def finding_on(condition: FormalCondition, facts: Facts) -> Finding | None:
    """Return what the portal finds on a condition; None where a person has to look."""
    if not applies(condition, facts):
        return Finding(Answer.NOT_APPLICABLE, f"Nie dotyczy: {condition.get_applies_to_display()}.")
    check = AUTOMATIC.get(condition.automatic)
    return check.find(facts) if check else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The check sheet of an offer: every condition with its answer, None while there is none."""

    lines: Sequence[tuple[FormalCondition, FormalAnswer | None]]

    @property
    def unanswered(self) -> int:
        """How many conditions nobody has answered."""
        return sum(answer is None for _, answer in self.lines)

    @property
    def defects(self) -> list[FormalAnswer]:
        """The answers that say no."""
        return [one for _, one in self.lines if one and one.answer == Answer.NOT_MET]

    @property
    def lasting(self) -> list[FormalAnswer]:
        """The defects that cannot be corrected."""
        return [one for one in self.defects if not one.condition.is_correctable]


def in_words(defects: Collection[FormalAnswer]) -> str:
    """Return the defects as a list in plain text, a line for each."""
    return "\n".join(f"– {one.condition.text}: {one.note}" for one in defects)
