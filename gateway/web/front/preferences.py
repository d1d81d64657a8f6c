"""Choosing light or dark, for who does not want what the browser says."""

from gateway.web.visit import Answered, Moved, Visit


async def show(visit: Visit) -> Answered:
    """There is nothing to see: the choice is in the foot of every page."""
    return Moved(visit.link("/"))


async def choose(visit: Visit) -> Answered:
    """Keep the choice for a year, and go back."""
    return Moved(visit.back(), theme=str(visit.form.get("theme", "")))
