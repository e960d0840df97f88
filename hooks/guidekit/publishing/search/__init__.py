"""The files that the search box reads."""
