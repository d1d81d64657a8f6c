"""The observatory: what was bought, from whom, and whether the purchasing policy keeps its promises.

It owns the versions of every contract as they were told (the truth), what follows from the latest of them (holders,
places, sizes, first-time marks) and the figures that anyone may ask for. It consumes procedures and suppliers, and
publishes nothing yet. Everything it keeps can be rebuilt from the facts: it lives in the schema `projection`.
"""
