"""Which indicators are asked for, with which options, on which processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Self

from services.analytics.domain.redflags.disqualified_share import R038, DisqualifiedShare
from services.analytics.domain.redflags.identical_price import R028, IdenticalPrice
from services.analytics.domain.redflags.indicator import Indicator, Setting
from services.analytics.domain.redflags.late_bid import R030, LateBid
from services.analytics.domain.redflags.lowest_disqualified import R036, LowestDisqualified
from services.analytics.domain.redflags.price_gap import R024, R058, ClosePrice, HeavyDiscount
from services.analytics.domain.redflags.process import Process
from services.analytics.domain.redflags.single_bid import R018, SingleBid
from services.analytics.domain.redflags.sole_survivor import R035, SoleSurvivor
from services.analytics.domain.redflags.submission_period import R003, SubmissionPeriod
from services.analytics.domain.redflags.variety import R048, Variety
from services.analytics.domain.redflags.win_ratio import R025, WinRatio

INDICATORS: Mapping[type[Any], Any] = MappingProxyType(
    {
        R003: SubmissionPeriod,
        R018: SingleBid,
        R024: ClosePrice,
        R025: WinRatio,
        R028: IdenticalPrice,
        R030: LateBid,
        R035: SoleSurvivor,
        R036: LowestDisqualified,
        R038: DisqualifiedShare,
        R048: Variety,
        R058: HeavyDiscount,
    }
)
"""Each rule by the class of its options, whose name is its code."""

OPTIONS: Mapping[str, type[Any]] = MappingProxyType({options.__name__: options for options in INDICATORS})
COMPARE_PRICES = frozenset({"R024", "R028", "R036", "R058"})
"""Rules that make no sense where the buyer sets the price."""


@dataclass(frozen=True)
class Settings:
    """What is asked: `indicators` holds options by code, and only what is there is run.

    `compared` names the local procedures whose prices alone are compared (None: all), `uncompared` those whose prices
    are not, `excluded` those that no indicator looks at.
    """

    indicators: Mapping[str, Any] = field(default_factory=dict)
    currency: str | None = None
    compared: frozenset[str] | None = None
    uncompared: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()

    @classmethod
    def all(cls) -> Self:
        """Every indicator as it is by default."""
        return cls({code: options() for code, options in OPTIONS.items()})

    def looks_at(self, process: Process) -> bool:
        """Whether a process counts: neither cancelled nor of an excluded procedure."""
        return process.status != "cancelled" and process.method_details not in self.excluded

    def compares_prices(self, process: Process) -> bool:
        """Whether the bids of a process compete by price."""
        details = process.method_details
        return details not in self.uncompared and (self.compared is None or details in self.compared)

    def rules(self, setting: Setting) -> dict[str, Indicator]:
        """A fresh rule for each indicator asked for, by its code."""
        return {code: INDICATORS[type(options)](options, setting) for code, options in sorted(self.indicators.items())}
