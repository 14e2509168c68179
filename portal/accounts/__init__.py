"""People who can sign in: accounts, memberships and roles, codes, sessions, devices."""
