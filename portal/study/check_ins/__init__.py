"""Check-ins in the study file: what is asked, when, and which answers alert the team."""
