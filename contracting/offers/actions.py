"""Starting, filling, signing, sending and withdrawing an offer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.calls.models import CallTask
from contracting.calls.rules import terms_of
from contracting.offers import letters
from contracting.offers.completeness import correctable_sections, form_of
from contracting.offers.content import (
    OfferContent,
    as_json,
    content_of,
    digest_of,
    profile_of,
    words_of,
)
from contracting.offers.corrections import tell_later_rooms
from contracting.offers.definition import form_in_force
from contracting.offers.documents import FORM, RECEIPT, sent_content
from contracting.offers.form import (
    FORM_CODE,
    TABLES,
    fields,
    insist_on_open_sections,
    keep_summary,
)
from contracting.offers.models import (
    YEARS,
    NumberSeries,
    Offer,
    OfferReturn,
    OfferSignature,
    PlannedAction,
)
from contracting.offers.permissions import (
    in_time_to_correct,
    may_return,
    may_sign,
    may_start,
    may_write,
    signing_self,
)
from contracting.offers.procedure import before_deadline, complete, ready_to_sign
from contracting.offers.signing import signed_verdict
from mkus_portal.act import WARSAW, Act
from mkus_portal.documents.actions import request
from mkus_portal.drafting import actions as drafting
from mkus_portal.workflow.engine import MoveTaken, insist, perform
from mkus_portal.workflow.verdict import refused
from ngos.models import Organisation


@transaction.atomic
def start_offer(
    act: Act,
    task: CallTask,
    organisation: Organisation,
    commissioning_form: str,
    *,
    is_joint: bool = False,
    earlier: Offer | None = None,
) -> Offer:
    """Start a draft on the form in force, with one empty row in every table.

    `earlier` is an offer of the organisation whose descriptions, tables and amounts are copied;
    what is chosen, such as the declarations of part VII, is said anew each time. Raises MoveRefused
    when the call is not open, the act is not the organisation's or the task does not allow the form
    of commissioning.
    """
    insist(may_start(act, task))
    if not act.acts_for("organisation", organisation.pk):
        insist(refused("Ofertę zaczyna osoba działająca w imieniu tej organizacji."))
    if commissioning_form not in terms_of(task).forms:
        insist(refused("W tym zadaniu nie ma takiej formy zlecenia. Wybierz inną."))
    form = form_in_force(FORM_CODE, act.day)
    offer = Offer.objects.create(
        task=task,
        office=task.call.office,
        organisation=organisation,
        draft=drafting.start_draft(act, form.code, form.version),
        commissioning_form=commissioning_form,
        is_joint=is_joint,
        created_at=act.at,
        created_by_id=act.user,
    )
    drafting.tie(offer.draft, offer)
    for table in ("actions", "results", "costs", "funding"):
        drafting.add_row(act, offer.draft, table)
    if is_joint:
        drafting.add_row(act, offer.draft, "bidders", **profile_of(organisation))
        drafting.add_row(act, offer.draft, "bidders")
    return offer if earlier is None else _copy(act, offer, earlier)


def _copy(act: Act, offer: Offer, earlier: Offer) -> Offer:
    if earlier.organisation_id != offer.organisation_id:
        insist(refused("Można zacząć tylko od oferty tej samej organizacji."))
    content = sent_content(earlier)
    chosen = {one.code for part in form_of(offer).sections for one in part.fields if one.choices}
    texts = {code: text for code, text in content.texts.items() if code not in chosen}
    return fill_offer(act, offer, replace(content, texts=texts))


@transaction.atomic
def fill_offer(act: Act, offer: Offer, content: OfferContent) -> Offer:
    """Write a whole content into a draft: the given texts, every table anew.

    The content may be another offer's (copying) or built by hand; its bidder, addressee and form of
    commissioning are not taken, nor texts that this form does not ask for; without shares the
    bidders of a joint offer stay. Raises MoveRefused, and ValidationError for what a cell cannot
    hold.
    """
    insist(may_write(act, offer))
    with drafting.together(act, offer.draft):
        _write_content(act, offer, content)
    offer.refresh_from_db()
    return offer


def _write_content(act: Act, offer: Offer, content: OfferContent) -> None:
    draft = offer.draft
    versions = {one.field: one.version for one in draft.answers.filter(row=None)}
    for code in sorted(fields(draft) & content.texts.keys()):
        drafting.save_field(act, draft, code, content.texts[code], versions.get(code, 0))
    for table in ("costs", "actions", "results", *(("bidders",) if content.shares else ())):
        for row in list(TABLES[table].rows(draft)):
            drafting.remove_row(act, draft, table, row.pk)
    actions = _add_actions(act, offer, content)
    for result in content.results:
        drafting.add_row(
            act,
            draft,
            "results",
            name=result.name,
            target_value=result.target_value,
            monitoring_method=result.monitoring_method,
        )
    _add_amounts(act, offer, content, actions)


def _add_actions(act: Act, offer: Offer, content: OfferContent) -> dict[int, PlannedAction]:
    return {
        one.pk: drafting.add_row(
            act,
            offer.draft,
            "actions",
            year=one.year,
            name=one.name,
            description=one.description,
            target_group=one.target_group,
            schedule=one.schedule,
            outside=one.outside,
        )
        for one in content.actions
    }


def _add_amounts(
    act: Act, offer: Offer, content: OfferContent, actions: dict[int, PlannedAction]
) -> None:
    for line in content.lines:
        drafting.add_row(
            act,
            offer.draft,
            "costs",
            kind=line.kind,
            action=actions.get(line.action) if line.action is not None else None,
            name=line.name,
            unit=line.unit,
            unit_cost=line.unit_cost,
            quantity=line.quantity,
            **dict(zip(YEARS, line.years, strict=False)),
        )
    if offer.is_joint:
        for share in content.shares:
            years: dict[str, Any] = dict(zip(YEARS, share.years, strict=False))
            drafting.add_row(act, offer.draft, "bidders", **words_of(share), **years)
    row = offer.draft.fundingsources.get()
    for cell in TABLES["funding"].cells:
        value = getattr(content.funding, cell)
        place = f"funding:{row.pk}:{cell}"
        text = "" if value is None else str(value)
        drafting.save_field(act, offer.draft, place, text, row.version_of(cell))


@transaction.atomic
def ask_for_signatures(act: Act, offer: Offer) -> int:
    """Tell the representatives that the offer waits for them; return how many were told.

    No state changes. Raises MoveRefused while something is missing or nobody can sign here.
    """
    insist(may_write(act, offer), ready_to_sign(act, offer))
    told = letters.ask_to_sign(act, offer)
    if not told:
        reason = "Nie ma kogo poprosić: osoby uprawnione już podpisały albo nie mają konta."
        insist(refused(reason))
    return told


@transaction.atomic
def sign_offer(act: Act, offer: Offer) -> OfferSignature:
    """Sign the content as it is now; any later change of it ends the signature.

    Raises MoveRefused when the act is no representative's, the deadline has passed, something is
    missing or the offer was sent.
    """
    drafting.lock_draft(offer.draft)
    offer.refresh_from_db()
    if not offer.is_written:
        insist(refused("Ta oferta jest już złożona albo wycofana."))
    in_time = before_deadline if offer.state == Offer.State.DRAFT else in_time_to_correct
    insist(may_sign(act, offer), in_time(act, offer), complete(act, offer))
    letters.close_signing(act, offer)
    signature, _ = OfferSignature.objects.update_or_create(
        offer=offer,
        representative=signing_self(act, offer),
        digest=digest_of(content_of(offer)),
        defaults={"signed_at": act.at},
    )
    return signature


@transaction.atomic
def submit_offer(act: Act, offer: Offer, key: str = "") -> Offer:
    """Send the offer: number, time, digest, receipt; once, whatever the number of attempts.

    A representative who sends signs in the same step. The same `key` (of one shown page) sent again
    is answered with the same receipt. Order: hold draft and organisation, look again, sign, freeze
    the content, move with all conditions, documents, letters. Raises MoveRefused with the reason,
    MoveTaken when somebody else has sent or withdrawn it.
    """
    drafting.lock_draft(offer.draft)
    Organisation.objects.select_for_update(of=("self",)).get(pk=offer.organisation_id)
    offer.refresh_from_db()
    if offer.state != Offer.State.DRAFT:
        if key and offer.send_key == key and offer.state == Offer.State.SUBMITTED:
            return offer
        raise MoveTaken
    if signing_self(act, offer) is not None:
        sign_offer(act, offer)
    content = content_of(offer)
    offer.submitted_at, offer.send_key = act.at, key
    offer.content, offer.digest = as_json(content), digest_of(content)
    offer.number = _next_number(act, offer)
    offer.save(update_fields=["submitted_at", "send_key", "content", "digest", "number"])
    perform(act, offer, "submit")
    for kind in (RECEIPT, FORM):
        request(act, kind, offer)
    letters.say_sent(act, offer)
    return offer


def _next_number(act: Act, offer: Offer) -> str:
    """Return the office's next number of the year; a refused sending gives it back."""
    year = act.at.astimezone(WARSAW).year
    return f"O/{year}/{NumberSeries.take(offer.office, year):05d}"


