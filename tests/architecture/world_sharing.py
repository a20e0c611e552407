"""Public copies in every state, one that the neighbour shares, a note of a source."""

from typing import Any

from contracting.analysis import sharing_actions as actions
from contracting.analysis.copying import copy_answer
from tests.contracting.analysis import factories as analyses
from tests.contracting.analysis import sharing_factories as sharing


def add_sharing(world: Any, wrote: Any) -> None:
    """Add them beside the analyses that are there."""
    clerk, leader = world.act("clerk", wrote), world.act("coordinator", wrote)
    copies = {
        state: sharing.prepare(clerk, title=f"Kopia {state}")
        for state in ("prepared", "shared", "withdrawn")
    }
    for state in ("shared", "withdrawn"):
        actions.share_analysis(leader, copies[state])
    actions.withdraw_sharing(leader, copies["withdrawn"])
    neighbour = world.act("neighbour_coordinator", wrote)
    theirs = sharing.share_existing(neighbour, sharing.make_some(neighbour, title="Sąsiedzka"))
    target = analyses.make_analysis(clerk, title="Ze źródłem")
    peer = sharing.answer_to(theirs, "E1-01")
    world.things |= {f"{state}_copy": copy for state, copy in copies.items()}
    world.things |= {
        "sharing_analysis": copies["prepared"].analysis,
        "prepared_answer": sharing.answer_to(copies["prepared"], "E1-01"),
        "shared_answer": sharing.answer_to(copies["shared"], "E1-01"),
        "peer_answer": peer,
        "source": copy_answer(clerk, target, peer, {}).source,
    }
