"""Reminders in the study file: which notices go out, when, through what, in which words."""
