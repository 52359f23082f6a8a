"""One file that is PDF/UA-1 and PDF/A-3a, the same bytes every time, and nothing fetched from outside."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.template import engines
from django.template.backends.django import Template

from reports.blocks import LABELS
from reports.disclosure import protect
from reports.figures import Change
from reports.highlights import highlights
from reports.sheet import Edition, Letterhead, build_sheet
from reports.wording import Rewording, Words
from spurwechsel import pdf as pdf_module
from spurwechsel.pdf import PdfRefused, PdfUnavailable, render_pdf, static_root, unprintable
from tests.reports import samples, verapdf
from tests.reports.work_samples import work

BLOCKS = {
    "successes": "Drei Personen haben eine Arbeit begonnen.\nEin Betrieb stellt im Sommer zwei weitere ein.",
    "problems": "Die Termine für Sprachprüfungen reichen nicht.",
    "obstacles": "Plätze in der Kinderbetreuung fehlen weiter.",
    "outlook": "Im April beginnt ein Kurs am Abend.",
}
CREATED = datetime(2024, 3, 28, 9, 0, tzinfo=UTC)
TITLE = "Monatsbericht März 2024, Stadt Cottbus/Chóśebuz"

# Ways to make WeasyPrint load something, as a person could type them into any text field.
VECTORS = [
    '<img src="{url}">',
    '<img srcset="{url} 2x">',
    '<image href="{url}">',
    '<picture><source srcset="{url}"><img></picture>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<iframe src="{url}"></iframe>',
    '<video poster="{url}"></video>',
    '<audio src="{url}"></audio>',
    '<input type="image" src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<link rel="icon" href="{url}">',
    '<a rel="attachment" href="{url}">Anhang</a>',
    '<base href="{url}">',
    '<meta http-equiv="refresh" content="0;url={url}">',
    '<style>@import "{url}";</style>',
    "<style>@import url({url});</style>",
    "<style>body{{background:url({url})}}</style>",
    "<style>@font-face{{font-family:x;src:url({url})}}body{{font-family:x}}</style>",
    "<style>@page{{background:url({url})}}</style>",
    "<style>p::before{{content:url({url})}}</style>",
    "<style>li{{list-style-image:url({url})}}</style>",
    "<style>@color-profile --x{{src:url({url})}}</style>",
    "<style>p{{border-image-source:url({url})}}</style>",
    "<style>p{{mask-border-source:url({url})}}</style>",
    '<p style="background-image:url({url})">x</p>',
    '<svg><image href="{url}" width="9" height="9"/></svg>',
    '<svg><image xlink:href="{url}" width="9" height="9"/></svg>',
    '<svg><use href="{url}#x"/></svg>',
    '<svg><style>@import "{url}";</style><rect width="9" height="9" fill="url({url}#y)"/></svg>',
]


def render(
    edition: Edition = samples.EDITION,
    text: str = "",
    blocks: dict[str, str] | None = None,
    letterhead: Letterhead = samples.LETTERHEAD,
    changes: tuple[Change, ...] = (),
    reworded: tuple[Rewording, ...] = (),
    **figures_changed: Any,
) -> bytes:
    figures = protect(samples.figures(**figures_changed))
    words = text or highlights(figures)
    sheet = build_sheet(
        figures, letterhead, edition, words=Words(words, blocks or {}), changes=changes, reworded=reworded
    )
    return render_pdf(
        "reports/monthly_pdf.html",
        {"sheet": sheet},
        title=TITLE,
        author=letterhead.kommune,
        created=CREATED,
        csv=b"Tabelle;Wert\r\n",
    )


def _correction() -> bytes:
    edition = Edition("CB-2024-03", 2, date(2024, 4, 2), "Fassung 1 vom 28.03.2024")
    changes = (Change("status/betreuung", "Status: Betreuung", 30, 31),)
    reworded = (Rewording("Das Wichtigste"), Rewording("Förderkennzeichen", "", "FKZ 1"))
    return render(edition, changes=changes, reworded=reworded)


def _small() -> bytes:
    """So few people that no breakdown is published."""
    table = samples.breakdown("age", "Alter", {"unter 18": 4, "ab 18": 5})
    return render(breakdowns=(table, table, table))


KINDS: dict[str, Callable[[], bytes]] = {
    "release": lambda: render(),
    "draft": lambda: render(Edition("", 0, None)),
    "correction": _correction,
    "small": _small,
    "work": lambda: render(work=work()),
    "blocks": lambda: render(work=work(), blocks=BLOCKS),
}


@cache
def printed(kind: str) -> bytes:
    """Once for all tests that look at it."""
    return KINDS[kind]()


@pytest.fixture
def report() -> bytes:
    return printed("release")


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    found = []
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            waiting.append(node.get("/K", pikepdf.Array()))
    return found


# With blocks there is all that is on the page of the work.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "work"])
def test_verapdf_finds_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "bericht.pdf"
    path.write_bytes(printed(kind))
    profiles = ("PDFUA-1", "PDFA-3A")
    assert {each: verapdf.failures(path, each) for each in profiles} == {each: [] for each in profiles}


def test_verapdf_would_find_a_missing_mark(report: bytes, tmp_path: Path) -> None:
    """The positive control: without what finish.py adds, PDF/UA fails."""
    path = tmp_path / "bericht.pdf"
    path.write_bytes(report)
    with opened(report) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            del metadata["pdfuaid:part"]
        pdf.save(path)
    assert [failure.split(":")[0] for failure in verapdf.failures(path, "PDFUA-1")] == ["5-1"]


def test_a_report_has_two_pages(report: bytes) -> None:
    with opened(report) as pdf:
        assert len(pdf.pages) == 2
    with opened(printed("draft")) as draft:
        assert len(draft.pages) == 2


def test_the_work_has_a_page_of_its_own() -> None:
    pdf = printed("work")
    with opened(pdf) as pages:
        assert len(pages.pages) == 3
    text = " ".join(text_of(pdf).split())
    for caption in (
        "Tabelle 6: Maßnahmen, 01.03. bis 27.03.2024",
        "Tabelle 7: Offene Bedarfe, Stand 27.03.2024",
        "Tabelle 8: Bedarfe ohne Angebot",
    ):
        assert caption in text


def test_text_blocks_stand_at_the_end_with_their_headings() -> None:
    pdf = printed("blocks")
    text = " ".join(text_of(pdf).split())
    place = text.index("Einschätzung der Koordination Erfolge Drei Personen haben eine Arbeit begonnen.")
    assert text.index("Methodik") < place
    assert [label for label in LABELS.values() if text.count(f" {label} ") != 1] == []
    with opened(pdf) as document:
        headings = [node for node in elements(document) if node.S == "/H3"]
    assert len(headings) == 4


def test_without_text_blocks_the_report_has_no_word_of_them(report: bytes) -> None:
    assert "Einschätzung" not in text_of(report)
    assert render(blocks={"successes": " \n "}) == report


def test_a_draft_says_so_and_a_release_does_not(report: bytes) -> None:
    draft = text_of(printed("draft"))
    assert draft.count("Entwurf, nicht freigegeben") == 2
    assert "Dieser Bericht ist nicht freigegeben" in draft
    assert "Entwurf" not in text_of(report)


def test_the_five_published_numbers_are_in_it(report: bytes) -> None:
    lines = [" ".join(line.split()) for line in text_of(report).splitlines()]
    for row in ("32 25,6 x", "12 9,6 x", "31 24,8 x", "38 30,4 x", "Insgesamt 125 100,0 x"):
        assert [line for line in lines if line.endswith(row)] != [], row


def test_metadata_is_neutral(report: bytes) -> None:
    with opened(report) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Producer": "WeasyPrint 70.0",
            "/Title": TITLE,
            "/Author": "Stadt Cottbus/Chóśebuz",
            "/Creator": "Spurwechsel",
            "/CreationDate": "D:20240328090000+00'00",
            "/ModDate": "D:20240328090000+00'00",
        }
        assert str(pdf.Root.Lang) == "de"


def test_the_figures_are_inside_as_csv(report: bytes) -> None:
    with opened(report) as pdf:
        attachment = pdf.attachments["kennzahlen.csv"]
        assert attachment.get_file().read_bytes() == b"Tabelle;Wert\r\n"
        assert attachment.relationship == pikepdf.Name.Data


def test_every_header_cell_has_a_scope(report: bytes) -> None:
    with opened(report) as pdf:
        scopes = [str(node.A.Scope) for node in elements(pdf) if node.S == "/TH"]
    assert set(scopes) == {"/Column", "/Row"}
    assert len(scopes) > 50


def test_signs_are_read_out(report: bytes) -> None:
    with opened(report) as pdf:
        spoken = {str(node.ActualText) for node in elements(pdf) if "/ActualText" in node}
    assert spoken == {"null", "geheim zu halten", "Angabe nicht sinnvoll", "r"}


def test_the_chart_is_read_out_and_lies_on_the_page(report: bytes) -> None:
    with opened(report) as pdf:
        (figure,) = [node for node in elements(pdf) if node.S == "/Figure"]
        left, bottom, right, top = (float(number) for number in figure.A.BBox)
        assert str(figure.Alt).startswith("Balkendiagramm: Terminvereinbarung 32, Clearing 12, Betreuung 31")
    assert 0 < left < right < 596
    assert 300 < bottom < top < 500


def test_running_lines_are_artifacts(report: bytes) -> None:
    with opened(report) as pdf:
        contents = [page.Contents.read_bytes() for page in pdf.pages]
    assert [page.count(b"/Artifact\n<</Type /Pagination>>\nBDC") for page in contents] == [2, 4]


def test_fonts_are_fira_sans_and_embedded(report: bytes) -> None:
    listing = subprocess.run(["pdffonts", "-"], input=report, capture_output=True, check=True).stdout.decode()
    fonts = [line.split() for line in listing.splitlines()[2:]]
    assert sorted(font[0].split("+")[1] for font in fonts) == ["Fira-Sans", "Fira-Sans-Semi-Bold"]
    assert {font[-5] for font in fonts} == {"yes"}


@pytest.fixture(scope="module")
def elsewhere() -> tuple[bytes, int]:
    """What another process prints: the report, and how long one is with a word of 100,000 letters."""
    script = (
        "import sys, django; django.setup();"
        "from tests.reports.test_pdf import render; sys.stdout.buffer.write(render());"
        "sys.stdout.buffer.flush(); print(); print(len(render(text='a' * 100_000)), end='')"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, env=_environment(), timeout=120
    )
    pdf, _, length = run.stdout.rpartition(b"\n")
    return pdf, int(length)


def test_the_same_input_gives_the_same_bytes_in_another_process(
    report: bytes, elsewhere: tuple[bytes, int]
) -> None:
    assert render() == report
    assert elsewhere[0] == report


def test_a_word_of_100000_letters_does_not_stall_the_printer(elsewhere: tuple[bytes, int]) -> None:
    assert elsewhere[1] > 0


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "spurwechsel.settings", "PYTHONHASHSEED": "random"}


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "geheim.txt"
    path.write_text("KANARIENVOGEL")
    return path


def test_typed_text_is_printed_and_never_followed(secret_file: Path) -> None:
    """All vectors in every free text of the report; each appears as the text it is."""
    hostile = "\n".join(vector.format(url=secret_file.as_uri()) for vector in VECTORS)
    pdf = render(text=hostile, blocks=dict.fromkeys(LABELS, hostile))
    with opened(pdf) as document:
        assert list(document.attachments) == ["kennzahlen.csv"]
    printed = "".join(text_of(pdf).split()).replace("\u200b", "")
    assert "KANARIENVOGEL" not in printed
    assert printed.count("geheim.txt") == 5 * hostile.count("geheim.txt")


def test_settings_are_printed_and_never_followed() -> None:
    fields = ("kommune", "department", "programme", "subtitle", "funder_line", "contact")
    hostile = {field: f'<img src="http://127.0.0.1:9/{field}">' for field in fields}
    printed = "".join(text_of(render(letterhead=replace(samples.LETTERHEAD, **hostile))).split())
    assert [field for field in fields if f'<imgsrc="http://127.0.0.1:9/{field}">' not in printed] == []


@pytest.mark.parametrize("vector", VECTORS)
def test_markup_that_would_load_something_is_refused(
    vector: str, secret_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second wall: even if markup got through, no PDF is handed out that asked for anything outside."""
    page = _markup(
        '{% extends "print.html" %}{% block content %}{% verbatim %}'
        + vector.format(url=secret_file.as_uri())
        + "{% endverbatim %}{% endblock %}"
    )
    monkeypatch.setattr(pdf_module, "render_to_string", lambda name, context: page.render(context))
    try:
        pdf = render_pdf("x", {}, title="x", author="x", created=CREATED)
    except PdfRefused:
        return
    # Some elements are not known to WeasyPrint at all; then nothing was loaded either.
    assert "KANARIENVOGEL" not in text_of(pdf)
    with opened(pdf) as document:
        assert list(document.attachments) == []


