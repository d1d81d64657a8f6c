"""`python -m tests.contract.state_machines` draws every table `NEXT` of the domains in docs/state-machines.md."""

import importlib
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "state-machines.md"
_TABLE = re.compile(r"^NEXT: Mapping\[", re.MULTILINE)
_HEAD = """# State machines

Drawn from the tables `NEXT` in the code, which the aggregates obey: a move that is not drawn is refused with 409.
A test compares this page with the code; `python -m tests.contract.state_machines` draws it anew.

What the drawings cannot say:

- A tender moves to `closed` by the clock, at its deadline. Its last decided lot moves it to `awarded`, where at least
  one lot was awarded, or to `unsuccessful`.
- A draft is changed as often as its buyer likes, and tells nobody. From publication on every move is a fact.
- A bid tells nobody anything of itself: its opening does, once, for all bids. Of a bidder's bids for a lot the last one
  in time counts. A late bid stays sealed. An attempt to open too early leaves the opening `scheduled`, on record.
- Reviews are told to nobody either. A tender in review is left alone; a change of an approved one makes it a draft
  again.
- A tender is not cancelled once a contract of it is signed.
- The documents of a tender are frozen at publication; then an amendment changes them, and moves the deadline where it
  weighs. A question is settled while bids may come.
- Where a committee opens the bids, lots are awarded from `evaluated` alone. An annulled award leads the tender back to
  `opened`, and its lot to evaluation or to `dropped`.
- A standstill ends by the clock, or by an act once it is over. Judgements, inquiries and evaluations are frozen while
  the evaluation is `concluded`.
- A contract that comes from a register begins as `notified`, at the register's own dates. A correction leaves its
  state. A modification leaves it `notified`; invoices and other acts have no states.
- A contract ends when its buyer says so, or by the clock after its last day.
"""

Moves = Mapping[StrEnum, frozenset[StrEnum]]


def tables() -> Iterator[tuple[Path, Moves]]:
    """Every table of moves in the domain of a service, with its module."""
    for path in sorted(ROOT.glob("services/*/domain/**/*.py")):
        if _TABLE.search(path.read_text()):
            module = path.relative_to(ROOT).with_suffix("")
            yield module, importlib.import_module(".".join(module.parts)).NEXT


def page() -> str:
    """The page as the code has it."""
    return "\n".join([_HEAD, *(_section(module, moves) for module, moves in tables())])


def _section(module: Path, moves: Moves) -> str:
    kind = type(next(iter(moves)))
    title = re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).capitalize()
    drawn = "\n".join(["```mermaid", "stateDiagram-v2", *(f"    {move}" for move in _moves(moves)), "```"])
    return f"## {title}\n\n{kind.__doc__} Source: `{module}.py`.\n\n{drawn}\n"


def _moves(moves: Moves) -> Iterator[str]:
    order = list(type(next(iter(moves))))
    yield f"[*] --> {order[0]}"
    for state in order:
        yield from (f"{state} --> {after}" for after in order if after in moves[state])
        if not moves[state]:
            yield f"{state} --> [*]"


if __name__ == "__main__":
    PAGE.write_text(page())
