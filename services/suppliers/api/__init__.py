"""The routes of the service: they parse, authorise and call one use case each."""
