"""Runs beside the web server: starts the worker, starts it anew when it dies, ends it after the web server.

A program of its own that needs the standard library only, so that it stays small while it waits. The web
server and all its processes hold the writing end of a pipe; when the last of them is gone, however it went,
the kernel closes it. The worker watches the pipe too, finishes its job and ends, even without this program.
"""

import os
import select
import subprocess
import sys
import time

SHORT_LIFE_SECONDS = 30
PAUSE_SECONDS = 1
LONGEST_PAUSE_SECONDS = 60
PATIENCE_SECONDS = 30


def start(program: list[str]) -> None:
    """Begin to supervise `program`, which gets the number of the pipe as its last word.

    The caller replaces itself by the web server, which keeps the writing end of the pipe. The supervisor
    goes through a shell that ends at once: as a child of the web server it would become its zombie.
    """
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    command = [sys.executable, "-I", __file__, str(reading), *program]
    shell = ["/bin/sh", "-c", '"$@" </dev/null &', "sh"]
    subprocess.run([*shell, *command], check=True, pass_fds=[reading], start_new_session=True)
    os.close(reading)


def supervise(pipe: int, program: list[str]) -> None:
    """Return when the web server and the worker are gone."""
    pause = PAUSE_SECONDS
    while not _ended(pipe, seconds=0):
        started = time.monotonic()
        worker = subprocess.Popen([*program, str(pipe)], pass_fds=[pipe])
        while worker.poll() is None and not _ended(pipe, seconds=PAUSE_SECONDS):
            pass
        if worker.poll() is None:
            _await_end(worker)
            return
        lived = time.monotonic() - started
        pause = PAUSE_SECONDS if lived > SHORT_LIFE_SECONDS else min(2 * pause, LONGEST_PAUSE_SECONDS)
        _ended(pipe, seconds=pause)


def _ended(pipe: int, *, seconds: float) -> bool:
    """Nobody writes into the pipe, so it can be read only once it is closed."""
    return bool(select.select([pipe], [], [], seconds)[0])


def _await_end(worker: subprocess.Popen[bytes]) -> None:
    try:
        worker.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


if __name__ == "__main__":
    supervise(int(sys.argv[1]), sys.argv[2:])
