"""Who may make which move in which state, said once more, by hand, beside the code.

Every procedure is a table here: an example in each state, and for each move the states it starts in
and the roles that may make it. Whoever is not named may not, and reads why.
"""

from dataclasses import dataclass, field

import pytest

from mkus_portal.workflow.engine import procedures, verdict_on
from tests.architecture import (
    moves_contract_money,
    moves_contracts,
    moves_events,
    moves_expertises,
    moves_formal,
    moves_settlement_inspections,
    moves_settlement_reports,
    moves_settlement_returns,
    moves_sharing,
    moves_social,
    moves_surveys,
    moves_talk,
    moves_visits,
)
from tests.architecture.access import ANNULLING, ANSWERING, EXECUTIVE, NGO, WRITERS

NGO_ADMIN = frozenset({"ngo_admin"})
ADVISER = frozenset({"adviser"})
MEMBER = frozenset({"commission_member"})  # who chairs
LEADERS = WRITERS | MEMBER
END_OF_SENTENCE = (".", "?", "!", ".)", "…")


@dataclass(frozen=True)
class Row:
    """A move: from which states, by whom; `examples` where it needs an object of its own."""

    sources: tuple[str, ...]
    who: frozenset[str]
    examples: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A procedure: an example in each state, and its moves."""

    states: dict[str, str]
    moves: dict[str, Row]


def rows(
    moves: dict[str, tuple[tuple[str, ...], frozenset[str], dict[str, str]]],
) -> dict[str, Row]:
    """Return the rows of moves that a part of a room says in a module of its own."""
    return {name: Row(*said) for name, said in moves.items()}


TABLES = {
    "Konkurs": Table(
        {
            "draft": "draft_call",
            "to_approve": "waiting_call",
            "approved": "ready_call",
            "published": "open_call",
            "annulled": "annulled_call",
            "cancelled": "cancelled_call",
        },
        {
            "send_to_approve": Row(("draft",), WRITERS),
            "return": Row(("to_approve", "approved"), EXECUTIVE),
            "approve": Row(("to_approve",), EXECUTIVE),
            "publish": Row(("approved",), WRITERS),
            "annul": Row(("published",), ANNULLING),
            "cancel": Row(("draft", "to_approve"), WRITERS),
        },
    ),
    "Oferta": Table(
        {
            "draft": "draft_offer",
            "submitted": "sealed_offer",
            "withdrawn": "withdrawn_offer",
            **moves_formal.OFFER_STATES,
        },
        {
            **rows(moves_formal.OFFER_MOVES),
            "submit": Row(("draft",), NGO),
            "withdraw": Row(("submitted",), frozenset({"ngo_admin", "ngo_signatory"})),
        },
    ),
    "Ocena konkursu": Table(
        {state: f"{state}_evaluation" for state in ("formal", "merit", "decided", "published")},
        {
            "open_merit": Row(("formal",), WRITERS),
            "decide": Row(("merit",), EXECUTIVE),
            "publish_results": Row(("decided",), WRITERS),
        },
    ),
    "Ocena oferty": Table(
        {
            state: f"{state}_assessment"
            for state in (
                "formal_ok",
                "scored",
                "awarded",
                "reserve",
                "not_awarded",
                "accepted",
                "resigned",
            )
        }
        | moves_formal.ASSESSMENT_STATES,
        {
            **rows(moves_formal.ASSESSMENT_MOVES),
            "score": Row(("formal_ok",), LEADERS, {"formal_ok": "ready_assessment"}),
            "award": Row(("scored",), EXECUTIVE),
            "put_on_reserve": Row(("scored",), EXECUTIVE),
            "leave_out": Row(("scored",), EXECUTIVE),
            "move_up": Row(("reserve",), EXECUTIVE),
            "accept": Row(("awarded",), ANSWERING),
            "resign": Row(("awarded", "reserve", "accepted"), ANSWERING),
        },
    ),
    "Karta oceny": Table(
        {"open": "open_card", "closed": "closed_card"},
        {"close": Row(("open",), MEMBER), "reopen": Row(("closed",), MEMBER)},
    ),
    "Posiedzenie komisji": Table(
        {"open": "open_meeting", "closed": "closed_meeting"},
        {"close": Row(("open",), LEADERS)},
    ),
    "Analiza": Table(
        {"draft": "whole_analysis", "closed": "closed_analysis"},
        {
            "close": Row(("draft",), WRITERS),
            "close_with_gaps": Row(("draft",), WRITERS, {"draft": "gappy_analysis"}),
        },
    ),
    "Prośba o dostęp do organizacji": Table(
        {"waiting": "access_request", "granted": "granted_request", "refused": "refused_request"},
        {"grant": Row(("waiting",), NGO_ADMIN), "refuse": Row(("waiting",), NGO_ADMIN)},
    ),
    "Konsultacja doradcza": Table(
        {state: f"{state}_consultation" for state in ("draft", "sent", "agreed", "disputed")},
        {
            "send": Row(("draft", "disputed"), ADVISER),
            "agree": Row(("sent",), WRITERS),
            "dispute": Row(("sent",), WRITERS),
        },
    ),
}
for _part in (
    moves_contracts,
    moves_contract_money,
    moves_events,
    moves_settlement_reports,
    moves_settlement_returns,
    moves_settlement_inspections,
    moves_sharing,
    moves_social,
    moves_surveys,
    moves_expertises,
    moves_talk,
    moves_visits,
):
    for _name, (_states, _moves) in _part.TABLES.items():
        _known = TABLES.setdefault(_name, Table({}, {}))
        _known.states.update(_states)
        _known.moves.update(rows(_moves))
PROCEDURES = list(procedures())
MOVES = [(procedure, move) for procedure in PROCEDURES for move in procedure.moves]


def named(value):
    return value.name


@pytest.mark.parametrize("procedure", PROCEDURES, ids=named)
def test_every_procedure_is_in_the_tables(procedure):
    assert procedure.name in TABLES, "brak tabeli w test_moves.py"
    table = TABLES[procedure.name]
    assert set(table.moves) == {move.name for move in procedure.moves}
    assert set(table.states) == set(procedure.model.State.values)


def test_every_table_has_its_procedure():
    assert set(TABLES) == {procedure.name for procedure in PROCEDURES}


@pytest.mark.parametrize(("procedure", "move"), MOVES, ids=named)
def test_a_move_is_for_those_named_in_the_states_named(world, procedure, move):
    table = TABLES[procedure.name]
    row = table.moves[move.name]
    for state, name in (table.states | row.examples).items():
        obj = type(world.things[name]).objects.get(pk=world.things[name].pk)
        assert obj.state == state, name
        verdicts = {tag: verdict_on(world.act(tag), obj, move) for tag in world.people}
        allowed = {tag for tag, verdict in verdicts.items() if verdict}
        assert allowed == (row.who if state in row.sources else set()), (state, name)
        for tag in verdicts.keys() - allowed:
            reason = verdicts[tag].reason
            assert reason[:1].isupper(), (tag, reason)
            assert reason.endswith(END_OF_SENTENCE), (tag, reason)
