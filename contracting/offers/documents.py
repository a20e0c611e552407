"""The offer on the official form and the receipt, as frozen values."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from contracting.calls.rules import terms_of
from contracting.offers.completeness import form_of
from contracting.offers.content import (
    Action,
    OfferContent,
    Result,
    bidders_of,
    content_of,
    digest_of,
    from_json,
)
from contracting.offers.costing import (
    CostRow,
    ShareRow,
    SourceRow,
    cost_rows,
    share_rows,
    source_rows,
)
from contracting.offers.definition import FormDefinition
from contracting.offers.models import Offer, OfferReturn
from contracting.offers.permissions import may_read
from contracting.offers.signing import signatures_of
from mkus_portal.act import Scope
from mkus_portal.documents.check import CheckResult
from mkus_portal.documents.digest import in_fours
from mkus_portal.documents.registry import DocumentKind
from mkus_portal.web import wording

FORM = "offer_form"
RECEIPT = "offer_receipt"
PARAGRAPHS = "1 / 2"
BIDDER_WORDS = "oferent* / oferenci*"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `struck` ones are the wrong option (*)."""

    text: str
    struck: bool = False


@dataclass(frozen=True, slots=True)
class PlanOfYear:
    """The table III.4 of one calendar year."""

    year: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class OfferForm:
    """Everything that the official form prints."""

    watermark: str
    basis_before: str
    basis_after: str
    cite: str
    instruction: str
    heading: tuple[Piece, ...]
    paragraphs: tuple[Piece, ...]
    addressee: str
    task_type: str
    bidders: tuple[str, ...]
    labels: dict[str, str]
    titles: dict[str, str]
    texts: dict[str, str]
    starts_on: str
    ends_on: str
    plans: tuple[PlanOfYear, ...]
    results: tuple[Result, ...]
    years: tuple[str, ...]
    costs: tuple[CostRow, ...]
    sources: tuple[SourceRow, ...]
    shares: tuple[ShareRow, ...]
    paid: tuple[Piece, ...]
    intro: str
    declarations: tuple[tuple[Piece, ...], ...]
    signatures: tuple[tuple[str, str], ...]
    footnotes: dict[str, str]
    number: str
    sent_at: str
    digest: str


def sent_content(offer: Offer) -> OfferContent:
    """Return the content that was sent, of a draft the content as it is now."""
    return content_of(offer) if offer.content is None else from_json(offer.content)


def options(chosen: str, choices: tuple[tuple[str, str], ...]) -> tuple[Piece, ...]:
    """Return all options; once one is chosen the others are struck out."""
    known = chosen in dict(choices)
    return tuple(Piece(f"{label}*", struck=known and code != chosen) for code, label in choices)


def build_form(offer: Offer, asked_at: datetime) -> OfferForm:
    """Return the offer's form; of a sent offer the same at any instant."""
    content = sent_content(offer)
    return form_view(offer, content, offer.digest or digest_of(content))


def preview_of(offer: Offer) -> OfferForm:
    """Return the content as it is written now; of a correction it is not the one that was sent."""
    content = content_of(offer)
    view = form_view(offer, content, digest_of(content))
    if offer.state != Offer.State.RETURNED:
        return view
    return replace(view, watermark="UZUPEŁNIENIE", sent_at="", digest="", signatures=())


def form_view(offer: Offer, content: OfferContent, digest: str) -> OfferForm:
    """Return a content of the offer as the official form prints it, with its signatures."""
    form = form_of(offer)
    fields = [field for section in form.sections for field in section.fields]
    joint = content.is_joint
    before, after = form.basis.split(PARAGRAPHS)
    return OfferForm(
        watermark="" if offer.number else "SZKIC",
        basis_before=before,
        basis_after=after,
        cite=form.cite,
        instruction=form.instruction,
        heading=(
            Piece(f"{form.title}*", struck=joint),
            Piece(f"{form.joint_title}*", struck=not joint),
        ),
        paragraphs=(Piece("1*", struck=joint), Piece("2*", struck=not joint)),
        addressee=content.addressee,
        task_type=f"{content.task_type} ({offer.get_commissioning_form_display()})",
        bidders=bidders_of(content),
        labels={_key(one.code): one.label for one in fields},
        titles={one.code: one.title for one in form.sections},
        texts={_key(one.code): content.text(one.code) for one in fields if one.is_written},
        starts_on=wording.day(content.day("III.2.from")),
        ends_on=wording.day(content.day("III.2.to")),
        plans=_plans(content),
        results=content.results,
        years=_year_heads(content),
        costs=cost_rows(content),
        sources=source_rows(content),
        shares=share_rows(content),
        paid=options(content.text("VI.1"), form.field("VI.1").choices),
        intro=form.intro,
        declarations=tuple(_declaration(one, form, content) for one in form.declarations),
        signatures=tuple(
            (str(one.representative), wording.exact_instant(one.signed_at))
            for one in signatures_of(offer, digest)
        ),
        footnotes={str(number): note for number, note in form.footnotes.items()},
        number=offer.number,
        sent_at=sent_words(offer),
        digest=in_fours(offer.digest),
    )


def sent_words(offer: Offer) -> str:
    """Return when the offer was sent, and when the correction that stands; empty for a draft."""
    if not offer.number:
        return ""
    sent = wording.exact_instant(offer.submitted_at)
    if offer.corrected_at is None:
        return sent
    return f"{sent}; uzupełniona: {wording.exact_instant(offer.corrected_at)}"


