"""The office's contract text: every save is a version of its own."""

from typing import Any

from django.db import transaction

from contracting.contracts.models import Contract, ContractTemplate
from contracting.contracts.permissions import may_keep_template, may_set_terms
from contracting.contracts.text import current_template, template_faults
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

MARKS = ("{nr}", "{rok}")


def body_is_sound(body: str) -> Verdict:
    """Refuse a text with faults, naming the first; without the accessibility clause too (R22)."""
    faults = template_faults(body)
    return refused(str(faults[0])) if faults else ALLOWED


def pattern_is_sound(pattern: str) -> Verdict:
    """Ask for the number and the year: without them two contracts would have one number."""
    if all(mark in pattern for mark in MARKS):
        return ALLOWED
    return refused("Numer umowy musi zawierać {nr} i {rok}.")


@transaction.atomic
def save_template(
    act: Act, office: LocalGovernment, *, based_on: int, **columns: Any
) -> ContractTemplate:
    """Keep a new version of the office's text. Raises Refused, Overtaken for a stale one.

    `based_on` is the version that the writer saw, 0 where the office had none.
    """
    hold(office)
    insist(
        may_keep_template(act, office),
        body_is_sound(columns["body"]),
        pattern_is_sound(columns["number_pattern"]),
    )
    current = current_template(office.pk)
    version = current.version if current else 0
    if version != based_on:
        raise Overtaken
    template = ContractTemplate(
        office=office, version=version + 1, saved_at=act.at, saved_by_id=act.user, **columns
    )
    template.full_clean()
    template.save()
    return template


@transaction.atomic
def take_newest_template(act: Act, contract: Contract) -> Contract:
    """Let a project follow the office's newest text. Raises Refused."""
    hold(contract)
    insist(may_set_terms(act, contract))
    newest = current_template(contract.office_id)
    if newest is None or newest.pk == contract.template_id:
        insist(refused("Projekt korzysta już z najnowszego wzoru urzędu."))
    contract.template = newest
    contract.save(update_fields=["template"])
    return contract
