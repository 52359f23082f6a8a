"""What pages load of Fira Sans: small, complete, made once, and never what the PDF prints with."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from spurwechsel import fonts
from spurwechsel.pdf import font_files

CUTS = ("FiraSans-Regular.woff2", "FiraSans-SemiBold.woff2")


@pytest.fixture
def finder(settings, tmp_path) -> fonts.LatinFontFinder:
    settings.HOME = tmp_path
    return fonts.LatinFontFinder()


@pytest.fixture(params=CUTS)
def pair(request) -> Iterator[tuple[TTFont, TTFont]]:
    """The font of a page and the one it was made from."""
    source = next(file for file in font_files() if file.name == request.param)
    with TTFont(finders.find(f"fonts/{request.param}")) as small, TTFont(source) as full:
        yield small, full


def test_a_page_loads_less_than_150_kb():
    assert sum(Path(finders.find(f"fonts/{cut}")).stat().st_size for cut in CUTS) < 150_000


@pytest.mark.parametrize(
    "names",
    [
        "Müller Groß Weißhaupt Łukasz Świątek Żółć Öztürk Şahin Işık İpek Ağca",
        "Chóśebuz Žurow Měrćin Šołta Dvořák Čapek Ňurka Ștefănescu Đặng Nguyễn Jānis",
        "al-Ḥusaynī Ṣāliḥ Ṭāhā Ẓāhir Ḍiyāʿ Ġassān ʻAbd",
        "§ 25 Abs. 5\u00a0AufenthG – „so“ … 12 € · × → − ½ °",
    ],
)
def test_what_names_and_texts_need_is_there(pair, names):
    small, full = pair
    assert set(map(ord, names)) - set(small.getBestCmap()) == set(map(ord, names)) - set(full.getBestCmap())


def test_together_with_the_full_file_no_letter_is_lost(pair):
    small, full = pair
    ranges = re.findall(r"unicode-range: (.+);", Path(finders.find("css/base.css")).read_text())
    latin, rest = ({sign for sign in full.getBestCmap() if _covers(text, sign)} for text in ranges[:2])
    assert ranges[:2] == ranges[2:]
    assert latin == set(small.getBestCmap())
    assert (latin & rest, latin | rest) == (set(), set(full.getBestCmap()))


def _covers(ranges: str, sign: int) -> bool:
    parts = [part.removeprefix("U+").split("-") for part in ranges.split(", ")]
    return any(int(first, 16) <= sign <= int(last, 16) for first, last in parts)


def test_letters_keep_their_shape_and_width(pair):
    small, full = pair
    for sign in map(ord, "AgŚḥ0"):
        name, old = small.getBestCmap()[sign], full.getBestCmap()[sign]
        assert small["hmtx"][name] == full["hmtx"][old]
    assert {record.FeatureTag for record in small["GSUB"].table.FeatureList.FeatureRecord} >= {"tnum"}


def test_files_are_made_once_and_anew_after_an_update(finder):
    names = [name for name, _ in finder.list(None)]
    assert names == [f"fonts/{cut}" for cut in CUTS]
    path = Path(finder.find(names[0]))
    first = path.stat().st_mtime_ns
    finder.find(names[0])
    assert path.stat().st_mtime_ns == first
    os.utime(path, (0, 0))
    finder.find(names[0])
    assert path.stat().st_mtime_ns > first
    assert sorted(file.name for file in path.parent.iterdir()) == sorted(CUTS)


@pytest.mark.parametrize("path", ["fonts/", "fonts/../fonts/x", "FiraSans-Regular.woff2", "../geheim"])
def test_finds_nothing_else(finder, path):
    assert finder.find(path) == []
    assert finder.find(path, find_all=True) == []
