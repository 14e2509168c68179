"""Travel money in the study file: what is covered, up to how much, and when it is paid."""
