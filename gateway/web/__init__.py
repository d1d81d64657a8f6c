"""The public pages: a marketplace, a sourcing desk and an observatory for people.

They are a client of the public API and know nothing else: `door.py` asks the gateway's own front, as anyone may. The
page of `/tenders/{id}` is `/fr/tenders/{id}` or `/en/tenders/{id}`. One folder an area; in it one module a page, which
asks and arranges; `templates/` shows; `locales/` has every word; `pictures/` draws.
"""
