"""The documents of companies and buyers."""

from datetime import date

from pydantic import BaseModel

from services.analytics.api.explorer_resources import Decimals


class CompanyWhole(BaseModel):
    """A company as a holder, over all its contracts; values are its own parts."""

    name: str | None
    natural_person: bool | None
    size: str | None
    place: str | None
    territory: str | None
    contracts: int
    as_lead: int
    in_groups: int
    value: Decimals
    with_value: int
    buyers: int
    first_on: date | None
    latest_on: date | None
    establishments: int


class CompanyYear(BaseModel):
    """A year of a company; `first_with_buyer` counts contracts with a buyer that it had none with before."""

    year: int | None
    contracts: int
    value: Decimals
    buyers: int
    first_with_buyer: int


class CompanyBuyer(BaseModel):
    """A buyer of a company, and the company's shares of what it buys, in percent."""

    buyer: str
    contracts: int
    value: Decimals
    first_on: date | None
    latest_on: date | None
    share_of_contracts: Decimals
    share_of_value: Decimals


class Bidding(BaseModel):
    """Tenders in which a company bid, and won; `rate` in percent."""

    tenders: int
    won: int
    rate: Decimals


class CompanyBidding(Bidding):
    """The same with the days of the first and the latest opening."""

    first_on: date | None
    latest_on: date | None


class BuyerBidding(Bidding):
    """The same for a buyer in whose tenders it bid more than once."""

    buyer: str


class CompanyPage(BaseModel):
    """All that is public of a company as holder and bidder."""

    company: str
    held: CompanyWhole
    years: list[CompanyYear]
    buyers: list[CompanyBuyer]
    bids: CompanyBidding
    bids_by_buyer: list[BuyerBidding]
    links: dict[str, str]


class Volume(BaseModel):
    """How much a buyer bought, EUR excluding VAT; `with_value` contracts have a value."""

    contracts: int
    value: Decimals
    with_value: int
    current: Decimals
    paid: Decimals
    procedures: int
    first_on: date | None
    latest_on: date | None


class BuyerYear(BaseModel):
    """A year of a buyer."""

    year: int | None
    contracts: int
    value: Decimals
    current: Decimals
    paid: Decimals


class PartOf(BaseModel):
    """What bears one value of a dimension; null where it is unknown."""

    of: str | None
    contracts: int
    value: Decimals


class BuyerHolder(BaseModel):
    """A company and its share of what the buyer bought, in percent of the values known."""

    company: str
    name: str | None
    contracts: int
    value: Decimals
    share: Decimals


class Concentration(BaseModel):
    """How concentrated values are: Herfindahl-Hirschman index, 0 to 10,000, and the share of the ten largest."""

    companies: int
    herfindahl: int | None
    top_ten: Decimals


class BuyerPage(BaseModel):
    """All that is public of a buyer over a period, and its years."""

    buyer: str
    period: str
    scope: str
    volume: Volume
    years: list[BuyerYear]
    procedures: list[PartOf]
    natures: list[PartOf]
    departments: list[PartOf]
    holders: list[BuyerHolder]
    concentration: Concentration
    links: dict[str, str]
