"""Care partners over HTTP: the participant's list, the desk's, and the places of who helps."""
