"""The team over HTTP and on the command line."""
