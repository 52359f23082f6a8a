"""The rules behind the shape, checked by a machine; every exception stands here with its reason."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from importlinter.cli import lint_imports
from pghistory.models import Event as RowHistory

ROOT = Path(__file__).resolve().parents[1]
APPS = ("spurwechsel", "reports", "clearing", "participants", "network")
TEMPLATES = ROOT / "templates"

FUNCTION_LINES, FILE_LINES, TEST_LINES, TEMPLATE_LINES = 40, 300, 500, 120
# What is longer → why.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS = {
    "participants/services/deadlines.py:snooze": "three refusals and one row, read from top to bottom",
    "spurwechsel/pdf/__init__.py:render_pdf": "one call of WeasyPrint with all that two standards ask for",
}
# A person's life is told in one piece there.
WITHOUT_FUNCTION_LIMIT = ("spurwechsel/demo",)

WRITING = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}

CLOCK = {
    "timezone.localdate",
    "timezone.now",
    "timezone.localtime",
    "localdate",
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "time.time",
}
READS_THE_CLOCK = {
    "participants/services/log.py": "moment_of_recording: when something is recorded, not what it is true of",
    "spurwechsel/formfields/days.py": "what people type is relative to the day they type it: „heute“, „+14“",
    "spurwechsel/accounts.py": "how long ago somebody logged in",
    "clearing/templatetags/talks.py": "a moment of today is written without its day",
    "spurwechsel/services/forms.py": "how long ago a form was kept or carried out",
}

WITHOUT_VISIBLE_TO = {
    "reports.ReportBatchItem": "reached through its batch",
    "reports.ErasedCount": "sums without people, added to figures that have their own entrance",
    "participants.CaseNumberSeries": "a counter, read by the service that takes a number",
    "participants.PhaseChange": "reached through a person only",
    "participants.PhasePeriod": "reached through a person, or counted for a Kommune by the report",
    "participants.IdentityNote": "reached through a person only",
    "participants.ExclusionNote": "reached through a person only",
    "spurwechsel.User": "colleagues; the list of accounts is for the Fachadministration, which sees all",
    "spurwechsel.Kommune": "towns are no secret; what belongs to one has its own boundary",
    "spurwechsel.PotentialEstimate": "reached through its Kommune",
    "clearing.AnswerLink": "reached through a transfer of a person, opened with its code",
    "clearing.AnswerOpening": "reached through the link of a transfer",
    "clearing.TransferStep": "reached through a transfer of a person",
    "clearing.AppointmentStep": "reached through an appointment of a person",
    "clearing.Attendance": "reached through a measure of a person",
    "clearing.PlacementStep": "reached through a placement of a person",
    "clearing.SectionState": "reached through an interview of a person",
    "spurwechsel.RescuedPost": "opened with its token by its author",
    "spurwechsel.Submission": "nothing but digests",
    "spurwechsel.CalendarLink": "shown to its owner, opened with its token",
    "spurwechsel.ChoreRun": "numbers without a person, read by the Fachadministration only",
    "spurwechsel.BarrierReport": "read by the Fachadministration only, which sees all",
}

WITHOUT_EVENT = {
    "clearing.services.add_certificate": "part of other services, which record the event",
    "clearing.services.count_brief_contact": "counts somebody without a name, decides nothing",
    "clearing.services.expire_brief_contacts": "after a fixed time; what is counted stays as a sum",
    "clearing.services.start_bulk": "an order; each of its cases records its own event",
    "clearing.services.retry_bulk": "an order; each of its cases records its own event",
    "participants.services.append_phase": "the log itself; the pipeline records the decision",
    "participants.services.revoke_phase": "the log itself; the pipeline records the decision",
    "participants.services.derive_phase": "rebuilds read models from the log",
    "participants.services.derive_again": "rebuilds read models from the log",
    "participants.services.take_case_number": "part of register, which records the event",
    "clearing.services.save_draft": "an unfinished text of one author; saving the section records the event",
    "participants.services.add_statement": "part of other services, which record the event",
    "reports.batches.services.start_batch": "an order; the releases it collects recorded their events",
    "reports.batches.services.retry_batch": "an order; the releases it collects recorded their events",
    "reports.erasure.services.keep_counts": "part of an erasure, which records the event",
    "reports.printing.services.printed": "the PDF of a release, which recorded the event",
    "reports.narrative.services.save_sachbericht": "an unfinished text with goals; no release",
    "reports.services.save_draft": "an unfinished text; the release records the event",
    "spurwechsel.services.forget_expired": "what nobody can use any more; no decision",
    "spurwechsel.services.keep_form": "keeps what was typed, decides nothing",
    "spurwechsel.services.report_barrier": "anonymous on purpose, the row is its own record",
}

# Used by a name that is put together while running.
TEMPLATES_BY_CONVENTION = {
    "kern/": "crispy-forms looks for the pack by these names",
    "account/": "names given by allauth",
    "mfa/": "names given by allauth",
    "usersessions/": "names given by allauth",
    "allauth/": "names given by allauth",
    "components/": "building blocks, each shown in the gallery of the browser tests",
}

FRAMES = ("base.html", "print.html", "standalone.html", "clearing/talk_frame.html")
WITHOUT_FRAME = {"clearing/talk_cover.html": "hides everything, even who is logged in"}
# Pages of a talk are shown in one of two frames, which the view chooses.
EXTENDS_A_FRAME = re.compile(rf"{{% extends (?:\"(?:{'|'.join(map(re.escape, FRAMES))})\"|frame) %}}")


def python_files(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if "migrations" not in path.parts]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that is called; a conversion by localtime(moment) is none."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and not (
            node.args and ast.unparse(node.func) in ("timezone.localtime", "timezone.localdate")
        ):
            yield node.lineno, ast.unparse(node.func)


def is_view(path: Path) -> bool:
    return any(part.endswith("views") for part in (*path.parent.parts, path.stem))


def is_command(path: Path) -> bool:
    return "commands" in path.parts


class TestLayers:
    def test_imports_go_downwards(self, capsys):
        assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True) == 0, (
            capsys.readouterr().out
        )

    def test_views_do_not_write(self):
        found = [
            f"{named(path)}:{line} {name}"
            for path in python_files(*APPS)
            if is_view(path)
            for line, name in calls(path)
            if name.rpartition(".")[2] in WRITING
        ]
        assert found == []

    def test_only_views_and_commands_read_the_clock(self):
        readers = {
            named(path)
            for path in python_files(*APPS)
            if not (is_view(path) or is_command(path)) and any(name in CLOCK for _, name in calls(path))
        }
        assert readers == set(READS_THE_CLOCK)

    @pytest.mark.django_db
    def test_no_migration_is_missing(self):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


class TestModelsAndServices:
    def test_every_model_is_seen_through_one_entrance(self):
        models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
        without = {
            model._meta.label
            for model in models
            if not issubclass(model, RowHistory) and not hasattr(model.objects.all(), "visible_to")
        }
        assert without == set(WITHOUT_VISIBLE_TO)

    def test_every_service_leaves_an_event(self):
        silent = set()
        for module, functions in services().items():
            recording = {"record_event"}
            # Helpers that record count too, however deep.
            while more := {name for name, called in functions.items() if called & recording} - recording:
                recording |= more
            silent |= {f"{module}.{name}" for name in functions if not name.startswith("_")} - {
                f"{module}.{name}" for name in recording
            }
        assert silent & public_services() == set(WITHOUT_EVENT)


def services() -> dict[str, dict[str, set[str]]]:
    """Package of services → function → names of the functions that it calls."""
    found: dict[str, dict[str, set[str]]] = {}
    for path in python_files(*APPS):
        if not ({"services", "pipeline"} & {path.stem, path.parent.name}):
            continue
        package = path.parent if path.parent.name in ("services", "pipeline") else path.with_suffix("")
        module = named(package).replace("/", ".")
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef):
                called = {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
                found.setdefault(module, {})[node.name] = called
    return found


def public_services() -> set[str]:
    """Those that change something: a transaction around them says so."""
    found = set()
    for path in python_files(*APPS):
        if not ({"services", "pipeline"} & {path.stem, path.parent.name}):
            continue
        package = path.parent if path.parent.name in ("services", "pipeline") else path.with_suffix("")
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                decorators = {ast.unparse(each) for each in node.decorator_list}
                if decorators & {"transaction.atomic", "transaction.atomic(savepoint=False)"}:
                    found.add(f"{named(package).replace('/', '.')}.{node.name}")
    return found


def templates() -> dict[str, str]:
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATES.rglob("*"))
        if path.is_file()
    }


class TestTemplates:
    def test_every_template_is_used(self):
        written = [path.read_text(encoding="utf-8") for path in python_files(*APPS)]
        written += templates().values()
        # Names put together while running: f"clearing/{kind}_pdf.html" stands for all that fit.
        composed = [
            re.compile(re.sub(r"\{[^}]*\}", "[^/]+", name).replace(".html", r"\.html"))
            for text in written
            for name in re.findall(r'f"([^"\s]*\{[^"\s]*\.html)"', text)
        ]
        by_convention = tuple(TEMPLATES_BY_CONVENTION)
        unused = {
            name
            for name in templates()
            if not name.startswith(by_convention)
            and not any(pattern.fullmatch(name) for pattern in composed)
            and not any(f'"{name}"' in text for text in written)
        }
        assert unused == set()

    def test_every_page_has_a_frame(self):
        views = "\n".join(path.read_text(encoding="utf-8") for path in python_files(*APPS) if is_view(path))
        frameless = {
            name
            for name, text in templates().items()
            if f'"{name}"' in views
            and not name.startswith("components/")
            and name not in FRAMES
            and not EXTENDS_A_FRAME.search(text)
        }
        assert frameless == set(WITHOUT_FRAME)

    def test_nothing_inline(self):
        """The policy of the pages forbids it, so it would silently not work."""
        inline = re.compile(r'<style|\sstyle=|<script(?![^>]*\ssrc=)|javascript:|\son[a-z]+="', re.IGNORECASE)
        found = [
            f"{name}: {match.group()}" for name, text in templates().items() if (match := inline.search(text))
        ]
        assert found == []

    def test_nothing_is_marked_safe(self):
        found = {name for name, text in templates().items() if re.search(r"\|\s*safe\b|autoescape off", text)}
        assert {name for name in found if not name.startswith("account/email/")} == set()

    def test_sizes(self):
        long = {name for name, text in templates().items() if text.count("\n") > TEMPLATE_LINES}
        assert long == set()


class TestSizes:
    def test_files(self):
        def limit(path: Path) -> int:
            return TEST_LINES if path.parts[len(ROOT.parts)] == "tests" else FILE_LINES

        long = {
            named(path)
            for path in python_files(*APPS, "tests")
            if path.read_text(encoding="utf-8").count("\n") > limit(path)
        }
        assert long == set(LONG_FILES)

    def test_functions(self):
        long = {
            f"{named(path)}:{node.name}"
            for path in python_files(*APPS)
            if not named(path).startswith(WITHOUT_FUNCTION_LIMIT)
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.FunctionDef) and lines(node) > FUNCTION_LINES
        }
        assert long == set(LONG_FUNCTIONS)

    def test_every_file_says_what_it_is_for(self):
        silent = {
            named(path)
            for path in python_files(*APPS, "tests")
            if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree_of(path))
        }
        assert silent == set()


def lines(node: ast.FunctionDef) -> int:
    """Without the docstring, which nobody should shorten to stay below a limit."""
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    docstring = first.lineno - node.body[0].lineno
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def test_no_file_names_a_package_registry():
    """Locked packages come from wherever the installing machine gets its packages."""
    foreign = re.compile(
        r"--(extra-)?index-url|--find-links|--trusted-host|_authToken|^registry\s*=", re.MULTILINE
    )
    files = [
        ROOT / "pyproject.toml",
        ROOT / "Makefile",
        *ROOT.glob("requirements*.txt"),
        *ROOT.glob("*.json"),
    ]
    assert [named(path) for path in files if foreign.search(path.read_text(encoding="utf-8"))] == []
