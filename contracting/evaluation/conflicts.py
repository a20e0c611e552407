"""What the portal finds out about ties between a commission and the bidders of its call."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from contracting.calls.models import Call
from contracting.evaluation.models import Candidate, CommissionMember, Evaluation, Recusal
from contracting.offers.content import from_json
from contracting.offers.models import Offer
from mkus_portal.accounts.models import Key, Membership, User
from mkus_portal.documents.digest import canonical, sha256
from mkus_portal.folding import folded
from ngos.models import Organisation, Representative

Ground = Recusal.Ground
UNNAMED = 0  # an organisation that is not on the list of bidders
OF_CALL = 0  # of no offer on the list: the tie is to the call


BARRING = {Ground.INDICATED: "art. 15 ust. 2d", Ground.ADVISED: "art. 24 § 3 KPA"}


@dataclass(frozen=True, slots=True)
class Bid:
    """An offer as a list of bidders names it: who bids, for what; nothing of its contents."""

    assessment: int
    number: str
    title: str
    task: str
    bidders: tuple[str, ...]
    organisations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A tie between a member and an offer; one that `is_certain` excludes, another is asked.

    `assessment` is OF_CALL for advice on an offer of the call that is not on the list of bidders.
    """

    member: int
    assessment: int
    ground: Ground
    sentence: str
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why somebody does not assess an offer."""

    ground: str
    reason: str


def digest_of_bids(bids: Sequence[Bid]) -> str:
    """Return the digest of the list of bidders as a member sees it."""
    return sha256(canonical([asdict(one) for one in bids]))


def bids_of(evaluation: Evaluation) -> list[Bid]:
    """Return the offers of the call with all their bidders, partners of joint offers too."""
    rows = evaluation.assessments.select_related("offer__organisation", "offer__task")
    found = list(rows.defer("offer__content").order_by("offer__number"))
    partners = _partners(evaluation)
    known = _registered(label for named in partners.values() for _, label in named)
    return [
        Bid(
            assessment=one.pk,
            number=one.offer.number,
            title=one.offer.task_title,
            task=one.offer.task.title,
            bidders=(one.offer.organisation.name, *(name for name, _ in partners[one.pk])),
            organisations=(
                one.offer.organisation_id,
                *(known[label] for _, label in partners[one.pk] if label in known),
            ),
        )
        for one in found
    ]


def _partners(evaluation: Evaluation) -> dict[int, list[tuple[str, str]]]:
    """Return name and register of the further bidders of joint offers, as they were sent."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    joint = evaluation.assessments.filter(offer__is_joint=True)
    for pk, content in joint.values_list("pk", "offer__content"):
        shares = from_json(content or {}).shares[1:]
        found[pk] = [(one.name, one.register_label.strip()) for one in shares]
    return found


def _registered(labels: Iterable[str]) -> dict[str, int]:
    """Return the portal's organisations by their register label; by name there may be several."""
    asked = {label for label in labels if label}
    numbers = {label.rpartition(" ")[2] for label in asked}
    if not numbers:
        return {}
    found = Organisation.objects.filter(register_number__in=numbers)
    return {one.register_label: one.pk for one in found if one.register_label in asked}


@dataclass(frozen=True, slots=True)
class Seat:
    """A person of the line-up as the registers are asked about them."""

    member: int
    email: str
    name: str
    user: int | None
    organisation: int | None


def seats(members: Iterable[CommissionMember]) -> list[Seat]:
    """Return the people with their accounts: the one that took the seat, else the address's."""
    people = list(members)
    emails = {one.email.lower() for one in people}
    accounts = dict(User.objects.filter(email__in=emails).values_list("email", "pk"))
    return [
        Seat(
            member=one.pk,
            email=one.email.lower(),
            name=folded(" ".join(one.full_name.split())),
            user=one.user_id or accounts.get(one.email.lower()),
            organisation=one.organisation_id,
        )
        for one in people
    ]


def findings(
    evaluation: Evaluation,
    members: Iterable[CommissionMember],
    day: date,
    bids: list[Bid] | None = None,
) -> list[Finding]:
    """Return every tie of the members to the offers that registers, roles and candidatures show.

    The number of queries does not depend on the number of members and offers.
    """
    people = seats(members)
    if not people:
        return []
    offers: dict[int, list[Bid]] = defaultdict(list)
    for bid in bids_of(evaluation) if bids is None else bids:
        for organisation in bid.organisations:
            offers[organisation].append(bid)
    names = dict(Organisation.objects.filter(pk__in=offers).values_list("pk", "name"))
    ties = [
        *_indicated(evaluation.call, people, set(offers)),
        *(advice := _advised(evaluation.call, people, set(offers))),
        *_representatives(people, set(offers), day),
        *_roles(people, set(offers), day),
    ]
    found: dict[tuple[int, int], Finding] = {}
    for tie in sorted(ties, key=lambda one: not one.is_certain):
        for bid in offers[tie.organisation]:
            sentence = tie.sentence.format(name=names[tie.organisation])
            finding = Finding(tie.member, bid.assessment, tie.ground, sentence, tie.is_certain)
            found.setdefault((tie.member, bid.assessment), finding)
    for tie in advice:
        if tie.organisation == UNNAMED:
            finding = Finding(tie.member, OF_CALL, tie.ground, tie.sentence)
            found.setdefault((tie.member, OF_CALL), finding)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie to an organisation; `{name}` in the sentence is the organisation's name."""

    member: int
    organisation: int
    ground: Ground
    sentence: str
    is_certain: bool = True


