"""What figures count: each grain is one kind of row, with the same dimensions."""

from enum import StrEnum


class Grain(StrEnum):
    """One kind of row, in the order in which they are derived: a later one may be made from earlier ones."""

    CONTRACT = "contract"
    HOLDING = "holding"
    TENDER = "tender"
    LOT = "lot"
    BID = "bid"
    BIDDER = "bidder"
    PLAN = "plan"
    QUESTION = "question"
    PAYMENT = "payment"
    INVOICE = "invoice"
    REPORT = "report"
    FOOD = "food"
    FACT = "fact"
    """A batch of facts as the observatory took it in."""
    FLAG = "flag"
    """A red flag that stands on a process, a lot or a company."""
    INDICATOR = "indicator"
    """An indicator of the catalogue, and whether it can be computed over the slice: made of the others' figures."""
