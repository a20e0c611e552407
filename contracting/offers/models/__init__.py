"""What the room keeps: offers on the official form, their typed tables, signatures, numbers."""

from contracting.offers.models.advice import Advice
from contracting.offers.models.message import OfferMessage
from contracting.offers.models.offer import (
    CLOSES_AT,
    OFFICE_READERS,
    NumberSeries,
    Offer,
    OfferQuerySet,
    OfferReturn,
    OfferSignature,
    is_opened,
)
from contracting.offers.models.tables import (
    BIDDER_WORDS,
    NOT_NEGATIVE,
    YEARS,
    BidderShare,
    BudgetLine,
    CostColumns,
    ExpectedResult,
    FundingSource,
    PlannedAction,
)

__all__ = (
    "BIDDER_WORDS",
    "CLOSES_AT",
    "NOT_NEGATIVE",
    "OFFICE_READERS",
    "YEARS",
    "Advice",
    "BidderShare",
    "BudgetLine",
    "CostColumns",
    "ExpectedResult",
    "FundingSource",
    "NumberSeries",
    "Offer",
    "OfferMessage",
    "OfferQuerySet",
    "OfferReturn",
    "OfferSignature",
    "PlannedAction",
    "is_opened",
)
