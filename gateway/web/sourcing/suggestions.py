"""What somebody may mean who has begun to type into the directory: the options of its field of words."""

from gateway.web.visit import Answered, Page, Visit


async def show(visit: Visit) -> Answered:
    """The options; none where the register is away, or nothing is begun."""
    begun = visit.query.get("q", "")
    found = await visit.api.find("/suggestions", {"q": begun}) if begun else None
    return Page("sourcing/suggestions.html", {"suggestions": (found or {"items": []})["items"]})
