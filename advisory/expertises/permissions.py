"""Who may order, assign, write, read and accept an expertise."""

from advisory.expertises.models import EXPERT, Expert, Expertise, advised_now
from advisory.expertises.rules import has_room
from advisory.programmes.models import Programme, Unit
from advisory.programmes.permissions import may_run
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, first_refusal, refused

ORDER_ROLES = ("coordinator", "clerk")
WRITTEN_STATES = (Expertise.State.ASSIGNED, Expertise.State.IN_WORK, Expertise.State.RETURNED)
Party = Expertise.Party


def may_import(act: Act, programme: Programme) -> Verdict:
    """Allow the coordinator, the operator and the portal's own commands to bring in old records."""
    if act.holds("operator", "system"):
        return ALLOWED
    return may_run(act, programme)


def may_read(act: Act, expertise: Expertise) -> Verdict:
    """Allow the coordinator, the unit's office and its present adviser, the expertise's expert."""
    if Expertise.objects.visible_to(act).filter(pk=expertise.pk).exists():
        return ALLOWED
    return refused("Ekspertyzę czyta jednostka, jej doradca, ekspert i koordynator programu.")


def is_expert(act: Act, expertise: Expertise) -> Verdict:
    """Allow the expert to whom the expertise is assigned."""
    expert = expertise.expert
    own = expert is not None and expert.user_id is not None and expert.user_id == act.user
    if own and act.holds(EXPERT) and act.acts_for("programme", expertise.unit.programme_id):
        return ALLOWED
    return refused("Odpowiedzi pisze i oddaje ekspert, któremu przydzielono ekspertyzę.")


def may_read_answers(act: Act, expertise: Expertise) -> Verdict:
    """Allow the expert at any time, the other readers from the delivery on."""
    if is_expert(act, expertise):
        return ALLOWED
    if expertise.state not in Expertise.READ_STATES:
        return refused("Odpowiedzi widać, gdy ekspert odda ekspertyzę.")
    return may_read(act, expertise)


def party_of(act: Act, unit: Unit) -> str:
    """Return as whom the act may order for the unit; empty for nobody."""
    if act.holds(*ORDER_ROLES) and act.acts_for("office", unit.office_id):
        return Party.OFFICE
    if not act.acts_for("programme", unit.programme_id):
        return ""
    if act.holds("programme_coordinator"):
        return Party.COORDINATOR
    if act.holds("adviser") and unit.pk in set(advised_now(act)):
        return Party.ADVISER
    return ""


def may_order(act: Act, unit: Unit) -> Verdict:
    """Allow the unit's office, its adviser with an assignment in force, the coordinator."""
    if party_of(act, unit):
        return ALLOWED
    return refused(
        "Ekspertyzę zamawia koordynator albo pracownik urzędu jednostki, jej doradca z"
        " obowiązującym przydziałem albo koordynator programu."
    )


def fits_limit(act: Act, unit: Unit) -> Verdict:
    """Ask that the unit has not used up the programme's limit (mkus.md 7.3)."""
    limit = unit.programme.expertises_limit
    used = unit.expertises.counted().count()
    if has_room(used, limit):
        return ALLOWED
    return refused(
        f"Jednostka wykorzystała limit ekspertyz: {used} z {limit}. Kolejną można zamówić, gdy"
        " koordynator programu anuluje jedną z nich albo podniesie limit w danych programu."
    )


def may_order_now(act: Act, unit: Unit) -> Verdict:
    """Ask who orders and whether the limit leaves room."""
    return first_refusal(may_order(act, unit), fits_limit(act, unit))


def may_coordinate(act: Act, expertise: Expertise) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, expertise.unit.programme)


def may_change_order(act: Act, expertise: Expertise) -> Verdict:
    """Allow whoever could order it, until an expert has it."""
    allowed = is_client(act, expertise)
    if allowed and expertise.state != Expertise.State.ORDERED:
        return refused("Zamówienie zmienia się do chwili, gdy dostanie je ekspert.")
    return allowed


def is_client(act: Act, expertise: Expertise) -> Verdict:
    """Allow the side that ordered, and the coordinator."""
    party = party_of(act, expertise.unit)
    if party and party in {expertise.ordered_by, Party.COORDINATOR}:
        return ALLOWED
    return refused("Może to zrobić strona, która zamówiła ekspertyzę, albo koordynator programu.")


def may_cancel(act: Act, expertise: Expertise) -> Verdict:
    """Allow the coordinator; whoever ordered it only until an expert has it."""
    if may_coordinate(act, expertise):
        return ALLOWED
    allowed = is_client(act, expertise)
    if allowed and expertise.state != Expertise.State.ORDERED:
        return refused("Ekspertyzę, którą ma już ekspert, anuluje koordynator programu.")
    return allowed


def may_answer(act: Act, expertise: Expertise) -> Verdict:
    """Allow the expert, until the expertise is delivered."""
    allowed = is_expert(act, expertise)
    if not allowed or expertise.state in WRITTEN_STATES:
        return allowed
    if expertise.state == Expertise.State.ACCEPTED:
        return refused("Ekspertyza jest przyjęta i nie można jej zmieniać.")
    return refused("Ekspertyza jest oddana. Zmienisz ją, jeśli koordynator zwróci ją z uwagami.")


def may_add_material(act: Act, expertise: Expertise) -> Verdict:
    """Allow the client to add papers for the expert while the work lasts."""
    allowed = is_client(act, expertise)
    if allowed and expertise.state not in Expertise.OPEN_STATES:
        return refused("Materiały dla eksperta dodaje się, dopóki nie odda ekspertyzy.")
    return allowed


def may_ask_for_document(act: Act, expertise: Expertise) -> Verdict:
    """Allow its readers to ask for the document once more, when the expertise is accepted."""
    if expertise.state != Expertise.State.ACCEPTED:
        return refused("Dokument powstaje, gdy koordynator przyjmie ekspertyzę.")
    if expertise.draft_id is None:
        return refused("Ekspertyza z importu nie ma w portalu pytań ani odpowiedzi.")
    return may_read(act, expertise)


def may_take_text(act: Act, expertise: Expertise) -> Verdict:
    """Allow its readers to take a delivered expertise as a text document."""
    if expertise.draft_id is None:
        return refused("Ekspertyza z importu nie ma w portalu pytań ani odpowiedzi.")
    if expertise.state not in Expertise.READ_STATES:
        return refused("Plik można pobrać, gdy ekspert odda ekspertyzę.")
    return may_read(act, expertise)


def may_invite_expert(act: Act, expert: Expert) -> Verdict:
    """Allow the coordinator to write to an expert who has no account yet."""
    if expert.user_id is not None:
        return refused("Ta osoba ma już konto w portalu.")
    return may_run(act, expert.programme)
