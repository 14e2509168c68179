"""Check-ins: what people report, the alerts that come of it, and how each is closed."""
