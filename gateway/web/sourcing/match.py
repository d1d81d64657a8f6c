"""A shortlist: every position with its reasons as parts that add up, and what another quota changed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gateway.web import acting
from gateway.web.marketplace import names
from gateway.web.pictures import Drawn, stack
from gateway.web.principal import principal
from gateway.web.sourcing import named
from gateway.web.sourcing.need import ROOM
from gateway.web.visit import Answered, Page, Visit

STAYED, CAME, UP, DOWN = "stayed", "came", "up", "down"


@dataclass(frozen=True)
class Position:
    """A position as it is shown: its parts drawn, and its `move` since the shortlist before, where there is one."""

    position: dict[str, Any]
    drawn: Drawn
    move: str
    before: int | None


async def show(visit: Visit) -> Answered:
    """The shortlist; raises `Refused` where it is another buyer's."""
    earlier = visit.query.get("before")
    match, who, before = await asyncio.gather(
        visit.api.get(f"/matches/{visit.given('id')}"),
        principal(visit),
        visit.api.find(f"/matches/{earlier}") if earlier and earlier != visit.given("id") else _none(),
    )
    need = {"low": None, "high": None, "place": None, "codes": []} | match["need"]
    ranks = {one["supplier"]: one["rank"] for one in before["positions"]} if before else {}
    shown = {
        "match": match,
        "need": need,
        "place": named.place(visit, need["place"]),
        "fields": list(dict.fromkeys(names.division(visit.language, code) for code in need["codes"])),
        "positions": [_position(visit, one, ranks) for one in match["positions"]],
        "before": before,
        "gone": _gone(before, match["positions"]) if before else [],
        "room": ROOM,
        "once": acting.once(visit),
        "may_draft": who.may("sourcing:write"),
    }
    return Page("sourcing/match.html", shown)


async def _none() -> None:
    return None


def _position(visit: Visit, position: dict[str, Any], ranks: dict[str, int]) -> Position:
    before = ranks.get(position["supplier"])
    return Position(position, _drawn(visit, position), _move(position["rank"], before) if ranks else "", before)


def _move(rank: int, before: int | None) -> str:
    if before is None:
        return CAME
    return STAYED if rank == before else UP if rank < before else DOWN


def _drawn(visit: Visit, position: dict[str, Any]) -> Drawn:
    """The parts of a score, which add up to its points; in the table each has its reason in words."""
    language, t = visit.language, visit.language.t
    caption = str(t("match.parts", name=position["name"]).unescape())
    parts = position["parts"]
    picture = stack(
        caption,
        [
            (str(t(f"part.{one['code']}")), one["points"], language.number(one["points"]))
            for one in parts
            if one["points"]
        ],
    )
    rows = [
        (str(t(f"part.{one['code']}")), language.pick(one), _of(visit, one["points"], one["most"])) for one in parts
    ]
    total = (str(t("match.total")), "", language.number(position["points"]))
    heads = [str(t(f"match.{one}")) for one in ("part", "reason", "points")]
    return Drawn(caption, picture, heads, [*rows, total], (2,))


def _of(visit: Visit, points: int, most: int) -> str:
    number = visit.language.number
    return str(visit.language.t("card.counted", numerator=number(points), denominator=number(most)))


def _gone(before: dict[str, Any], positions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who was in the shortlist before and is no longer."""
    there = {one["supplier"] for one in positions}
    return [one for one in before["positions"] if one["supplier"] not in there]
