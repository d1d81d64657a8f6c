"""The rules of the registry, with no framework, driver or clock."""
