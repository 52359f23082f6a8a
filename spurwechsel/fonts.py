"""The two cuts of Fira Sans that every page loads, reduced to Latin; the files of KERN stay as they are."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join

from .pdf import font_files

# All Latin with its marks, punctuation, arrows and mathematics. For Greek and Cyrillic base.css names the
# full files, which a browser loads only where such a letter is on the page.
LATIN = (range(0x0000, 0x0370), range(0x1D00, 0x1F00), range(0x2000, 0x10FFFF))
# Kerning, marks at their place, digits of one width; small capitals and their like are not used.
FEATURES = ["calt", "ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"]


class LatinFontFinder(BaseFinder):
    """Serves and collects ``fonts/…``, made in HOME when first asked for and after an update of KERN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.HOME / "schriften")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [made for name, made in self._paths().items() if name == os.path.normpath(path)]
        for made in found:
            latin_font(made)
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        for name, made in self._paths().items():
            latin_font(made)
            yield name, self.storage

    def _paths(self) -> dict[str, str]:
        names = [f"fonts/{source.name}" for source in font_files()]
        return {name: safe_join(self.storage.location, name) for name in names}


def latin_font(path: str) -> None:
    """Makes the file at ``path`` from the font of the same name, unless it is there and up to date."""
    made = Path(path)
    source = next(file for file in font_files() if file.name == made.name)
    newest = max(source.stat().st_mtime, Path(__file__).stat().st_mtime)
    if made.exists() and made.stat().st_mtime > newest:
        return
    made.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Written aside and renamed, so that another process never serves half a file.
    draft = made.with_suffix(f".{os.getpid()}")
    _reduce(source, draft)
    draft.replace(made)


def _reduce(source: Path, target: Path) -> None:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", layout_features=FEATURES)
    with TTFont(source, recalcTimestamp=False) as font:
        latin = [sign for sign in font.getBestCmap() if any(sign in block for block in LATIN)]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=latin)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(target)
