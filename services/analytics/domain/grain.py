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
