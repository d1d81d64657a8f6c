"""Feeds as streams of server-sent events: what one follower heard goes to every reader."""
