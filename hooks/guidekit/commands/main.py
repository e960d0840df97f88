"""The command `guide`: what its commands share, and the list of them."""

import errno
import sys
from pathlib import Path

import click

from guidekit.commands import check, due, engines, init, new, pack, paths, schema
from guidekit.commands.options import stop
from guidekit.reading.problems import ContentError, refused


class _Telling(click.Group):
    """Lets problems, and what the system refuses, end a command in plain words with status 1."""

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
    cls=_Telling, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
def main() -> None:
    """Check the guide, start new pages, and see what is due.

    Exit status: 0 all is well, 1 problems were found, 2 the command cannot be understood.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal without UTF-8 still gets the message.
            stream.reconfigure(errors="backslashreplace")


for _command in (
    *(check.check, new.new, due.due, paths.paths, schema.schema, init.init),
    *(engines.export, engines.build, engines.finish, engines.verify, pack.pack),
):
    main.add_command(_command)
