"""Visits and their windows, booking them, and the calendar feed."""
