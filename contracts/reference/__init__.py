"""Reference data: dated YAML files beside this module, read once and checked against the types that describe them."""
