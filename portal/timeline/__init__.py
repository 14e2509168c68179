"""Everything that happened to one participant, in one line of time."""
