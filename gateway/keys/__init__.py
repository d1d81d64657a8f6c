"""API keys: who may call with which scopes, for which organisation; the gateway's own slice."""
