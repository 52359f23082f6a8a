"""Prepares the database and serves the application; the only command a new machine needs."""

import errno
import hashlib
import json
import os
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, connections

from spurwechsel import embedded_postgres, worker_supervisor
from spurwechsel.checks import refuse_unsafe_production
from spurwechsel.commands import GermanCommand
from spurwechsel.models import Kommune

COLUMNS = {"rolle": "Rolle", "kommune": "Kommune", "email": "E-Mail-Adresse", "passwort": "Passwort"}
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 (address to listen on -> address to open)
REASONS = {errno.EADDRINUSE: "ist schon vergeben", errno.EACCES: "ist der Systemverwaltung vorbehalten"}
WORKER = ("worker", "--solange")
PREPARING = 2024_03_28  # any number that nobody else locks
# No query string, no address and no name of whoever asked.
ACCESS_LOG_FORMAT = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"


class Command(GermanCommand):
    help = "Richtet die Datenbank ein und startet die Anwendung."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--bind",
            default=os.environ.get("BIND") or "127.0.0.1:8000",
            metavar="ADRESSE:PORT",
            help="Adresse der Anwendung (Vorgabe: BIND oder 127.0.0.1:8000)",
        )

    def handle(self, *, bind: str, **options: object) -> None:
        listener = listen(bind)
        refuse_unsafe_production()
        settings.STATIC_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
        if settings.PRODUCTION:
            call_command("migrate", verbosity=0)
            collect_static()
        else:
            with one_after_the_other(self.say):
                call_command("migrate", verbosity=0)
                if not Kommune.objects.exists():
                    self.say("Die Demo-Daten werden angelegt, einen Augenblick …")
                    call_command("demo_data", verbosity=0)
        self.say(announcement(listener))
        allow_host(listener)
        connections.close_all()
        replace_by_web_server(listener)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


@contextmanager
def one_after_the_other(say: Callable[[str], None]) -> Iterator[None]:
    """Of two starts on one database the second waits, and finds built what the first has built."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [PREPARING])
        if cursor.fetchone() == (False,):
            say("Ein anderer Start richtet gerade alles ein, einen Augenblick …")
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def listen(bind: str) -> socket.socket:
    """Take the address before anything else is done; ends with one German sentence if it is not free."""
    host, _, port = bind.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise SystemExit(f"„{bind}“ ist keine Adresse: Bitte BIND in der Form 127.0.0.1:8000 angeben.")
    host = host.strip("[]")
    try:
        family, kind, *_, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        reason = REASONS.get(error.errno or 0, "gibt es auf diesem Rechner nicht")
        raise SystemExit(
            f"Die Adresse {bind} {reason}: Bitte mit BIND=127.0.0.1:8001 eine andere wählen."
        ) from error
    return listener


def collect_static() -> None:
    """Copy and compress the static files, unless nothing has changed since the last time."""
    state = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    stamp = settings.STATIC_ROOT / ".stand"
    if stamp.exists() and stamp.read_text() == state.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state.hexdigest())


def announcement(listener: socket.socket) -> str:
    """Where to go and, in a demonstration, who to log in as: the accounts of the file, one per line."""
    host, port = listener.getsockname()[:2]
    shown = EVERYWHERE.get(host, f"[{host}]" if ":" in host else host)
    lines = [f"Spurwechsel läuft auf http://{shown}:{port}/ – Strg+C beendet."]
    path = settings.HOME / "demo-zugaenge.json"
    if path.exists() and not settings.PRODUCTION:
        accounts = json.loads(path.read_text(encoding="utf-8"))
        lines += ["", "Demo-Zugänge (auch in demo-zugaenge.json):", *account_table(accounts)]
    return "\n".join(lines)


def account_table(accounts: list[dict[str, str | None]]) -> list[str]:
    """All in columns: who works together needs more than one account of a role and a Kommune."""
    rows = [list(COLUMNS.values()), *([account[key] or "–" for key in COLUMNS] for account in accounts)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def allow_host(listener: socket.socket) -> None:
    """Who asks for another address in a demonstration wants to be reached there."""
    host = listener.getsockname()[0]
    if not settings.PRODUCTION and "SPURWECHSEL_HOSTS" not in os.environ:
        hosts = ["*"] if host in EVERYWHERE else [*settings.ALLOWED_HOSTS, host]
        os.environ["SPURWECHSEL_HOSTS"] = ",".join(hosts)


def replace_by_web_server(listener: socket.socket) -> None:
    """Become gunicorn, which inherits the socket, the worker and, through the lock, the database."""
    if not settings.PRODUCTION:  # there the worker is a unit of its own
        worker_supervisor.start([sys.executable, str(settings.BASE_DIR / "manage.py"), *WORKER])
    embedded_postgres.hold_across_exec()
    listener.set_inheritable(True)
    access_log = "-" if settings.PRODUCTION else str(settings.HOME / "zugriffe.log")
    options = ["--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    options += ["--bind", f"fd://{listener.fileno()}", "--graceful-timeout", "20"]
    options += ["--access-logfile", access_log, "--access-logformat", ACCESS_LOG_FORMAT]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "spurwechsel.wsgi", *options])  # noqa: S606
