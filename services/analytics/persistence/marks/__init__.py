"""What is found by looking across keys: marks, each a pure function of the derived rows, whole or of what was touched.

`pool.<grain>` are the rows that a mark is found among.
"""
