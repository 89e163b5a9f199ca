"""`sayso desk`: the reading view of an archive in the browser, or one request without a server."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import click

PORT = 8017


@click.command()
@click.argument("archive", type=click.Path(path_type=str))
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; others need a login."
)
@click.option(
    "-p",
    "--port",
    default=PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="0 takes a free port.",
)
@click.option("-o", "--open", "opens", is_flag=True, help="Open the browser.")
@click.option(
    "--get", "path", metavar="PATH", help="Print what the desk answers to GET PATH, without a server."
)
@click.option("--no-login", is_flag=True, help="Ask for no login; refused where others can reach the desk.")
def command(archive: str, host: str, port: int, opens: bool, path: str | None, no_login: bool) -> None:
    """Open the reading view of an archive in the browser."""
    from ..archive import Archive

    if path is not None and not path.startswith("/"):
        raise click.UsageError(f"--get takes a path that begins with '/', such as /reports; found '{path}'")
    with Archive.open(archive, create=False, read_only=True) as opened:
        if path is None:
            _serve(opened, host, port, opens=opens, no_login=no_login)
            return
        from ..web.app import get

        got = get(opened, path)
        sys.stdout.buffer.write(got.body)
        sys.stdout.flush()
        if got.status >= 400:
            click.echo(f"sayso: {path}: status {got.status}", err=True)
            sys.exit(1)


def _serve(archive: object, host: str, port: int, *, opens: bool, no_login: bool) -> None:
    import uvicorn

    from ..archive import Archive
    from ..errors import SaysoError
    from ..web.app import create
    from ..web.guard import Login, check, is_loopback

    assert isinstance(archive, Archive)
    login = None if is_loopback(host) or no_login else Login()
    check(host, login)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise SaysoError(
                f"the desk cannot listen on {host}:{port} ({error.strerror}); -p 0 takes a free port"
            ) from None
        listener.listen(128)
        taken = listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{taken}"
        link = login.link(address) if login else f"{address}/"
        click.echo(f"{Path(archive.name).name} is open at {link}  (Ctrl+C closes)")
        if login:
            click.echo(f"The link works once. For programs: Authorization: Bearer {login.session}", err=True)
        sys.stdout.flush()
        if opens:
            click.launch(link)
        config = uvicorn.Config(
            create(archive, names=[host], login=login),
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
            lifespan="off",
        )
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            click.echo("closed", err=True)
