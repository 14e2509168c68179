"""A lived-in sample database: fictional people over all phases, dated from today."""
