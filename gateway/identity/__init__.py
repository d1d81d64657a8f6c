"""OAuth 2: clients and their access tokens, and the tokens of issuers elsewhere; the gateway's own slice."""
