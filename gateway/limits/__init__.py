"""What protects the door: quotas for each caller and cost class, and refusals while there is too much to do."""
