"""What our paths cost beside the limit of each, measured side by side in one run: `python -m benchmarks`.

Machines vary and ratios last. Servers under test, their database and their broker are processes of their own, and so is
the client that loads them; `trials` are those programs, `peers` the limits, `measures` the rows of the table.
"""
