"""What the service can be asked to do, one function each, and what it does when it is told."""
