"""What every page loads of KERN, made smaller: two cuts of Fira Sans and the styles of the parts we use."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
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
# Nine tenths of KERN's style sheet are a grid and spacings for every width of screen; we have our own.
PARTS = ("body", "btn", "error", "fieldset", "form-check", "form-input", "hint", "icon", "label", "sr-only")
STYLES = "css/kern.css"
_PART = re.compile(r"\.kern-([\w-]+?)(?:__|--|(?![\w-]))")
_BETWEEN_SELECTORS = re.compile(r",(?![^()]*\))")


class KernFinder(BaseFinder):
    """Serves and collects files made in HOME when first asked for and after an update of KERN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.HOME / "kern")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        source = _sources().get(os.path.normpath(path))
        if source is None:
            return []
        made = self._made(os.path.normpath(path), source)
        return [made] if find_all else made

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        for name, source in _sources().items():
            self._made(name, source)
            yield name, self.storage

    def _made(self, name: str, source: Path) -> str:
        """Where the file lies, made from its source unless it is there and up to date."""
        path = safe_join(self.storage.location, name)
        made = Path(path)
        newest = max(source.stat().st_mtime, Path(__file__).stat().st_mtime)
        if not made.exists() or made.stat().st_mtime <= newest:
            make: Callable[[Path, Path], None] = reduce_styles if name == STYLES else reduce_font
            made.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Written aside and renamed, so that another process never serves half a file.
            draft = made.with_suffix(f".{os.getpid()}")
            make(source, draft)
            draft.replace(made)
        return path


def _sources() -> dict[str, Path]:
    fonts = {f"fonts/{file.name}": file for file in font_files()}
    return fonts | {STYLES: font_files()[0].parents[2] / "kern.min.css"}


def reduce_font(source: Path, target: Path) -> None:
    """Keeps Latin. The shapes, widths and hints of what stays are those of the source."""
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


def reduce_styles(source: Path, target: Path) -> None:
    """Drops the selectors that name a part of KERN which is none of ``PARTS``; all else keeps its order."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(source.read_text(encoding="utf-8"), skip_comments=True)
    target.write_text("".join(_kept(rules)), encoding="utf-8")


def _kept(rules: Iterable[Any]) -> Iterator[str]:
    import tinycss2

    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = _BETWEEN_SELECTORS.split(tinycss2.serialize(rule.prelude))
            used = [each for each in selectors if all(part in PARTS for part in _PART.findall(each))]
            if used:
                yield f"{','.join(used)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, skip_comments=True)))
            if inner:
                yield f"@media{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()
