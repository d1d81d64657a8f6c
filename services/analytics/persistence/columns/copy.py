"""One engine with the present view, and the few past views that were asked for last."""

import threading
from collections import OrderedDict
from itertools import count

from services.analytics.domain.past import Past
from services.analytics.persistence.columns import present
from services.analytics.persistence.columns.engine import Connection, divide_work, open_engine, session
from services.analytics.persistence.columns.extracting import Extract
from services.analytics.persistence.columns.looking_back import LookBack
from services.analytics.persistence.columns.present import Present
from services.analytics.persistence.columns.standing import Standing

PASTS = 4
"""Past views that are kept: each is as large as what is derived in the present one."""
REFRESHES_A_COMPACTION = 500


class Copy:
    """What was told up to a batch, and what follows from it. Its methods take time: call them in threads."""

    def __init__(self) -> None:
        self._engine = open_engine()
        self._present = Present(self._engine)
        self._pasts: OrderedDict[Past, LookBack] = OrderedDict()
        self._looking_back = threading.Lock()
        self._names = (f"past_{number}" for number in count(1))
        self._refreshes = 0

    @property
    def standing(self) -> Standing:
        """Where the present view stands."""
        return self._present.standing

    def load(self, extract: Extract) -> None:
        """Take in all that was told."""
        self._present.load(extract)
        divide_work(self._engine, self._present.size)

    def follow(self, extract: Extract) -> None:
        """Take in what was told since."""
        self._present.follow(extract)
        self._refreshes += 1
        if self._refreshes % REFRESHES_A_COMPACTION == 0:
            self._present.compact()
            divide_work(self._engine, self._present.size)

    def open(self, past: Past) -> Connection:
        """A connection to a view, in a transaction to which nothing changes; a past view is made where need be."""
        if past.is_present:
            return self._begin(present.NAME)
        with self._looking_back:
            return self._begin(self._look_back(past).name)

    def close(self) -> None:
        """Give back what it holds, once nobody looks any more."""
        for view in (self._present, *self._pasts.values()):
            view.close()
        self._engine.close()

    def _begin(self, name: str) -> Connection:
        own = session(self._engine, name)
        own.execute("BEGIN READ ONLY")
        return own

    def _look_back(self, past: Past) -> LookBack:
        view = self._pasts.get(past)
        if view is None:
            self._make_room()
            view = self._pasts[past] = LookBack(self._engine, next(self._names), past)
        elif view.standing != self.standing:
            view.follow()
        self._pasts.move_to_end(past)
        return view

    def _make_room(self) -> None:
        while len(self._pasts) >= PASTS:
            _, oldest = self._pasts.popitem(last=False)
            oldest.close()
            self._engine.execute(f"DETACH {oldest.name}")
