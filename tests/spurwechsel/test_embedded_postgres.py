"""The embedded PostgreSQL with real servers: shared by processes, private, and never left behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from spurwechsel import embedded_postgres

CHECKOUT = Path(__file__).resolve().parents[2]
# Holds the server, reports the folder of its socket, and at the end of its input uses it once more.
USER = """
import sys
from pathlib import Path
import psycopg
from spurwechsel import embedded_postgres
settings = embedded_postgres.database_settings(Path(sys.argv[1]))
print(settings["HOST"], flush=True)
sys.stdin.read()
place = {"host": settings["HOST"], "port": settings["PORT"]}
with psycopg.connect(user=settings["USER"], dbname=settings["NAME"], **place) as connection:
    print(connection.execute("SELECT 6 * 7").fetchone()[0], flush=True)
"""
# Replaces itself by another program, as `serve` does for gunicorn.
REPLACED = """
import os, sys
from pathlib import Path
from spurwechsel import embedded_postgres
embedded_postgres.hold(Path(sys.argv[1]))
embedded_postgres.hold_across_exec()
os.execv("/bin/sh", ["sh", "-c", "echo replaced; read line"])
"""


class User:
    """A process that uses the server in `home`."""

    def __init__(self, home: Path, program: str = USER, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(home)],
            cwd=CHECKOUT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def first_line(self) -> str:
        return self.process.stdout.readline().strip()

    def finish(self) -> tuple[str, str, int]:
        output, error = self.process.communicate(timeout=60)
        return output.strip(), error.strip(), self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    home = tmp_path / "var"
    yield home
    wait_until_stopped(home)


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., User]]:
    users: list[User] = []

    def start_user(*args: str, **environment: str) -> User:
        users.append(User(home, *args, **environment))
        return users[-1]

    yield start_user
    for user in users:
        user.kill()


def pid_file(home: Path) -> Path:
    return home / "postgres" / "data" / "postmaster.pid"


def postmaster(home: Path) -> int:
    return int(pid_file(home).read_text().split("\n", 1)[0])


def supervisor(home: Path) -> int:
    status = Path(f"/proc/{postmaster(home)}/status").read_text()
    return int(status.split("PPid:", 1)[1].split("\n", 1)[0])


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""  # empty for a zombie
    except OSError:
        return False


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def wait_until_stopped(home: Path) -> None:
    wait_for(lambda: not pid_file(home).exists())


def connect(socket: str, user: str = "spurwechsel") -> psycopg.Connection:
    return psycopg.connect(host=socket, port="5432", user=user, dbname="spurwechsel")


def folder_modes(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mode & 0o777 for path in [folder, *folder.parents]}


def test_four_first_starts_at_once_share_one_server(home, start):
    users = [start() for _ in range(4)]
    assert {user.first_line() for user in users} == {str(home / "postgres")}
    assert [user.finish() for user in users] == [("42", "", 0)] * 4
    wait_until_stopped(home)


def test_stops_with_the_last_user_and_keeps_what_was_stored(home, start):
    first, second = start(), start()
    with connect(first.first_line()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'ä' AS letter")
    second.first_line()
    server = postmaster(home)
    first.finish()
    assert second.finish() == ("42", "", 0)
    wait_until_stopped(home)
    wait_for(lambda: not lives(server))
    third = start()
    with connect(third.first_line()) as connection:
        assert connection.execute("SELECT letter FROM kept").fetchone() == ("ä",)
    assert third.finish() == ("42", "", 0)


def test_joining_a_running_server_starts_nothing(home, start):
    start().first_line()
    before = postmaster(home), supervisor(home)
    embedded_postgres.hold(home)
    assert (postmaster(home), supervisor(home)) == before
    embedded_postgres.release(home)


def test_a_killed_user_does_not_leave_the_server_behind(home, start):
    killed, other = start(), start()
    killed.first_line(), other.first_line()
    killed.kill()
    assert other.finish() == ("42", "", 0)
    wait_until_stopped(home)


def test_the_server_stops_after_the_last_user_was_killed(home, start):
    user = start()
    user.first_line()
    server = postmaster(home)
    user.kill()
    wait_until_stopped(home)
    wait_for(lambda: not lives(server))


def test_a_killed_server_comes_back_for_old_and_new_users(home, start):
    old = start()
    old.first_line()
    killed = postmaster(home)
    os.kill(killed, signal.SIGKILL)
    new = start()
    new.first_line()
    assert postmaster(home) != killed
    assert [old.finish(), new.finish()] == [("42", "", 0)] * 2
    wait_until_stopped(home)


@pytest.mark.parametrize("server_too", [False, True])
def test_a_killed_supervisor_is_replaced(home, start, server_too):
    old = start()
    old.first_line()
    server, killed = postmaster(home), supervisor(home)
    os.kill(killed, signal.SIGKILL)
    if server_too:
        os.kill(server, signal.SIGKILL)
    wait_for(lambda: not lives(killed))
    new = start()
    new.first_line()
    assert supervisor(home) != killed
    assert [old.finish(), new.finish()] == [("42", "", 0)] * 2
    wait_until_stopped(home)
    wait_for(lambda: not lives(server))


def test_a_pid_file_that_names_a_stranger_is_no_hindrance(home, start):
    start().finish()
    wait_until_stopped(home)
    pid_file(home).write_text(f"{os.getpid()}\n{home}/postgres/data\n1\n5432\n{home}/postgres\n\n0 0\n")
    user = start()
    user.first_line()
    assert user.finish() == ("42", "", 0)


def test_a_program_that_replaces_its_process_goes_on_holding_the_server(home, start):
    user = start(REPLACED)
    assert user.first_line() == "replaced"
    time.sleep(0.5)
    assert lives(postmaster(home))
    user.finish()
    wait_until_stopped(home)


def test_nobody_else_can_look_in_and_the_folders_above_stay_as_they_were(home, start, tmp_path):
    tmp_path.chmod(0o711)
    before = folder_modes(tmp_path)
    user = start()
    socket = user.first_line()
    assert folder_modes(tmp_path) == before
    modes = {
        path: path.stat().st_mode & 0o777 for path in [home, home / "postgres", home / "postgres" / "data"]
    }
    assert set(modes.values()) == {0o700}
    assert Path(socket, ".s.PGSQL.5432").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in (home / "postgres").iterdir()} == {0}


def test_the_role_of_the_application_may_make_databases_and_nothing_more(home, start):
    socket = start().first_line()
    with connect(socket) as connection:
        rights = "rolsuper, rolcreaterole, rolreplication, rolbypassrls, rolcreatedb"
        row = connection.execute(f"SELECT {rights} FROM pg_roles WHERE rolname = current_user").fetchone()
        assert row == (False, False, False, False, True)
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        assert owner == ("spurwechsel",)
        settings = "data_checksums", "listen_addresses", "server_encoding", "synchronous_commit"
        shown = [connection.execute(f"SHOW {name}").fetchone()[0] for name in settings]
        assert shown == ["on", "", "UTF8", "on"]
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf"):
        connect(socket, user="postgres")


def test_the_log_of_the_server_keeps_no_data(home, start):
    with connect(start().first_line()) as connection:
        connection.execute("CREATE TABLE person (name text UNIQUE, born date)")
        connection.execute("INSERT INTO person VALUES ('Geheimer')")
        connection.commit()
        for values in [("Geheimer", None), ("x", "Geheimer")]:
            with pytest.raises(psycopg.Error):
                connection.execute("INSERT INTO person VALUES (%s, %s)", values)
            connection.rollback()
    assert "Geheimer" not in (home / "postgres" / "server.log").read_text()


def test_data_of_another_version_is_refused_in_one_sentence(home, start):
    start().finish()
    wait_until_stopped(home)
    (home / "postgres" / "data" / "PG_VERSION").write_text("13\n")
    present = (
        subprocess.run(
            [embedded_postgres.find_binaries() / "postgres", "--version"], capture_output=True, text=True
        )
        .stdout.split()[2]
        .split(".")[0]
    )
    assert start().finish() == (
        "",
        f"Die Daten in {home}/postgres stammen von PostgreSQL 13, vorhanden ist PostgreSQL {present}: "
        "Bitte mit PostgreSQL 13 sichern (pg_dump) und in einen leeren Ordner einspielen.",
        1,
    )


def test_a_server_that_cannot_live_is_reported_with_its_log(home, start):
    start().finish()
    wait_until_stopped(home)
    (home / "postgres" / "data" / "postgresql.auto.conf").write_text("no_such_setting = 1\n")
    log = home / "postgres" / "server.log"
    sentence = f"Die Datenbank startet nicht; den Grund nennt {log} in den letzten Zeilen."
    assert start().finish() == ("", sentence, 1)


def test_a_half_made_cluster_is_made_anew(home, start):
    unfinished = home / "postgres" / "data.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    user = start()
    user.first_line()
    assert user.finish() == ("42", "", 0)
    assert not unfinished.exists()


@pytest.mark.parametrize("name", ["Straße mit Leerzeichen, Komma", "ein-langer-weg-" * 8])
def test_paths_that_no_socket_can_have_get_a_private_link(tmp_path, name):
    home = tmp_path / name / "var"
    users = [User(home), User(home)]
    [socket] = {user.first_line() for user in users}
    assert Path(socket).resolve() == home / "postgres"
    assert Path(socket).parent.stat().st_mode & 0o777 == 0o700
    assert [user.finish() for user in users] == [("42", "", 0)] * 2
    wait_until_stopped(home)
    wait_for(lambda: not Path(socket).parent.exists())


def test_runs_as_root_where_there_are_no_user_namespaces(home, start, tmp_path):
    """Without `unshare` root becomes nobody; for everybody else the same start is an ordinary one."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("setpriv", "test"):
        (tools / tool).symlink_to(shutil.which(tool))
    user = start(PATH=str(tools))
    user.first_line()
    data = home / "postgres" / "data"
    assert data.stat().st_uid != 0
    assert data.stat().st_mode & 0o777 == 0o700
    assert user.finish() == ("42", "", 0)
    again = start()
    again.first_line()
    assert again.finish() == ("42", "", 0)
    wait_until_stopped(home)
