"""What this room registers when the portal starts."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "contracting.offers"
    verbose_name = "oferty"

    def ready(self) -> None:
        """Read the forms (a wrong file stops the start); register form, moves, files, doors."""
        from contracting.calls.annulment import register_objection, register_sequel
        from contracting.offers import (
            advice_letters,
            coaching,
            correspondence,
            documents,
            law,
            letters,
            panels,
        )
        from contracting.offers.advice_panel import ADVISING
        from contracting.offers.advice_procedure import ADVICE
        from contracting.offers.advice_sides import BOTH_SIDES, SIDES
        from contracting.offers.annulment import no_offer_stands, tell_bidders
        from contracting.offers.definition import OFFERS
        from contracting.offers.form import draft_kind
        from contracting.offers.procedure import OFFER
        from mkus_portal.attachments import registry as attachments
        from mkus_portal.documents import check
        from mkus_portal.documents import registry as documents_registry
        from mkus_portal.drafting import registry as drafting_registry
        from mkus_portal.law.registry import register as law_register
        from mkus_portal.notifications import messages
        from mkus_portal.web import panels as web_panels
        from mkus_portal.workflow import engine

        OFFERS.all()
        law_register.add(law.CONTRACT_MAX_YEARS)
        for procedure in (OFFER, ADVICE):
            engine.register(procedure)
        register_objection(no_offer_stands)
        register_sequel(tell_bidders)
        documents_registry.register(documents.OFFER_FORM, documents.OFFER_RECEIPT)
        check.register(documents.offer_source)
        drafting_registry.register(draft_kind(coaching.live))
        kinds = (*letters.KINDS, *advice_letters.ADVICE_KINDS)
        messages.register(*kinds, correspondence.ARRIVED, BOTH_SIDES)
        web_panels.register(
            panels.WAYS_IN,
            ADVISING,
            SIDES,
            panels.ARRIVALS,
            panels.BEGUN,
            panels.OWN_MESSAGES,
            panels.OFFICE_MESSAGES,
        )
        attachments.register(correspondence.MESSAGE_FILE)
        self.doors()

    @staticmethod
    def doors() -> None:
        """Register the doors of organisations and offices."""
        from contracting.offers.models import OFFICE_READERS
        from mkus_portal.web import navigation
        from ngos.models import NGO_ROLES

        navigation.register(
            navigation.Entry(
                "Oferty",
                "offer-list",
                lambda act: act.holds(*NGO_ROLES),
                order=20,
                fold=navigation.Fold.CALLS,
            ),
            navigation.Entry(
                "Oferty",
                "office-offer-list",
                lambda act: act.holds(*OFFICE_READERS),
                order=25,
                fold=navigation.Fold.CALLS,
            ),
        )
