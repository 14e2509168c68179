"""Joining in the study file: how long an invitation holds, what a letter names, who may help."""