def _key(code: str) -> str:
    """Return a field's code as templates can name it: `III_3`."""
    return code.replace(".", "_")


def _plans(content: OfferContent) -> tuple[PlanOfYear, ...]:
    """Return the plan year by year; actions without a year stand at the end."""
    if len(content.years) <= 1:
        return (PlanOfYear("".join(str(year) for year in content.years), content.actions),)
    plans = [
        PlanOfYear(str(year), tuple(one for one in content.actions if one.year == year))
        for year in content.years
    ]
    loose = tuple(one for one in content.actions if one.year not in content.years)
    return (*plans, PlanOfYear("…", loose)) if loose else tuple(plans)


def _year_heads(content: OfferContent) -> tuple[str, ...]:
    heads = tuple(f"Rok {place} ({year})" for place, year in enumerate(content.years, 1))
    return heads or ("Rok 1",)


def _declaration(text: str, form: FormDefinition, content: OfferContent) -> tuple[Piece, ...]:
    """Return a declaration with the wrong options struck out."""
    pieces: list[Piece] = []
    if text.startswith(BIDDER_WORDS):
        pieces += [
            Piece("oferent*", struck=content.is_joint),
            Piece("oferenci*", struck=not content.is_joint),
        ]
        text = text.removeprefix(BIDDER_WORDS)
    before, brace, rest = text.partition("{")
    if not brace:
        return (*pieces, Piece(text))
    code, _, after = rest.partition("}")
    chosen = options(content.text(code), form.field(code).choices)
    return (*pieces, Piece(before.strip()), *chosen, Piece(after.strip()))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What proves that an offer was sent."""

    number: str
    sent_at: str
    office: str
    call: str
    task: str
    deadline: str
    bidder: str
    register_label: str
    title: str
    term: str
    total: Decimal
    grant: Decimal
    form: str
    signatures: tuple[tuple[str, str], ...]
    digest: str
    withdrawn_at: str


def receipt_of(offer: Offer) -> Receipt:
    """Return the receipt of a sent offer; needs task, call and office at hand."""
    content = sent_content(offer)
    view = form_view(offer, content, offer.digest)
    return Receipt(
        number=offer.number,
        sent_at=view.sent_at,
        office=content.addressee,
        call=offer.task.call.title,
        task=str(offer.task),
        deadline=wording.deadline(terms_of(offer.task).deadline_at),
        bidder=content.bidder.name,
        register_label=content.bidder.register_label,
        title=content.text("III.1"),
        term=f"{view.starts_on} – {view.ends_on}",
        total=view.sources[0].value,
        grant=view.sources[1].value,
        form=offer.get_commissioning_form_display(),
        signatures=view.signatures,
        digest=view.digest,
        withdrawn_at=wording.exact_instant(offer.withdrawn_at) if offer.withdrawn_at else "",
    )


def build_receipt(offer: Offer, asked_at: datetime) -> Receipt:
    """Return the content of the receipt's file."""
    return receipt_of(offer)


def owner(offer: Offer) -> Scope:
    """Return the organisation in whose list the files stand."""
    return Scope("organisation", offer.organisation_id)


def withdrawn_words(offer: Offer) -> str:
    """Return that the offer was withdrawn and when; empty while it stands."""
    if offer.withdrawn_at is None:
        return ""
    return f"Oferta została wycofana dnia {wording.exact_instant(offer.withdrawn_at)}."


def since_words(offer: Offer) -> str:
    """Return what has become of the offer: withdrawn, or corrected and which version stands."""
    if offer.corrected_at is None:
        return withdrawn_words(offer)
    at = wording.exact_instant(offer.corrected_at)
    return (
        f"Oferta została uzupełniona na wezwanie urzędu. Obowiązuje wersja złożona dnia {at},"
        f" o skrócie {in_fours(offer.digest)}; wcześniejszą zastąpiła."
    )


OFFER_FORM = DocumentKind(
    code=FORM,
    label="Oferta",
    template="documents/offer_form.html",
    build=build_form,
    may_read=may_read,
    owner=owner,
    since=since_words,
)
OFFER_RECEIPT = DocumentKind(
    code=RECEIPT,
    label="Potwierdzenie złożenia oferty",
    template="documents/offer_receipt.html",
    build=build_receipt,
    may_read=may_read,
    owner=owner,
    since=since_words,
)


def offer_source(digest: str) -> CheckResult | None:
    """Find a sent offer by its digest; nothing about the bidder or the content is said."""
    offer = Offer.objects.filter(digest=digest).exclude(state=Offer.State.DRAFT).first()
    if offer is None:
        return replaced_version(digest)
    if offer.submitted_at is None:
        return None
    sentence = f"Oferta złożona dnia {sent_words(offer)}, {offer.number}."
    sentence = f"{sentence} {withdrawn_words(offer)}".strip()
    return CheckResult("Oferta w konkursie", offer.number, offer.submitted_at, sentence)


def replaced_version(digest: str) -> CheckResult | None:
    """Find an earlier version of a corrected offer by its digest, and say that it was replaced."""
    earlier = OfferReturn.objects.filter(digest=digest).exclude(corrected_at=None)
    found = earlier.select_related("offer").order_by("-pk").first()
    if found is None:
        return None
    offer = found.offer
    sentence = f"Oferta złożona dnia {wording.exact_instant(found.sent_at)}, {offer.number}."
    sentence = f"{sentence} Ta wersja jest już nieaktualna. {since_words(offer)}"
    return CheckResult("Oferta w konkursie", offer.number, found.sent_at, sentence)
