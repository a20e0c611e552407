"""Offices, people and analyses for tests; analyses are built through the actions alone."""

from datetime import date, datetime
from itertools import count

from contracting.analysis.actions import close_analysis, start_analysis
from contracting.analysis.content import method_of, stages_of
from contracting.analysis.models import SocialRound
from contracting.analysis.social_actions import (
    add_paper_card,
    collect_again,
    reveal_scores,
    send_card,
)
from mkus_portal.accounts.models import Membership, User
from mkus_portal.act import WARSAW, Act, Scope
from mkus_portal.drafting.actions import add_row, save_field
from mkus_portal.drafting.models import Row
from mkus_portal.offices.models import LocalGovernment

AT = datetime(2026, 11, 22, 10, 0, tzinfo=WARSAW)
_numbers = count(1)
TYPED = {"number": "12", "money": "12,50", "date": "2027-03-01"}


def make_office():
    number = next(_numbers)
    name = f"Gmina Lipowo {number}"
    return LocalGovernment.objects.create(
        code=f"lipowo-{number}",
        name=name,
        name_genitive=name,
        name_locative=name,
        kind="gmina",
        executive_body="wojt",
        executive_title=f"Wójt: {name}",
        executive_title_genitive=f"Wójta: {name}",
        office_name=f"Urząd: {name}",
        street="ul. Lipowa 1",
        postcode="00-001",
        seat="Lipowo",
        seat_locative="Lipowie",
    )


def make_user(name="Anna Zmyślona"):
    return User.objects.create_user(f"osoba{next(_numbers)}@lipowo.example", full_name=name)


def user_of(act):
    return User.objects.get(pk=act.user)


def member_act(office, role="clerk", at=AT):
    user = make_user()
    Membership.objects.create(
        user=user, role=role, scope_kind="office", scope_id=office.pk, valid_from=date(2020, 1, 1)
    )
    return Act(user=user.pk, role=role, scope=Scope("office", office.pk), at=at)


def make_analysis(act, commissioning_type="institution", **fields):
    office = LocalGovernment.objects.get(pk=act.scope.id)
    given = {"title": "Punkt informacji", "task_name": "Informacja turystyczna", **fields}
    return start_analysis(act, office, commissioning_type=commissioning_type, **given)


def answer(act, analysis, place, text):
    """Save a text at a place on whatever version is there."""
    found = analysis.draft.answers.filter(row=None, field=place).first()
    return save_field(act, analysis.draft, place, text, found.version if found else 0)


def fill_row(act, analysis, table, **cells):
    """Fill the table's first row."""
    row = Row.objects.filter(draft=analysis.draft, table=table).first()
    for cell, text in cells.items():
        save_field(act, analysis.draft, f"{table}:{row.pk}:{cell}", text, 0)
    return row


def text_for(spec):
    if spec.choices:
        return spec.choices[0][0]
    return TYPED.get(spec.kind, f"Tekst: {spec.label}")


def fill_table(act, analysis, item):
    """Fill the table's first row; a column that must come to a sum gets it at once."""
    cells = {column.code: text_for(column) for column in item.columns if column.kind != "row"}
    if item.sum_column:
        cells[item.sum_column] = str(item.sum_to)
    fill_row(act, analysis, item.place, **cells)


def fill(act, analysis, leave=()):
    """Answer everything, except for the questions named in `leave`."""
    for stage in stages_of(analysis):
        for question in stage.questions_for(analysis.commissioning_type):
            if question.code in leave:
                continue
            for item in question.items:
                if item.is_table:
                    fill_table(act, analysis, item)
                elif item.is_text:
                    answer(act, analysis, item.place, text_for(item))
    fill_economic(act, analysis)
    score(act, analysis)
    return analysis


def score_card(act, card, before="3", after="4"):
    """Give every criterion of a card the same marks."""
    for code in method_of(card.analysis).social.codes:
        sides = {"after": after} if card.is_measurement else {"before": before, "after": after}
        for side, mark in sides.items():
            save_field(act, card.draft, f"{code}.{side}", mark, 0)
    return card


def score(act, analysis):
    """Let one assessor score everything on paper and the team meet; name the evidence."""
    card = add_paper_card(act, analysis, "Zespół", "office", "forecast")
    send_card(act, score_card(act, card))
    reveal_scores(act, SocialRound.objects.get(analysis=analysis, phase="forecast"))
    for code in method_of(analysis).social.codes:
        answer(act, analysis, f"soc.{code}.evidence", "data")
    return card


def score_again(act, analysis, name, perspective="office", mark=None):
    """Let one more assessor score on paper after the meeting, and the team meet again.

    `mark(at, side)` gives the mark of the criterion number `at`; the same marks without it.
    """
    found = SocialRound.objects.get(analysis=analysis, phase="forecast")
    collect_again(act, found, "Dołącza kolejna osoba.")
    card = add_paper_card(act, analysis, name, perspective, "forecast")
    if mark is None:
        score_card(act, card)
    else:
        for at, code in enumerate(method_of(analysis).social.codes):
            for side in ("before", "after"):
                save_field(act, card.draft, f"{code}.{side}", str(mark(at, side)), 0)
    send_card(act, card)
    reveal_scores(act, SocialRound.objects.get(analysis=analysis, phase="forecast"))
    return card


def add_cost(act, analysis, table="future_costs", **cells):
    """Add a cost line: a grant of 1 000 zł unless told otherwise."""
    given = {"group": "DOT", "name": "Dotacja", "quantity": 1, "unit_cost": "1000.00", **cells}
    return add_row(act, analysis.draft, table, **given)


def fill_economic(act, analysis):
    """Fill in all that the economic efficiency needs where nobody has the task today."""
    answer(act, analysis, "eco.service_unit", "godzina")
    answer(act, analysis, "eco.units_after", "100")
    answer(act, analysis, "eco.no_present_state", "tak")
    add_cost(act, analysis)
    return analysis


def make_closed(act, **fields):
    analysis = fill(act, make_analysis(act, **fields))
    close_analysis(act, analysis)
    return analysis
