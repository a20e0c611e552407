"""Who must sign for an organisation."""

from collections.abc import Collection
from datetime import date

from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused
from ngos.models import Organisation, Representative

TWO = 2
GENITIVE = {2: "dwóch", 3: "trzech", 4: "czterech", 5: "pięciu"}


def may_be_signed_by(
    organisation: Organisation, signatories: Collection[Representative], day: date
) -> Verdict:
    """Whether the signatories together satisfy the organisation's rule on the day.

    A proxy or anybody marked as signing alone is enough. The refusal names who is missing.
    """
    signatories = _own(organisation, signatories)
    expired = [one.full_name for one in signatories if not one.may_sign_on(day)]
    if expired:
        return refused(f"Uprawnienie do podpisu nie obowiązuje w tym dniu: {', '.join(expired)}.")
    if not signatories:
        return refused("Nikt uprawniony jeszcze nie podpisał.")
    if any(one.can_sign_alone for one in signatories):
        return ALLOWED
    rule = Organisation.SigningRule
    board = [one for one in signatories if one.basis == Representative.Basis.REGISTER]
    match organisation.signing_rule:
        case rule.ALONE:
            return ALLOWED if board else refused("Potrzebny jest podpis osoby z rejestru.")
        case rule.TWO_JOINTLY:
            return _count(len(board), organisation.signing_count)
        case rule.PRESIDENT_WITH_ANOTHER:
            if not any(one.is_president for one in board):
                return refused("Brakuje podpisu prezesa; podpisuje łącznie z inną osobą.")
            return _count(len(board), TWO)
    return _all_of(organisation, board, day)


def _own(
    organisation: Organisation, signatories: Collection[Representative]
) -> list[Representative]:
    """Return the organisation's representatives among the signatories, each person once."""
    own: list[Representative] = []
    for one in signatories:
        again = one in own or (one.user_id and one.user_id in {known.user_id for known in own})
        if one.organisation_id == organisation.pk and not again:
            own.append(one)
    return own


def _count(signed: int, needed: int) -> Verdict:
    if signed >= needed:
        return ALLOWED
    who = f"{GENITIVE.get(needed, needed)} osób uprawnionych"
    return refused(f"Potrzebne są podpisy {who} do reprezentacji; jest {signed}.")


def _all_of(organisation: Organisation, board: list[Representative], day: date) -> Verdict:
    missing = [
        one.full_name
        for one in organisation.representatives.all()
        if one.basis == Representative.Basis.REGISTER and one.may_sign_on(day) and one not in board
    ]
    if not board:
        return refused("Potrzebne są podpisy wszystkich osób wpisanych w rejestrze.")
    if missing:
        return refused(f"Podpisują wszyscy łącznie; brakuje: {', '.join(missing)}.")
    return ALLOWED