@transaction.atomic
def sign_and_send(act: Act, offer: Offer, key: str = "", seen: str = "") -> bool:
    """Do what the acting person can: sign, and send as soon as the signatures are enough.

    `seen` is the digest of the content that the page showed. Return whether the offer is sent.
    When other signatures are missing, those who could give them are asked. An offer that is being
    corrected is sent anew. Raises as `sign_offer`, `submit_offer` and `send_correction` do;
    MoveRefused when the content has changed since.
    """
    drafting.lock_draft(offer.draft)
    offer.refresh_from_db()
    if offer.is_written and seen and seen != digest_of(content_of(offer)):
        insist(refused("Treść oferty zmieniła się po otwarciu strony. Przeczytaj ją jeszcze raz."))
    if offer.is_written and signing_self(act, offer) is not None:
        sign_offer(act, offer)
        if not signed_verdict(act, offer):
            letters.ask_to_sign(act, offer)
            return False
    if offer.returns.exists():
        send_correction(act, offer, key)
    else:
        submit_offer(act, offer, key)
    return True


@transaction.atomic
def return_offer(
    act: Act, offer: Offer, reasons: Mapping[str, str], due_at: datetime
) -> OfferReturn:
    """Open chosen sections of a sent offer for correction until a term; keep what stands there.

    `reasons` maps the sections' codes to why. Order: hold the draft, move, keep the version.
    Raises MoveRefused, MoveTaken; ValidationError for a section that cannot be corrected.
    """
    drafting.lock_draft(offer.draft)
    unknown = sorted(reasons.keys() - {one.code for one in correctable_sections(offer)})
    if unknown or not reasons or not all(why.strip() for why in reasons.values()):
        message = "Wybierz co najmniej jedną część formularza i przy każdej wybranej podaj powód."
        raise ValidationError(message)
    perform(act, offer, "return", note=", ".join(sorted(reasons)))
    asked = OfferReturn(
        offer=offer,
        reasons=dict(reasons),
        due_at=due_at,
        returned_at=act.at,
        returned_by_id=act.user,
        content=offer.content,
        digest=offer.digest,
        sent_at=offer.corrected_at or offer.submitted_at or act.at,
    )
    asked.full_clean()
    asked.save()
    return asked


