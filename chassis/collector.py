"""Python's garbage collector in a process that lets nearly everything go by itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 50_000
"""Objects made and not let go before the youngest are walked; the default of 700 walks each batch many times."""
_WALKS = (OBJECTS, 20, 20)


def spare() -> None:
    """Let the collector pass over all that is there now, and come seldom; called once, when a process has started."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_WALKS)


@contextmanager
def spared() -> Iterator[None]:
    """The same as long as the block is not left: a process may hold one application after another."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_WALKS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
