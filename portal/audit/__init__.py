"""The append-only history of who changed what, when and why."""
