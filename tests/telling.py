"""What a run says while it still runs: why a test failed, and where one stands that takes far too long.

Without it a run that is ended from outside says of its failures no more than their letters. A test that stands for
`faulthandler_timeout` seconds (pyproject.toml) ends its worker, with the stacks of all its threads.
"""

import pytest

LONGEST = 20_000
"""Characters of a failure that are told at once; the end of the run tells all."""


class Telling:
    """Writes each failure, with what the test logged, as soon as it is known."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and terminal:
            terminal.ensure_newline()
            terminal.write_sep("_", f"{report.when} of {report.nodeid}")
            terminal.write_line(
                f"{report.longreprtext}\n{report.capstdout}{report.capstderr}{report.caplog}"[-LONGEST:]
            )
