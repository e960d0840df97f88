"""The command `guide`: its list of commands, and how each of them ends."""

import errno
import sys
from importlib import import_module
from pathlib import Path

import click

from guidekit.commands.options import stop
from guidekit.reading.problems import ContentError, refused

COMMANDS = {
    **{name: name for name in ("check", "due", "evidence", "move", "pack", "paths", "schema")},
    **{name: f"starting.{name}" for name in ("init", "new")},
    **dict.fromkeys(("build", "export", "finish", "verify"), "engines"),
}
"""Each command, and the file that holds it; it is imported when it is asked for, to save time."""


class _Guide(click.Group):
    """Lets problems, and what the system refuses, end a command in plain words with status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"guidekit.commands.{COMMANDS[cmd_name]}")
        found: click.Command = getattr(module, cmd_name)
        return found

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ContentError as error:
            stop(error.problems)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads has had enough
                raise
            stop([refused(error, Path())])
        return None


@click.group(
    cls=_Guide, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
def main() -> None:
    """Check the guide, start new pages, and see what is due.

    Exit status: 0 all is well, 1 problems were found, 2 the command cannot be understood.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal without UTF-8 still gets the message.
            stream.reconfigure(errors="backslashreplace")
