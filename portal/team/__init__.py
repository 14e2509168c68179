"""The team of a study: who works where and in which role, and how they come in."""
