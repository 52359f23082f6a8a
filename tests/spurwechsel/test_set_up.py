"""Starting: what production refuses, what `serve` does, and what the files of the set-up may not contain."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.checks import Warning as CheckWarning
from django.db import connection

from spurwechsel import checks, embedded_postgres
from spurwechsel.management.commands import serve
from spurwechsel.pdf import INSTALL_HINT
from tests.factories import make_user

CHECKOUT = Path(__file__).resolve().parents[2]
GOOD_KEY = "hfW3kq8ZpT5rVx2LmN9sYb4CdG7jEa6uQw1oXi0vRtKzPyHn"
KEY_MISSING = (
    "Für den Betrieb fehlt ein sicherer Schlüssel: "
    "Bitte SPURWECHSEL_SECRET_KEY auf mindestens 50 zufällige Zeichen setzen."
)
PREPARE = """
import django
django.setup()
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from spurwechsel.models import Kommune
call_command("migrate", verbosity=0)
for finder in get_finders():
    list(finder.list([]))
Kommune.objects.create(key="cottbus", name="Stadt Cottbus/Chóśebuz", case_prefix="CB")
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    ours = ("SPURWECHSEL_", "DATABASE_URL", "BIND")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    settings = {"SPURWECHSEL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "spurwechsel.settings"}
    return clean | settings | more


def python(home: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *args]
    return subprocess.run(
        command, cwd=CHECKOUT, env=environment(home, **more), capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def production(settings) -> None:
    """A production with nothing to object to; the tests spoil one thing each."""
    settings.PRODUCTION = True
    settings.DEBUG = False
    settings.SECRET_KEY = GOOD_KEY + "ab"


# --- what production refuses ------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("production")
class TestProduction:
    """The run itself may use any role of any PostgreSQL; what is said about roles has a test further down."""

    @pytest.mark.parametrize("key", ["unsicher", GOOD_KEY + "a", "ababab" * 20])
    def test_refuses_a_weak_key(self, settings, key):
        before = list(checks.production_objections())
        settings.SECRET_KEY = key
        assert list(checks.production_objections()) == [KEY_MISSING, *before]

    def test_refuses_debug(self, settings):
        before = list(checks.production_objections())
        settings.DEBUG = True
        assert list(checks.production_objections()) == [
            "Im Betrieb darf SPURWECHSEL_DEBUG nicht eingeschaltet sein.",
            *before,
        ]

    def test_refuses_demo_accounts(self, cottbus):
        before = list(checks.production_objections())
        make_user(kommune=cottbus, is_demo=False)
        assert list(checks.production_objections()) == before
        make_user(kommune=cottbus, is_demo=True)
        assert list(checks.production_objections()) == [
            *before,
            "In der Datenbank stehen Demo-Zugänge mit bekannten Passwörtern: "
            "Bitte für den Betrieb eine Datenbank ohne Demo-Daten verwenden.",
        ]

    def test_ends_with_the_first_objection_alone(self, settings):
        settings.SECRET_KEY, settings.DEBUG = "kurz", True
        with pytest.raises(SystemExit) as ending:
            checks.refuse_unsafe_production()
        assert ending.value.code == KEY_MISSING


def test_a_demonstration_is_not_judged(settings):
    settings.PRODUCTION, settings.DEBUG, settings.SECRET_KEY = False, True, "kurz"
    assert checks.refuse_unsafe_production() is None


def ended_with(home: Path, **more: str) -> tuple[str, list[Path]]:
    """What the settings say as last words and what they have made by then."""
    home.mkdir()
    ended = python(home, "-c", "import spurwechsel.settings", **more)
    return ended.stderr, sorted(home.iterdir())


@pytest.mark.parametrize("name", ["Production", "prod", "production "])
def test_a_misspelt_environment_is_refused_before_anything_is_made(tmp_path, name):
    sentence = f"SPURWECHSEL_ENV kennt den Wert „{name}“ nicht: Möglich sind production und development.\n"
    assert ended_with(tmp_path / "var", SPURWECHSEL_ENV=name) == (sentence, [])


@pytest.mark.parametrize("name", ["", "development", "production"])
def test_the_other_environments_are_known(tmp_path, name):
    url = "postgresql:///nowhere"
    assert ended_with(tmp_path / "var", SPURWECHSEL_ENV=name, DATABASE_URL=url)[0] == ""


def test_production_refuses_the_embedded_database_before_it_is_made(tmp_path):
    sentence = "Für den Betrieb fehlt die Datenbank: Bitte DATABASE_URL auf einen PostgreSQL-Server setzen.\n"
    assert ended_with(tmp_path / "var", SPURWECHSEL_ENV="production") == (sentence, [])


def test_an_address_of_no_database_is_refused_without_its_password(tmp_path):
    ended = python(tmp_path, "manage.py", "check", DATABASE_URL="mysql://spurwechsel:geheim@db/spurwechsel")
    sentence = "DATABASE_URL ist keine gültige PostgreSQL-Adresse.\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", sentence)


def test_serve_refuses_in_one_sentence(tmp_path):
    weak = {"SPURWECHSEL_ENV": "production", "SPURWECHSEL_SECRET_KEY": "kurz", "BIND": "127.0.0.1:0"}
    ended = python(tmp_path, "manage.py", "serve", DATABASE_URL="postgresql:///nowhere", **weak)
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", KEY_MISSING + "\n")


@pytest.fixture
def open_server(tmp_path) -> Iterator[str]:
    """The folder of the socket of a server that lets every role in, its owner too."""
    home = tmp_path / "var"
    socket_folder = embedded_postgres.hold(home)
    data = home / "postgres" / "data"
    (data / "pg_hba.conf").write_text("local all all trust\n")
    os.kill(int((data / "postmaster.pid").read_text().split("\n")[0]), signal.SIGHUP)
    yield str(socket_folder)
    embedded_postgres.release(home)


def test_the_web_server_does_not_get_an_application_with_an_unsafe_database(tmp_path, open_server):
    (tmp_path / "static").mkdir()
    sound = {"SPURWECHSEL_ENV": "production", "SPURWECHSEL_SECRET_KEY": GOOD_KEY + "ab"}

    def load_as(role: str) -> tuple[int, str]:
        url = f"postgresql:///spurwechsel?host={open_server}&user={role}"
        ended = python(tmp_path, "-c", "import spurwechsel.wsgi", DATABASE_URL=url, **sound)
        return ended.returncode, ended.stderr

    assert load_as("spurwechsel") == (0, "")
    assert load_as("postgres") == (
        1,
        "Die Datenbankrolle „postgres“ darf alles (SUPERUSER): "
        "Bitte in DATABASE_URL eine Rolle ohne dieses Recht nennen.\n",
    )
    assert load_as("unbekannt") == (
        1,
        "Die Datenbank antwortet nicht: Bitte DATABASE_URL und den PostgreSQL-Server prüfen.\n",
    )


def test_missing_libraries_for_pdf_files_are_a_warning(monkeypatch):
    assert checks.pdf_libraries(None) == []
    monkeypatch.setattr(checks, "PDF_LIBRARIES", ("libthere-is-none.so.0",))
    assert checks.pdf_libraries(None) == [CheckWarning(INSTALL_HINT, id="spurwechsel.W001")]


# --- serve ------------------------------------------------------------------------------------------------


@pytest.fixture
def address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A home that has all tables, data and fonts already, so that none are made; its server is stopped."""
    home: Path = tmp_path_factory.mktemp("prepared") / "var"
    assert python(home, "-c", PREPARE).stderr == ""
    wait_for(lambda: not (home / "postgres" / "data" / "postmaster.pid").exists())
    return home


@pytest.fixture
def served(tmp_path, address, prepared) -> Iterator[subprocess.Popen[str]]:
    """The application of a copy of that home."""
    home = tmp_path / "var"
    shutil.copytree(prepared, home)
    accounts = [
        {"email": "k@example.org", "passwort": "geheim", "rolle": "Koordination", "kommune": "Cottbus"}
    ]
    (home / "demo-zugaenge.json").write_text(json.dumps(accounts))
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=CHECKOUT,
        env=environment(home, BIND=address),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_serves_says_where_and_stops_with_all_it_started(tmp_path, address, served):
    shown = [served.stdout.readline().rstrip() for _ in range(5)]
    assert shown == [
        f"Spurwechsel läuft auf http://{address}/ – Strg+C beendet.",
        "",
        "Demo-Zugänge (auch in demo-zugaenge.json):",
        "Rolle         Kommune  E-Mail-Adresse  Passwort",
        "Koordination  Cottbus  k@example.org   geheim",
    ]
    with urllib.request.urlopen(
        f"http://{address}/static/favicon.svg?name=Geheimnis", timeout=20
    ) as response:
        assert response.status == 200
    log_file = tmp_path / "var" / "zugriffe.log"
    wait_for(lambda: log_file.read_text() != "")  # written after the answer
    log = log_file.read_text()
    assert re.findall(r"\] (GET \S+) ", log) == ["GET /static/favicon.svg"]
    assert [word for word in ("Geheimnis", "127.0.0.1", "urllib") if word.lower() in log.lower()] == []

    second = python(tmp_path / "second", "manage.py", "serve", BIND=address)
    sentence = (
        f"Die Adresse {address} ist schon vergeben: Bitte mit BIND=127.0.0.1:8001 eine andere wählen.\n"
    )
    assert (second.returncode, second.stdout, second.stderr) == (1, "", sentence)

    served.terminate()
    assert served.wait(timeout=60) == 0
    wait_for(lambda: not (tmp_path / "var" / "postgres" / "data" / "postmaster.pid").exists())


def workers(home: Path) -> list[int]:
    """The processes that do the jobs of this home."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
            ours = os.fsencode(home) in (process / "environ").read_bytes()
        except OSError:
            continue
        if ours and b"worker" in command and b"-I" not in command:
            found.append(int(process.name))
    return found


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_worker_comes_again_and_ends_with_the_web_server(tmp_path, address, served, ending):
    home = tmp_path / "var"
    served.stdout.readline()
    wait_for(lambda: len(workers(home)) == 1)
    first = workers(home)
    os.kill(first[0], signal.SIGKILL)
    wait_for(lambda: workers(home) not in ([], first))
    assert urllib.request.urlopen(f"http://{address}/static/favicon.svg", timeout=20).status == 200
    served.send_signal(ending)
    served.wait(timeout=60)
    wait_for(lambda: not workers(home))
    wait_for(lambda: not (home / "postgres" / "data" / "postmaster.pid").exists())


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536"])
def test_an_address_that_is_none_is_refused(bind):
    with pytest.raises(SystemExit) as ending:
        serve.listen(bind)
    assert ending.value.code == (
        f"„{bind}“ ist keine Adresse: Bitte BIND in der Form 127.0.0.1:8000 angeben."
    )


def test_the_table_shows_the_accounts_of_the_file():
    accounts = [
        {"email": "a@example.org", "passwort": "1", "rolle": "Fallbegleitung", "kommune": "Cottbus"},
        {"email": "b@example.org", "passwort": "2", "rolle": "Fallbegleitung", "kommune": "Cottbus"},
        {"email": "c@example.org", "passwort": "3", "rolle": "Fallbegleitung", "kommune": "Potsdam"},
        {"email": "d@example.org", "passwort": "4", "rolle": "Auswertung", "kommune": None},
    ]
    assert serve.account_table(accounts) == [
        "Rolle           Kommune  E-Mail-Adresse  Passwort",
        "Fallbegleitung  Cottbus  a@example.org   1",
        "Fallbegleitung  Cottbus  b@example.org   2",
        "Fallbegleitung  Potsdam  c@example.org   3",
        "Auswertung      –        d@example.org   4",
    ]


@pytest.mark.django_db
def test_of_two_starts_the_second_waits_for_the_first():
    said, order = [], []
    locked = threading.Event()

    def second() -> None:
        with serve.one_after_the_other(lambda text: (said.append(text), locked.set())):
            order.append("second")
        connection.close()

    with serve.one_after_the_other(said.append):
        start = threading.Thread(target=second)
        start.start()
        assert locked.wait(timeout=30)
        order.append("first")
    start.join(timeout=30)
    assert order == ["first", "second"]
    assert said == ["Ein anderer Start richtet gerade alles ein, einen Augenblick …"]


# --- the files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "requirements.txt", "requirements-dev.txt"])
def test_no_file_of_the_set_up_names_a_host(name):
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    hosts = re.findall(
        r"\w+://\S+|\b[\w-]+\.(?:org|com|net|io|de|eu)\b|--\S*(?:index-url|find-links)[= ]\S+", text
    )
    assert [host for host in hosts if not host.startswith("--no-emit")] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_hashes(name):
    text = (CHECKOUT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert [line for line in packages if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:", line)] == []
