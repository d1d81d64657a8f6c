"""What the site says of itself: its accessibility (RGAA 4.1, obligation of loi 2005-102 art. 47), and what it is."""

from gateway.web.visit import Answered, Page, Visit


async def accessibility(_: Visit) -> Answered:
    """The declaration of accessibility."""
    return Page("accessibility.html")


async def about(_: Visit) -> Answered:
    """What this is, whose figures these are, and how to reuse them."""
    return Page("about.html")
