"""Joining over HTTP: with a code at the door, and inviting at the desk."""
