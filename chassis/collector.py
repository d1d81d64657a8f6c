"""Python's garbage collector in a process that lets nearly everything go by itself."""

import gc

OBJECTS = 50_000
"""Objects made and not let go before the youngest are walked; the default of 700 walks each batch many times."""


def spare() -> None:
    """Let the collector pass over all that is there now, and come seldom; called once, when a process has started."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, 20, 20)
