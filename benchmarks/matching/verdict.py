"""What a table comes to, in a sentence for each kind of winner."""

from collections.abc import Iterator, Sequence

from benchmarks.matching.measure import TOP, WIDER, Measured, Tally
from benchmarks.matching.rankers import ByDepartment, ByHistory


def verdicts(rows: Sequence[Measured]) -> Iterator[str]:
    """Whether the last row beats history on known winners and plain geography on new ones, by both meanings of them."""
    by_name, ours = {row.name: row for row in rows}, rows[-1]
    history, geography = by_name[ByHistory.name], by_name[ByDepartment.name]
    compared = (
        ("history on known winners", ours.known, history.known),
        ("plain geography on new ones", ours.new, geography.new),
        ("history on those known to the buyer", ours.held, history.held),
        ("plain geography on those new to the buyer", ours.other, geography.other),
    )
    for told, mine, theirs in compared:
        if mine.winners:
            yield f"Ours beats {told}: {_beats(mine, theirs)}"


def _beats(ours: Tally, theirs: Tally) -> str:
    """Yes where it finds more, or all that there are, within the first positions and within more of them."""
    pairs = ((ours.top, theirs.top, TOP), (ours.wider, theirs.wider, WIDER))
    recalls = (f"{mine / ours.winners:.3f} against {other / ours.winners:.3f} @{at}" for mine, other, at in pairs)
    answer = "yes" if all(mine > other or mine == ours.winners for mine, other, _ in pairs) else "no"
    return f"{answer} ({', '.join(recalls)}; {ours.winners:,} winners)"
