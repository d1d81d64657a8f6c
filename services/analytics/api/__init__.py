"""The observatory over HTTP."""
