"""What a bidder fills in of a bid: who bids, with whom, for which lots, at which price, with which certificates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from contracts.offer_form import OfferForm
from contracts.vocabulary import Role, SizeClass

PARTNERS = 3
"""How many companies of a group the form has room for, beside the one that leads it."""
PIECE = "piece"
_PRICE = re.compile(r"^\d{1,12}([.,]\d{1,2})?$")
_BLANKS = re.compile(r"\s")


class OfferUnfit(ValueError):
    """Something is missing in the form, or cannot be: `field` says where."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


@dataclass(frozen=True)
class Offer:
    """The fields of a bid by their names."""

    fields: Mapping[str, str]

    @property
    def bidder(self) -> str:
        """The SIRET of who hands the bid in."""
        return _BLANKS.sub("", self.fields.get("siret", ""))

    @property
    def lots(self) -> list[int]:
        """The lots that it is for; raises `OfferUnfit` where there is none."""
        chosen = [int(name[4:]) for name in self.fields if re.fullmatch(r"lot-\d{1,4}", name)]
        if not chosen:
            raise OfferUnfit("lots")
        return sorted(chosen)

    def form(self, *, priced: bool) -> bytes:
        """The form of the offer as the committee will read it; raises `OfferUnfit`."""
        lots = [{"lot": lot, "price": {"amount": self._price(lot)}} for lot in self.lots] if priced else []
        said = {"members": self._members(), "lots": lots, "certificates": self._certificates()}
        try:
            return OfferForm.model_validate(said).model_dump_json(exclude_none=True).encode()
        except ValidationError as error:
            raise OfferUnfit(str(error.errors()[0]["loc"][0])) from error

    def _members(self) -> list[dict[str, Any]]:
        others = [self._partner(turn) for turn in range(1, PARTNERS + 1) if self.fields.get(f"partner-{turn}-siret")]
        size = self.fields.get("size", "")
        own: dict[str, Any] = {"identifier": {"id": self.bidder}, "name": self.fields.get("name", "")}
        own |= {"role": (Role.LEAD if others else Role.SOLE).value, "size": size if size in set(SizeClass) else None}
        return [own, *others]

    def _partner(self, turn: int) -> dict[str, Any]:
        siret, name = (self.fields.get(f"partner-{turn}-{one}", "") for one in ("siret", "name"))
        return {"identifier": {"id": _BLANKS.sub("", siret)}, "name": name, "role": Role.MEMBER.value}

    def _price(self, lot: int) -> str:
        """A price as readers of French write it: blanks between thousands, a comma before the cents."""
        said = _BLANKS.sub("", self.fields.get(f"price-{lot}", ""))
        if not _PRICE.match(said):
            raise OfferUnfit(f"price-{lot}")
        whole, _, cents = said.replace(",", ".").partition(".")
        return f"{whole}.{cents:0<2}"

    def _certificates(self) -> list[dict[str, str]]:
        dated = {name[6:]: day for name, day in self.fields.items() if name.startswith("until-") and day}
        return [{"kind": kind, "valid_until": day} for kind, day in dated.items()]
