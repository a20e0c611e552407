"""Moves of an expense and of a contribution: what the desk says, what the contractor answers."""

from django.db import models

from contracting.settlement.models import Contribution, ExpenseDocument, Item
from contracting.settlement.permissions import may_change_item
from contracting.settlement.permissions.reports import may_decide_item, may_explain_item
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.workflow.engine import Move, Procedure

State = Item.State


def has_explanation(act: Act, item: Item) -> Verdict:
    """Ask for the contractor's words."""
    return ALLOWED if item.explanation.strip() else refused("Napisz wyjaśnienie.")


def has_reason(act: Act, item: Item) -> Verdict:
    """Ask for the desk's words: the contractor reads them."""
    return ALLOWED if item.reason.strip() else refused("Napisz, dlaczego.")


def refuses_something(act: Act, item: Item) -> Verdict:
    """Ask how much is not accepted, and on what ground it is given back."""
    if not item.refused_grant and not item.refused_other:
        return refused("Wpisz kwotę, której urząd nie uznaje.")
    if item.refused_grant and not item.ground:
        return refused("Wybierz podstawę zwrotu kwoty nieuznanej z dotacji.")
    return ALLOWED


def _moves() -> tuple[Move, ...]:
    return (
        Move(
            "change",
            sources=(State.PENDING, State.QUESTIONED, State.EXPLAINED, State.REFUSED),
            target=State.PENDING,
            label="Popraw pozycję",
            permission=may_change_item,
        ),
        Move(
            "accept",
            sources=(State.PENDING, State.QUESTIONED, State.EXPLAINED, State.REFUSED),
            target=State.ACCEPTED,
            label="Uznaj",
            permission=may_decide_item,
        ),
        Move(
            "question",
            sources=(State.PENDING, State.EXPLAINED, State.ACCEPTED),
            target=State.QUESTIONED,
            label="Poproś o wyjaśnienie",
            permission=may_decide_item,
            conditions=(has_reason,),
        ),
        Move(
            "explain",
            sources=(State.QUESTIONED,),
            target=State.EXPLAINED,
            label="Wyjaśnij",
            permission=may_explain_item,
            conditions=(has_explanation,),
        ),
        Move(
            "refuse",
            sources=(State.PENDING, State.QUESTIONED, State.EXPLAINED, State.ACCEPTED),
            target=State.REFUSED,
            label="Nie uznaj",
            permission=may_decide_item,
            conditions=(has_reason, refuses_something),
        ),
    )


def _procedure(name: str, model: type[models.Model]) -> Procedure:
    return Procedure(name=name, model=model, moves=_moves())


EXPENSE = _procedure("Wydatek", ExpenseDocument)
CONTRIBUTION = _procedure("Wkład niefinansowy", Contribution)
