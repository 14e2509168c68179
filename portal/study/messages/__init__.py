"""Messages in the study file: topics, prepared replies, by when somebody answers."""
