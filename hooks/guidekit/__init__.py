"""Everything the guide's hooks and the `guide` command share; knows no site engine."""
