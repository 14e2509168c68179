"""The work queue: what waits for the team, whoever's feature it is."""
