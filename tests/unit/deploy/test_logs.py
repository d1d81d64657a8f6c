from pathlib import Path

from deploy.embedded import logs
from deploy.embedded.logs import Logs


def test_a_log_that_grew_too_large_is_set_aside_and_goes_on_empty(tmp_path: Path) -> None:
    kept = Logs(tmp_path)
    with kept.of("tenders").open("ab") as writer:
        writer.write(b"x" * (logs.LARGEST + 1))
        writer.flush()
        kept.bound()
        writer.write(b"later\n")
    assert (tmp_path / "tenders.log").read_bytes() == b"later\n"
    assert (tmp_path / "tenders.log.1").stat().st_size == logs.LARGEST + 1


def test_a_log_within_its_bound_is_left_alone(tmp_path: Path) -> None:
    kept = Logs(tmp_path)
    kept.note("tenders", "served")
    kept.bound()
    assert kept.of("tenders").read_text() == "served\n"
