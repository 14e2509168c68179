"""Reminders: the right notice, at the right hour, through a channel that arrives, never twice."""
