"""Webhooks (Standard Webhooks 1.0): facts that are carried to their readers, in order for each entity."""
