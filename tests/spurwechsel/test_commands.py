"""Every command of ours answers wrong arguments with one German sentence and exit status 2."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands, load_command_class

from spurwechsel.commands import GermanCommand, in_german

OURS = sorted(
    (app, name)
    for name, app in get_commands().items()
    if (Path(settings.BASE_DIR) / app / "management").is_dir()
)


@pytest.mark.parametrize(("app", "name"), OURS)
def test_an_unknown_argument_is_refused_in_german(
    app: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = load_command_class(app, name)
    assert isinstance(command, GermanCommand)
    with pytest.raises(SystemExit) as end:
        command.run_from_argv(["manage.py", name, "--unbekannt"])
    assert end.value.code == 2
    sentence = f"Diese Angabe gibt es nicht: --unbekannt. Hilfe: manage.py {name} --help\n"
    assert capsys.readouterr().err == sentence


# Headings and help of argparse and Django, whose words every language of the system would show.
ENGLISH = re.compile(r"\b(usage|options|arguments|show|the|this|output|message|exit|Python path|system)\b")


@pytest.mark.parametrize(("app", "name"), OURS)
def test_the_help_is_german(app: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        load_command_class(app, name).run_from_argv(["manage.py", name, "--help"])
    said = capsys.readouterr().out
    assert end.value.code == 0
    assert said.startswith(f"Aufruf: manage.py {name} [-h]")
    assert said.count("\nSchalter:\n  -h, --help") == 1
    assert ENGLISH.findall(said) == []


def test_called_from_code_the_sentence_is_an_error() -> None:
    with pytest.raises(CommandError) as refused:
        call_command("bench", "--gross=viele")
    assert refused.value.returncode == 2
    assert str(refused.value).startswith("Zu --gross gehört eine ganze Zahl, nicht „viele“. Hilfe: ")


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("the following arguments are required: datei", "Es fehlt: datei."),
        ("argument --am: expected one argument", "Hinter --am fehlt ein Wert."),
        ("argument --probelauf: ignored explicit argument 'x'", "Zu --probelauf gehört kein Wert („x“)."),
        (
            "argument -v/--verbosity: invalid choice: 9 (choose from 0, 1, 2, 3)",
            "„9“ passt nicht zu -v/--verbosity. Möglich sind: 0, 1, 2, 3.",
        ),
        (
            "argument --a: not allowed with argument --b",
            "--a und --b passen nicht zusammen: Geben Sie nur eines von beiden an.",
        ),
        (
            "ambiguous option: --pro could match --probe, --prompt",
            "--pro ist nicht eindeutig. Gemeint sein kann: --probe, --prompt.",
        ),
        ("something new in argparse", "Die Angaben passen nicht zu diesem Befehl."),
        ("unrecognized arguments: {0}", "Diese Angabe gibt es nicht: {0}."),
    ],
)
def test_what_argparse_says_in_german(message: str, sentence: str) -> None:
    assert in_german(message) == sentence
