"""The command `guide`: one file a command."""
