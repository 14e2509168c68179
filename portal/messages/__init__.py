"""Messages between a participant and her team: threads, files, read marks, announcements."""
