"""Lets `python -m guidekit` do what the command `guide` does, without an install."""

from guidekit.commands.main import main

if __name__ == "__main__":
    main(prog_name="guide")
