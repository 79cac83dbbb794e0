"""`waag serve`: show the pages."""

import errno
from ipaddress import ip_address

import click
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from web.commands.common import FAILED, WRONG_USE, language_option, opened
from web.config import Settings
from web.language.terminal import say
from web.logs import set_up
from web.store.database import Database

LOOPBACK = "127.0.0.1"


class QuietHandler(WSGIRequestHandler):
    """Logs no addresses of pages: they would name who looked at whom."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@click.command("serve")
@click.option("--host", default=LOOPBACK, show_default=True, help="Adres om op te luisteren.")
@click.option("--port", type=click.IntRange(1, 65535), help="Poort; zonder: PORT, anders 8000.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processen die samen bedienen; zonder: één, voor thuis.")
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Draden per proces.")
@language_option
@click.pass_context
def serve(
    context: click.Context, host: str, port: int | None, workers: int | None, threads: int, language: str | None
) -> None:
    """Toon de pagina's in de browser."""
    settings = Settings.from_environment()
    set_up(settings.log_form)
    database, language = opened(settings), language or settings.language
    if workers is None:
        listen(context, settings, database, host, port or settings.port, language)
        return
    from web.commands.serving import serve_with

    keep_demo_here(context, database, host, language)
    database.close()
    serve_with(settings, host, port or settings.port, workers=workers, threads=threads)


def listen(context: click.Context, settings: Settings, database: Database, host: str, port: int, language: str) -> None:
    """Serve until it is stopped."""
    keep_demo_here(context, database, host, language)
    server = _server(context, settings, host, port, language)
    shown = f"[{host}]" if ":" in host else host
    click.echo(say("serve.address", language, address=f"http://{shown}:{port}/"))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("")
    finally:
        server.server_close()


def keep_demo_here(context: click.Context, database: Database, host: str, language: str) -> None:
    """End where the demo login is in the store and others than this computer could ask."""
    with database.read() as store:
        has_demo_account = store.has_demo_account()
    if has_demo_account and not is_loopback(host):
        click.echo(say("serve.not_beyond_loopback", language), err=True)
        context.exit(WRONG_USE)


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach an address; a name other than localhost might lead anywhere."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _server(context: click.Context, settings: Settings, host: str, port: int, language: str) -> BaseWSGIServer:
    from web.app import lasting_app

    try:
        return make_server(host, port, lasting_app(settings), threaded=True, request_handler=QuietHandler)
    except (OSError, SystemExit) as problem:
        # werkzeug prints a line of its own and exits where a port is taken.
        if isinstance(problem, OSError) and problem.errno != errno.EADDRINUSE:
            raise
        click.echo(say("serve.port_taken", language, port=port), err=True)
        context.exit(FAILED)
