"""The panels of a buyer: its lists of suppliers, for its own eyes alone, and its favourites and cautions."""

from gateway.web import acting
from gateway.web.deeds import Deed, done, forms_of, words
from gateway.web.sourcing import named
from gateway.web.visit import Answered, Moved, Page, Visit

_OWN = ("sourcing:write",)
_ANY: frozenset[str] = frozenset()
_LISTED = {"limit": 100}
DEEDS = (Deed("panel", _OWN, _ANY, "/panels", words("name", "purpose")),)
ON_ONE = (
    Deed("rename", _OWN, _ANY, "", words("name", "purpose"), method="PUT"),
    Deed("suppliers", _OWN, _ANY, "/suppliers", named.given),
    Deed("removal", _OWN, _ANY, "/suppliers/{of}", method="DELETE"),
    Deed("ending", _OWN, _ANY, "", method="DELETE"),
)


async def show(visit: Visit) -> Answered:
    """The panels; raises `Refused` for who keeps none."""
    return await _page(visit)


async def _page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    panels, favourites, cautions = await visit.api.get_all(
        ("/panels", _LISTED), ("/favourites", _LISTED), ("/cautions", _LISTED)
    )
    kept = {"panels": panels["items"], "cautions": cautions["items"]}
    kept["favourites"] = [(one["name"], named.number(one["identifier"])) for one in favourites["items"]]
    return Page("sourcing/panels.html", kept | forms_of(visit, failed, wrong), code)


async def make(visit: Visit) -> Answered:
    """Make a panel, and go on there to fill it."""
    name, answer = await done(visit, "", DEEDS)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, name, answer, 422)
    return Moved(visit.link(f"/panels/{answer.document()['id']}"))


async def show_one(visit: Visit) -> Answered:
    """A panel and its suppliers; raises `Refused` where it is another buyer's."""
    return await _page_of(visit)


async def _page_of(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    path = f"/panels/{visit.given('id')}"
    asked = {"limit": 50, "cursor": visit.query.get("cursor")}
    panel, members = await visit.api.get_all((path, {}), (f"{path}/suppliers", asked))
    shown = {"panel": panel, "page": members}
    shown["members"] = [(one["name"], named.number(one["identifier"])) for one in members["items"]]
    return Page("sourcing/panel.html", shown | forms_of(visit, failed, wrong), code)


async def change(visit: Visit) -> Answered:
    """Fill a panel, rename it, or end it; the page again where that is refused."""
    path = f"/panels/{visit.given('id')}"
    name, answer = await done(visit, path, ON_ONE)
    if isinstance(answer, acting.Wrong):
        return await _page_of(visit, name, answer, 422)
    return Moved(visit.link("/panels" if name == "ending" else path, done=name))