def _indicated(call: Call, people: list[Seat], bidding: set[int]) -> list[Tie]:
    """Return who was indicated by a bidder, in this call's recruitment or in that of its year."""
    sentence = "Osobę wskazała organizacja, która złożyła ofertę w tym konkursie: {name}."
    by_seat = [
        (one.member, one.organisation)
        for one in people
        if one.organisation is not None and one.organisation in bidding
    ]
    emails = {one.email for one in people}
    candidates = candidates_of(call).filter(email__in=emails, organisation__in=bidding)
    listed = set(candidates.values_list("email", "organisation"))
    by_list = [
        (one.member, organisation)
        for one in people
        for email, organisation in listed
        if email == one.email
    ]
    return [
        Tie(member, organisation, Ground.INDICATED, sentence)
        for member, organisation in sorted({*by_seat, *by_list})
    ]


def candidates_of(call: Call) -> QuerySet[Candidate]:
    """Return the candidates for this call's commission: its own recruitment's, and its year's."""
    meant = Q(recruitment__call=call) | Q(
        recruitment__call__isnull=True, recruitment__year=call.year
    )
    found = Candidate.objects.filter(
        meant,
        recruitment__office=call.office_id,
        recruitment__published_at__isnull=False,
        withdrawn_at__isnull=True,
    )
    return found.select_related("organisation", "recruitment")


def _advised(call: Call, people: list[Seat], bidding: set[int]) -> list[Tie]:
    """Return who advises, or advised, on an offer in this call, or on another one of a bidder.

    An adviser has a Key to comment or to write; one that has ended counts as well. An offer that is
    not on the list of bidders is told without a name: until the deadline nobody knows who bids.
    """
    users = {one.user for one in people if one.user is not None}
    if not users:
        return []
    keys = Key.objects.filter(
        user__in=users,
        content_type=ContentType.objects.get_for_model(Offer),
        right__in=(Key.Right.COMMENT, Key.Right.WRITE),
    )
    held = list(keys.values_list("user", "object_id"))
    rows = Offer.objects.filter(pk__in={pk for _, pk in held})
    offers = {
        pk: (organisation, of)
        for pk, organisation, of in rows.values_list("pk", "organisation", "task__call")
    }
    known = {(user, *offers[pk]) for user, pk in held if pk in offers}
    return [
        tie
        for one in people
        for user, organisation, of in sorted(known)
        if user == one.user
        and (tie := _advice(one.member, organisation, bidding, is_here=of == call.pk))
    ]


def _advice(member: int, organisation: int, bidding: set[int], *, is_here: bool) -> Tie | None:
    """Return the tie of advice to an organisation; None where it bids only elsewhere."""
    if organisation not in bidding:
        sentence = "Osoba doradza albo doradzała przy ofercie w tym konkursie."
        return Tie(member, UNNAMED, Ground.ADVISED, sentence) if is_here else None
    which = "ofercie w tym konkursie" if is_here else "innej ofercie"
    sentence = f"Osoba doradza albo doradzała oferentowi przy {which}: {{name}}."
    return Tie(member, organisation, Ground.ADVISED, sentence, is_here)


def _roles(people: list[Seat], bidding: set[int], day: date) -> list[Tie]:
    """Return who holds, or held, a role in a bidder's organisation in the portal."""
    users = {one.user for one in people if one.user is not None}
    rows = Membership.objects.filter(
        user__in=users, scope_kind="organisation", scope_id__in=bidding, is_revoked=False
    )
    ties = []
    for row in rows:
        now = row.is_valid_on(day)
        said = "ma" if now else "miała"
        sentence = f"Osoba {said} w portalu rolę „{row.role_label}” u oferenta: {{name}}."
        ties += [
            Tie(one.member, row.scope_id or 0, Ground.PARTY, sentence, now)
            for one in people
            if one.user == row.user_id
        ]
    return ties


def _representatives(people: list[Seat], bidding: set[int], day: date) -> list[Tie]:
    """Return who represents a bidder, or bears the name of somebody who does (to be asked)."""
    ties = []
    for row in Representative.objects.filter(organisation__in=bidding):
        name = folded(" ".join(row.full_name.split()))
        now = row.valid_to is None or row.valid_to >= day
        for one in people:
            is_same = one.user is not None and one.user == row.user_id
            if not is_same and one.name != name:
                continue
            if is_same:
                said = "jest" if now else "była"
                sentence = f"Osoba {said} przedstawicielem oferenta ({row.function}): {{name}}."
            else:
                sentence = (
                    f"Tak samo nazywa się osoba reprezentująca oferenta ({row.function}): {{name}}."
                )
            tie = Tie(
                one.member, row.organisation_id, Ground.REPRESENTATIVE, sentence, is_same and now
            )
            ties.append(tie)
    return ties


def bar(found: Iterable[Finding], member: int) -> str:
    """Return why the person cannot sit at all; empty if they can.

    Whoever a bidder has indicated (art. 15 ust. 2d UDPPiW; R06), or advises in this call: offers
    compete, so an adviser of one cannot assess the others (KPA art. 24 § 3).
    """
    for one in found:
        if one.member == member and one.is_certain and one.ground in BARRING:
            ending = f"Taka osoba nie może zasiadać w komisji ({BARRING[one.ground]})."
            return f"{one.sentence} {ending}"
    return ""
