"""A server of our own on a free port of this machine, and a browser that is no more than its requests."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from time import monotonic, perf_counter, sleep
from typing import NamedTuple
from urllib.parse import urlencode

LOOPBACK = "127.0.0.1"
PATIENCE_SECONDS = 60


class Answer(NamedTuple):
    status: int
    text: str
    seconds: float


class BenchError(Exception):
    """What was to be measured does not work; the message is a German sentence."""


@contextmanager
def running_server() -> Iterator[int]:
    """gunicorn as in operation, with two workers; yields the port."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "spurwechsel.wsgi", "--workers", "2", "--threads", "4"]
    command += ["--bind", f"{LOOPBACK}:{port}", "--log-level", "warning", "--no-control-socket"]
    server = subprocess.Popen(command)
    try:
        _wait_for(server, port)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    end = monotonic() + PATIENCE_SECONDS
    while monotonic() < end and server.poll() is None:
        try:
            if Browser(port).get("/gesund/").status == 200:
                return
        except OSError:
            sleep(0.1)
    raise BenchError("Der Server für die Messung startet nicht.")


class Browser:
    def __init__(self, port: int) -> None:
        self._port = port
        self._connection = HTTPConnection(LOOPBACK, port, timeout=60)
        self._cookies: dict[str, str] = {}

    def log_in(self, email: str, password: str) -> None:
        self.get("/anmelden/")
        if self.post("/anmelden/", {"login": email, "password": password}).status != 302:
            raise BenchError(f"Die Anmeldung als {email} gelingt nicht.")

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        fields = fields | {"csrfmiddlewaretoken": self._cookies.get("csrftoken", "")}
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        try:
            return self._once(method, path, body)
        except (HTTPException, ConnectionError):
            # The server closes connections that were quiet for two seconds.
            self._connection.close()
            return self._once(method, path, body)

    def _once(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read()
        seconds = perf_counter() - start
        for cookie in response.headers.get_all("Set-Cookie") or []:
            if match := re.match(r"([^=;]+)=([^;]*)", cookie):
                self._cookies[match[1]] = match[2]
        return Answer(response.status, text.decode(errors="replace"), seconds)
