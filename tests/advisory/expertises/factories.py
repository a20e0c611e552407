"""Experts and expertises in each state, built through the actions alone."""

from datetime import date

from advisory.expertises import actions
from advisory.expertises.models import Expertise
from advisory.programmes.models import Unit
from mkus_portal.act import Scope
from mkus_portal.drafting.actions import save_field
from tests.advisory.factories import running
from tests.cast import act_of, member

TERM = date(2026, 12, 31)
QUESTIONS = ("Czy zmiana formy się opłaca?", "Jakie są skutki społeczne?")


def make_expert(programme, full_name="Ewelina Ekspertka", email="ekspertka@example.pl", user=None):
    return actions.add_expert(
        running(programme), programme, full_name, email, "Instytut Badań", user=user
    )


def expert_with_account(programme, full_name="Ewelina Ekspertka"):
    """A person with the role and their row in the programme."""
    user = member("expert", Scope("programme", programme.pk), full_name)
    return make_expert(programme, full_name, user.email, user)


def fresh(expertise):
    rows = Expertise.objects.select_related("unit__programme", "unit__office", "expert__user")
    return rows.get(pk=expertise.pk)


def order(act, unit, kind="efficiency_study", questions=QUESTIONS, **fields):
    given = {"title": "Świetlica: czy się opłaca", "background": "Dwie świetlice.", **fields}
    unit = Unit.objects.select_related("programme", "office").get(pk=unit.pk)
    return actions.order_expertise(act, unit, kind, list(questions), **given)


def assigned(act, unit, expert, **fields):
    made = order(act, unit, **fields)
    actions.assign_expert(running(unit.programme), fresh(made), expert, TERM)
    return fresh(made)


def place(question):
    return f"answers:{question.pk}:answer"


def answer(expertise, text="Tak, po dwóch latach.", act=None):
    """Answer every question as the expert."""
    act = act or act_of(expertise.expert.user)
    for one in expertise.questions.all():
        save_field(
            act, expertise.draft, place(one), f"{text} {one.position}", one.version_of("answer")
        )
    return fresh(expertise)


def in_work(act, unit, expert, **fields):
    return answer(assigned(act, unit, expert, **fields))


def delivered(act, unit, expert, **fields):
    made = in_work(act, unit, expert, **fields)
    actions.deliver_expertise(act_of(expert.user), made)
    return fresh(made)


def returned(act, unit, expert, **fields):
    made = delivered(act, unit, expert, **fields)
    actions.return_expertise(running(unit.programme), made, "Dopisz źródła.")
    return fresh(made)


def accepted(act, unit, expert, **fields):
    made = delivered(act, unit, expert, **fields)
    actions.accept_expertise(running(unit.programme), made)
    return fresh(made)


def cancelled(act, unit, **fields):
    made = order(act, unit, **fields)
    actions.cancel_expertise(running(unit.programme), fresh(made), "Zadanie wycofano.")
    return fresh(made)