@transaction.atomic
def extend_return(act: Act, asked: OfferReturn, due_at: datetime) -> OfferReturn:
    """Give more time for a correction, also after the term. Raises MoveRefused."""
    offer = asked.offer
    drafting.lock_draft(offer.draft)
    asked.refresh_from_db()
    insist(may_return(act, offer))
    if asked.corrected_at is not None:
        insist(refused("Oferta jest już uzupełniona."))
    if due_at <= max(asked.due_at, act.at):
        insist(refused("Nowy termin musi być późniejszy od dotychczasowego i od tej chwili."))
    asked.due_at = due_at
    asked.save(update_fields=["due_at"])
    return asked


@transaction.atomic
def send_correction(act: Act, offer: Offer, key: str = "") -> Offer:
    """Send a corrected offer anew: new content, digest and receipt, the number stays.

    Order: hold draft and organisation, look again, sign, move with all conditions, freeze the new
    content, documents, letters, what later rooms do about it. Raises as `submit_offer` does.
    """
    drafting.lock_draft(offer.draft)
    Organisation.objects.select_for_update(of=("self",)).get(pk=offer.organisation_id)
    offer.refresh_from_db()
    asked = offer.open_return
    if asked is None:
        if key and offer.send_key == key and offer.state == Offer.State.CORRECTED:
            return offer
        raise MoveTaken
    if signing_self(act, offer) is not None:
        sign_offer(act, offer)
    content = content_of(offer)
    insist_on_open_sections(offer, asked)
    offer.corrected_at, offer.send_key = act.at, key
    offer.save(update_fields=["corrected_at", "send_key"])
    perform(act, offer, "correct")
    offer.content, offer.digest = as_json(content), digest_of(content)
    offer.save(update_fields=["content", "digest"])
    asked.corrected_at = act.at
    asked.save(update_fields=["corrected_at"])
    keep_summary(offer)
    for kind in (RECEIPT, FORM):
        request(act, kind, offer)
    letters.say_corrected(act, offer)
    tell_later_rooms(act, offer)
    return offer


@transaction.atomic
def withdraw_offer(act: Act, offer: Offer, reason: str = "") -> None:
    """Take a sent offer back before the deadline; a new one may be sent.

    Raises MoveRefused after the deadline, MoveTaken when it is withdrawn already.
    """
    perform(act, offer, "withdraw", note=reason.strip())
    offer.withdrawn_at = act.at
    offer.save(update_fields=["withdrawn_at"])
    letters.say_withdrawn(act, offer)
