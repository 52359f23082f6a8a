"""Runs beside the embedded PostgreSQL: starts it, starts it anew when it dies, stops it after its last user.

A program of its own that needs the standard library only, so that it stays small while it waits.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # No personal data in the server's log: neither statements and their values nor rows that were refused.
    "log_statement": "none",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    # Of today's disks any page is read as fast as the next one; otherwise too few indexes are used.
    "random_page_cost": "1.1",
}
SHORT_LIFE_SECONDS = 5
SHORT_LIVES = 20  # in a row; while processes of a killed server vanish, the new one needs several attempts
ORPHAN_SECONDS = 60


class Supervisor:
    def __init__(self, folder: Path, command: list[str]) -> None:
        self.folder = folder
        self.command = command
        self.ending = False
        self.server: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Return when the last user is gone and the server stopped, or when the server cannot live."""
        signal.signal(signal.SIGTERM, lambda *_: self.stop())
        threading.Thread(target=self._stop_after_last_user, daemon=True).start()
        short_lives = 0
        while not self.ending and short_lives < SHORT_LIVES:
            started = time.monotonic()
            self._serve()
            short_lives = short_lives + 1 if time.monotonic() - started < SHORT_LIFE_SECONDS else 0

    def stop(self) -> None:
        self.ending = True
        if self.server:
            self.server.send_signal(signal.SIGINT)  # PostgreSQL's "fast shutdown"

    def _stop_after_last_user(self) -> None:
        users = os.open(self.folder / "users.lock", os.O_RDWR)
        fcntl.flock(users, fcntl.LOCK_EX)  # kept until the process ends: new users wait for the stop
        self.stop()

    def _serve(self) -> None:
        log = os.open(self.folder / "server.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self.server = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        os.close(log)
        if self.ending:  # came while the server was being started
            self.stop()
        self.server.wait()
        if not self.ending:
            time.sleep(0.25)


def end_orphan(folder: Path) -> None:
    """Stop the server of a supervisor that was killed, and forget a dead one whose number lives on.

    PostgreSQL takes any living process with the number in its pid file, even a zombie, for a server.
    """
    pid_file = folder / "data" / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().split("\n", 1)[0])
    if _serves(pid, folder):
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + ORPHAN_SECONDS
        while _serves(pid, folder) and time.monotonic() < deadline:
            time.sleep(0.05)
    elif Path(f"/proc/{pid}").exists():
        for leftover in [pid_file, *folder.glob(".s.PGSQL.*")]:
            leftover.unlink(missing_ok=True)


def _serves(pid: int, folder: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(folder / "data") in command


def main(folder: Path, socket: Path, port: str, guard: int, postgres: list[str]) -> None:
    # The shell that started us has it ignored, and a server just being started would not hear it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    settings = SETTINGS | {"port": port, "unix_socket_directories": f'"{socket}"'}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    Supervisor(folder, [*postgres, "-D", str(folder / "data"), *options]).run()
    if socket != folder:
        shutil.rmtree(socket.parent, ignore_errors=True)
    # Before the lock of the users goes with the process: who waits for that must find no supervisor.
    os.close(guard)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), sys.argv[5:])
