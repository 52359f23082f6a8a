"""Turns a template into one file that is PDF/UA-1 and PDF/A-3a; the same input gives the same bytes."""

import atexit
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

INSTALL_HINT = (
    "Auf diesem Rechner fehlen Bibliotheken für PDF-Dateien. Die Systembetreuung installiert sie mit: "
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
REFUSED_HINT = (
    "Das PDF wurde nicht erstellt, weil der Inhalt Dateien oder Adressen laden wollte. "
    "Erlaubt sind nur die Schriften und Bilder dieser Anwendung."
)
FONT_WEIGHTS = {400: "FiraSans-Regular.woff2", 600: "FiraSans-SemiBold.woff2"}
ARABIC = "Noto Sans Arabic"
# One style sheet a kind of paper; only letters speak other languages.
REPORT, LETTER = "bericht.css", "brief.css"

COLOURS = "sRGB"
# Invisible signs of right-to-left text: zero width joiner and non-joiner, marks and isolates of direction.
DIRECTIONS = frozenset({0x200C, 0x200D, 0x200E, 0x200F, 0x061C, *range(0x2066, 0x206A)})

# Pango's font map and the style sheet are shared between reports and must not be used by two threads at once.
_rendering = threading.Lock()


class PdfUnavailable(Exception):  # noqa: N818  it is no error of the program
    """Pango is missing on this machine; the text says which packages to install."""

    def __init__(self) -> None:
        super().__init__(INSTALL_HINT)


class PdfRefused(Exception):  # noqa: N818
    """Something in the content asked for a file or an address; no PDF is handed out then."""

    def __init__(self) -> None:
        super().__init__(REFUSED_HINT)


# One call of WeasyPrint with all that two standards ask for.
def render_pdf(
    template: str,
    context: Mapping[str, Any],
    *,
    title: str,
    author: str,
    created: datetime,
    csv: bytes | None = None,
    stylesheet: str = REPORT,
) -> bytes:
    """
    Print a template that extends ``print.html``; ``csv`` is attached as the data behind the document.

    ``created`` (with time zone) is the only date in the file and nothing in it is random. A table cell or
    header cell with ``data-spoken`` is read out with that text instead of its sign, and an ``article`` with
    ``lang`` in its language. ``stylesheet`` is one of static/css.
    Raises PdfUnavailable without Pango, PdfRefused if the content tried to load anything from outside
    ``static/``.
    """
    weasyprint = _weasyprint()
    from .fetcher import StaticFetcher
    from .finish import finish

    html = render_to_string(
        template,
        {
            **context,
            "document": {"title": title, "author": author, "created": created.isoformat("T", "seconds")},
        },
    )
    fetcher = StaticFetcher(static_root(), (*font_files(), arabic_font()))
    with _rendering:
        changed = (static_root() / "css" / stylesheet).stat().st_mtime_ns
        css, fonts = _stylesheet(stylesheet, changed)
        try:
            pdf: bytes = weasyprint.HTML(
                string=html, base_url=static_root().as_uri() + "/", url_fetcher=fetcher
            ).write_pdf(
                pdf_variant="pdf/a-3a",
                stylesheets=[css],
                font_config=fonts,
                color_profiles={COLOURS: _colours()},
                output_intent=COLOURS,
                attachments=_attachments(csv, created),
                finisher=finish,
            )
        except Exception as error:
            # WeasyPrint lets the refusal of some addresses through as an error of its own.
            if fetcher.refused:
                raise PdfRefused from error
            raise
    if fetcher.refused:
        raise PdfRefused
    return pdf


def static_root() -> Path:
    return Path(settings.BASE_DIR) / "static"


@lru_cache(maxsize=1)
def font_files() -> tuple[Path, ...]:
    """Fira Sans as it comes with KERN."""
    spec = find_spec("mkdocs_kern_ux")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("Das Paket mkdocs-kern-ux mit den Schriften fehlt.")
    folder = Path(spec.origin).resolve().parent / "kern-ux" / "vendor" / "kern" / "fonts" / "fira-sans"
    return tuple(folder / name for name in FONT_WEIGHTS.values())


@lru_cache(maxsize=1)
def arabic_font() -> Path:
    """For letters in Arabic, Dari, Farsi, Paschtu, Sorani and Urdu; used in its regular weight."""
    spec = find_spec("fontpkg_noto_sans_arabic")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("Das Paket fontpkg-noto-sans-arabic mit der arabischen Schrift fehlt.")
    return next((Path(spec.origin).resolve().parent / "files").glob("*.ttf"))


def unprintable(text: str, stylesheet: str = REPORT) -> str:
    """The characters of the text for which the paper's fonts have no sign, each once, in order."""
    known = _characters(font_files()[0])
    if stylesheet == LETTER:
        known |= _characters(arabic_font()) | DIRECTIONS
    return "".join(dict.fromkeys(sign for sign in text if sign not in "\r\n\t" and ord(sign) not in known))


@lru_cache(maxsize=2)
def _characters(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(file) as font:
        return frozenset(font.getBestCmap())


def _weasyprint() -> Any:
    # Imported here because the import itself fails where Pango is missing.
    try:
        import weasyprint
    except OSError as error:
        raise PdfUnavailable from error
    return weasyprint


@lru_cache(maxsize=2)
def _stylesheet(name: str, changed: int) -> "tuple[CSS, FontConfiguration]":
    """Parsed once; ``changed`` (time of the last change of the file) makes an edited file count at once."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from .fetcher import StaticFetcher

    faces = "".join(
        f'@font-face{{font-family:"Fira Sans";font-weight:{weight};src:url({path.as_uri()})}}\n'
        for weight, path in zip(FONT_WEIGHTS, font_files(), strict=True)
    )
    if name == LETTER:
        source = arabic_font().as_uri()
        # One weight: of a font with variable weights the file holds the widths of the regular one alone.
        faces += f'@font-face{{font-family:"{ARABIC}";font-weight:400;src:url("{source}")}}\n'
    rules = (static_root() / "css" / name).read_text(encoding="utf-8")
    fonts = FontConfiguration()
    fetcher = StaticFetcher(static_root(), (*font_files(), arabic_font()))
    return CSS(string=faces + rules, font_config=fonts, url_fetcher=fetcher), fonts


# The fonts lie unpacked in a temporary folder, which is removed while the interpreter can still do it.
atexit.register(_stylesheet.cache_clear)


def _colours() -> Any:
    """The colour space that PDF/A names. WeasyPrint's own way of adding it leaves the file open."""
    import weasyprint.pdf
    from weasyprint.css import ColorProfile

    with (Path(weasyprint.pdf.__file__).parent / "sRGB2014.icc").open("rb") as file:
        return ColorProfile(file, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _attachments(csv: bytes | None, created: datetime) -> list[Any]:
    if csv is None:
        return []
    from weasyprint import Attachment

    moment = created.astimezone(UTC)
    return [
        Attachment(
            string=csv,
            name="kennzahlen.csv",
            description="Die Kennzahlen des Berichts als Tabelle",
            relationship="Data",
            created=moment,
            modified=moment,
        )
    ]
