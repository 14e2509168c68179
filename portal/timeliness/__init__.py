"""How long people wait for the team: how it does, by site and month."""
