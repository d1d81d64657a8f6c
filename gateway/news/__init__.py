"""What was heard last of each feed, ready to be sent to whoever listens."""