def test_nearly_all_vectors_work_where_nothing_guards(
    secret_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: with the guard asking only, most vectors ask for the file."""
    from spurwechsel.pdf.fetcher import StaticFetcher

    asked = set()

    def allow(self: StaticFetcher, url: str) -> Path:
        asked.add(url.partition("?")[2])
        return secret_file

    monkeypatch.setattr(StaticFetcher, "_allowed_path", allow)
    for number, vector in enumerate(VECTORS):
        page = _markup(
            '{% extends "print.html" %}{% block content %}{% verbatim %}'
            + vector.format(url=f"{secret_file.as_uri()}?{number}")
            + "{% endverbatim %}<p>x</p><ul><li>x</li></ul>{% endblock %}"
        )
        monkeypatch.setattr(
            pdf_module, "render_to_string", lambda name, context, page=page: page.render(context)
        )
        with contextlib.suppress(Exception):
            render_pdf("x", {}, title="x", author="x", created=CREATED)
    assert len(asked) >= 15


def _markup(source: str) -> Template:
    return engines["django"].from_string(source)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "file://server/share/x",
        "../spurwechsel/pdf/fetcher.py",
        "%2e%2e/manage.py",
        "css/%00",
        "gibt-es-nicht.png",
    ],
)
def test_addresses_outside_static_are_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = _markup(f'<html lang="de"><title>x</title><img alt="x" src="{url}">')
    monkeypatch.setattr(pdf_module, "render_to_string", lambda name, context: page.render(context))
    with pytest.raises(PdfRefused):
        render_pdf("x", {}, title="x", author="x", created=CREATED)


def test_own_static_files_may_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    page = _markup('<html lang="de"><title>x</title><link rel="stylesheet" href="css/bericht.css"><p>gut')
    monkeypatch.setattr(pdf_module, "render_to_string", lambda name, context: page.render(context))
    assert render_pdf("x", {}, title="x", author="x", created=CREATED)[:8] == b"%PDF-1.7"


def test_a_symbolic_link_does_not_lead_out_of_static(secret_file: Path, tmp_path: Path) -> None:
    from spurwechsel.pdf.fetcher import StaticFetcher

    root = tmp_path / "static"
    root.mkdir()
    (root / "link.txt").symlink_to(secret_file)
    (root / "eigene.txt").write_text("gut")
    fetcher = StaticFetcher(root, ())
    assert fetcher.fetch((root / "eigene.txt").as_uri()).read() == b"gut"
    with pytest.raises(ValueError, match="Diese Adresse darf ein Dokument nicht laden"):
        fetcher.fetch((root / "link.txt").as_uri())
    assert fetcher.refused == [(root / "link.txt").as_uri()]


def test_without_pango_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoPango:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(PdfUnavailable) as refusal:
        render()
    assert str(refusal.value) == (
        "Auf diesem Rechner fehlen Bibliotheken für PDF-Dateien. Die Systembetreuung installiert sie mit: "
        "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def test_characters_without_a_sign_in_the_font_are_named() -> None:
    assert unprintable("Chóśebuz § 25 Abs. 5 – „gut“ …\n") == ""
    assert unprintable("gut 😀 سلام 😀") == "😀سلام"


def test_the_style_sheet_lies_where_it_is_read() -> None:
    assert (static_root() / "css" / "bericht.css").is_file()


def test_a_correction_names_what_it_corrects() -> None:
    text = " ".join(text_of(printed("correction")).split())
    assert "Geändert sind eine Zahl und der Text: Das Wichtigste, Förderkennzeichen." in text
    assert "Geänderter Text gegenüber Fassung 1 vom 28.03.2024" in text
    assert "Förderkennzeichen: bisher keine Angabe, jetzt „FKZ 1“." in text
