"""The command line: one file for each command, loaded when it is called."""

from __future__ import annotations

import gc
import logging
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from .. import __version__, errors, settings

COMMANDS: dict[str, str] = {
    "read": "Print the sourced record of one or many reports.",
    "add": "Read reports into an archive.",
    "claims": "List an archive's claims, filtered.",
    "show": "Show one report or claim of an archive.",
    "check": "Verify an archive: hashes, spans, keys.",
    "desk": "Open the reading view of an archive in the browser.",
    "codes": "List the event classes and modes.",
    "schema": "Print the JSON Schema of a claim.",
    "gazetteer": "Build the gazetteer, or add a GeoNames file to it.",
    "plugins": "List stages, intakes and exports that other packages bring.",
}
"""Names and one-line helps, so that `sayso --help` imports no command."""

DONE, FAILED, USAGE, UNREAD = 0, 1, 2, 3
"""Exit codes: done; failed; wrong usage; finished, but some items could not be read."""

GARBAGE = 100_000, 50, 100
"""Objects after which Python looks for garbage, and how often it looks further; fitted by evals/speed.py --shell."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order in which the tutorial meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command object of `cli/NAME.py`; an archive's path alone means the desk."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """`sayso my.db` opens the desk, as Datasette does."""
        if (
            args
            and args[0] not in COMMANDS
            and args[0].endswith((".db", ".sqlite"))
            and Path(args[0]).exists()
        ):
            args = ["desk", *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands with their helps, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _print_settings(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    for setting in settings.ALL:
        click.echo(
            f"{setting.name}={setting.value}\n    {setting.meaning} Default: {setting.default or '(empty)'}"
        )
    ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sayso")
@click.option(
    "--help-settings",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_settings,
    help="Print every SAYSO_* setting with its value, and leave.",
)
def cli() -> None:
    """Turn news reports into a sourced record: who says it, how sure, what, when, where."""
    logging.basicConfig(
        level=settings.LOG.value, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    # It reports every page without an article; the intake says so itself, naming the file.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def _device() -> int:
    """What standard output is connected to, as a number that changes when it is redirected; 0 where there is none."""
    try:
        return os.fstat(1).st_rdev
    except OSError:
        return 0


def main() -> None:
    """The entry point: errors of sayso become one line and an exit code; a closed pipe ends quietly."""
    device = _device()
    # The matrices that numpy multiplies are small: its threads would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Tables and records are made to stay, and hold no cycles: looking for garbage among them every few hundred
    # objects took a tenth of the time of a short report.
    gc.set_threshold(*GARBAGE)
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        code = error.exit_code
    except SystemExit as error:
        # click and rich end with 1 when the pipe is closed; rich has then put the null device in its place.
        wrapped = "PacifyFlushWrapper" in type(sys.stdout).__name__
        code = DONE if wrapped or _device() != device else error.code
    except click.Abort:
        click.echo("stopped", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = USAGE
    except BrokenPipeError:
        # The reader of our output has gone; writing more, even at exit, would raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except errors.SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
        code = FAILED
    sys.exit(code if isinstance(code, int) else DONE)
