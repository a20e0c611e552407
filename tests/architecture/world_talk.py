"""Comments on analyses and on an offer, guests of an analysis, in every state."""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress

from contracting.analysis import guest_actions
from contracting.calls import actions as call_actions
from contracting.offers import advice_actions
from contracting.offers.actions import start_offer
from mkus_portal.accounts.models import User
from mkus_portal.act import NOWHERE, Act
from mkus_portal.drafting import actions
from tests import cast
from tests.contracting.analysis import factories as analyses
from tests.contracting.calls import factories as calls


def add_talk(things: dict[str, Any], clerk: Any, editor: Any) -> None:
    """Add them to the drafts that are there; a wording is taken where nobody has written yet."""
    draft, empty = things["analysis_draft"], things["gappy_analysis"].draft
    threads = {
        "open": actions.open_thread(clerk, draft, "E1-01", "Skąd ta liczba?"),
        "resolved": actions.open_thread(clerk, draft, "E1-02.today", "Dopisz źródło."),
        "proposed": actions.open_thread(clerk, draft, "E1-01", "Tak prościej.", "Prostszy tekst"),
        "rejected": actions.open_thread(clerk, draft, "E1-01", "", "Inny tekst"),
        "accepted": actions.open_thread(clerk, empty, "E1-02.today", "", "Przyjęty tekst"),
    }
    actions.move_thread(clerk, threads["resolved"], "resolve")
    actions.move_thread(clerk, threads["rejected"], "reject")
    actions.accept_proposal(clerk, threads["accepted"], 0)
    threads["offer"] = actions.open_thread(editor, things["offer_draft"], "III.3", "Za krótko.")
    things |= {f"{state}_thread": thread for state, thread in threads.items()}
    things["own_comment"] = threads["open"].comments.get()


def add_guests(things: dict[str, Any], clerk: Any, reader: User) -> None:
    """Add invitations in every state: one to `reader`, one taken by somebody outside the cast."""
    analysis = analyses.make_analysis(clerk, title="Z gośćmi")
    taker = cast.make_user("Gość Analizy", email="gosc@swiat.example")
    for user in (reader, taker):
        EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True)
    emails = {"invited": reader.email, "accepted": taker.email, "withdrawn": "nikt@swiat.example"}
    things["guested_analysis"] = analysis
    for state, email in emails.items():
        things[f"{state}_guest"] = guest_actions.invite_guest(
            clerk,
            analysis,
            email=email,
            kind="expert",
            right="comment",
            until=date(2027, 12, 31),
        )
    guest_actions.withdraw_guest(clerk, things["withdrawn_guest"])
    act = Act(taker.pk, "person", NOWHERE, clerk.at)
    guest_actions.accept_guest(act, things["accepted_guest"])


def add_advice(things: dict[str, Any], editor: Act, reader: User) -> None:
    """Add advisers' invitations in every state to an offer of their own; confirmed addresses."""
    offer = start_offer(editor, things["open_task"], things["organisation"], "support")
    taker = cast.make_user("Doradca Oferty", email="doradca.oferty@swiat.example")
    EmailAddress.objects.get_or_create(user=taker, email=taker.email, verified=True)
    emails = {"invited": reader.email, "accepted": taker.email, "withdrawn": "nikt@swiat.example"}
    things["advised_offer"] = offer
    for state, email in emails.items():
        things[f"{state}_advice"] = advice_actions.ask_for_advice(
            editor, offer, email=email, until=date(2027, 3, 31)
        )
    advice_actions.withdraw_advice(editor, things["withdrawn_advice"])
    act = Act(taker.pk, "person", NOWHERE, editor.at)
    advice_actions.accept_advice(act, things["accepted_advice"])


def add_call_advice(things: dict[str, Any], clerk: Act, reader: User) -> None:
    """Add advisers' invitations in every state to a draft of its own; confirmed addresses."""
    call = calls.make_call(things["office"], act=clerk, title="Konkurs z doradcą")
    taker = cast.make_user("Doradca Konkursu", email="doradca.konkursu@swiat.example")
    for user in (reader, taker):
        EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True)
    emails = {"invited": reader.email, "accepted": taker.email, "withdrawn": "nikt@swiat.example"}
    things |= {"advised_call": call, "advised_draft": call.draft}
    for state, email in emails.items():
        things[f"{state}_call_advice"] = call_actions.ask_for_advice(
            clerk, call, email=email, until=date(2027, 3, 31)
        )
    call_actions.withdraw_advice(clerk, things["withdrawn_call_advice"])
    adviser = Act(taker.pk, "person", NOWHERE, clerk.at)
    call_actions.accept_advice(adviser, things["accepted_call_advice"])
    things["call_thread"] = actions.open_thread(adviser, call.draft, "title", "Za ogólny.")
