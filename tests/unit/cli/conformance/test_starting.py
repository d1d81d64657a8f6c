"""What an integrator mistypes is answered in one line, at once."""

import sys

import pytest
from typer.testing import CliRunner

from deploy.cli.conformance.serving import started
from deploy.cli.failure import Failure
from deploy.cli.main import app
from tests.waiting import until

ADDRESS = "http://127.0.0.1:9"


def test_an_address_without_its_scheme_is_no_address() -> None:
    answer = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["conformance", "127.0.0.1:8000", "--buyer-key", "any"])
    assert answer.exit_code == 1
    [line] = answer.stderr.strip().splitlines()
    assert "127.0.0.1:8000 is not an address" in line


@pytest.mark.parametrize("command", ["no-such-program portal.php", "an 'open quote"])
async def test_a_program_that_cannot_be_started_is_named(command: str) -> None:
    with pytest.raises(Failure, match=r"--run .* cannot be started"):
        async with started(command, ADDRESS):
            pass


async def test_a_program_that_ended_by_itself_is_known_with_its_exit_code() -> None:
    async with started(f"{sys.executable} -c 'raise SystemExit(3)'", ADDRESS) as client:
        await until(lambda: client.has_ended)
        assert client.exit_code == 3
