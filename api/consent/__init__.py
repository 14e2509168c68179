"""Consent over HTTP: a person's own consent, the desk's side of it, and the versions of the text."""
