"""Study files: read, check, version, compare; studies and their sites in the database."""
