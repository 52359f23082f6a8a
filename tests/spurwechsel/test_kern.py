"""What pages load of KERN: small, made once, with all that is used; the PDF prints with the full font."""

import gzip
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from spurwechsel import kern
from spurwechsel.pdf import font_files

TEMPLATES = settings.BASE_DIR / "templates"
CUTS = ("FiraSans-Regular.woff2", "FiraSans-SemiBold.woff2")


@pytest.fixture
def finder(settings, tmp_path) -> kern.KernFinder:
    settings.HOME = tmp_path
    return kern.KernFinder()


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


def test_no_page_loads_more_than_45_kb_of_styles():
    """Some pages have one more sheet than all; the heaviest decides."""
    everywhere = set(re.findall(r"static '(.+?\.css)'", (TEMPLATES / "components/styles.html").read_text()))
    pages = [re.findall(r"static '(.+?\.css)'", path.read_text()) for path in TEMPLATES.rglob("*.html")]
    assert max(sum(map(_packed, everywhere.union(sheets))) for sheets in pages) < 45_000


def _packed(name: str) -> int:
    return len(gzip.compress(Path(finders.find(name)).read_bytes()))


def test_every_part_of_kern_we_use_has_its_styles():
    """Who uses another part adds it to PARTS."""
    apps = [
        settings.BASE_DIR / app for app in ("spurwechsel", "participants", "clearing", "network", "reports")
    ]
    files = [*TEMPLATES.rglob("*.html"), *(settings.BASE_DIR / "static").rglob("*.[jc]s*")]
    text = "".join(file.read_text() for file in [*files, *(py for app in apps for py in app.rglob("*.py"))])
    used = set(re.findall(r"(?:[\"' .]|^)kern-([a-z-]+?)(?:__|--|(?![\w-]))", text))
    assert used - {"ux"} == set(kern.PARTS)  # the name of the package that KERN comes in


@pytest.mark.parametrize(
    ("css", "small"),
    [
        (".kern-btn{a:b}", ".kern-btn{a:b}"),
        (".kern-btn--x,.kern-card{a:b}", ".kern-btn--x{a:b}"),
        (".kern-card .kern-btn{a:b}p{c:d}", "p{c:d}"),
        (".kern-form-check__radio{a:b}.kern-form{c:d}", ".kern-form-check__radio{a:b}"),
        ("a:is(.kern-btn,p){a:b}", "a:is(.kern-btn,p){a:b}"),
        ("@media print{.kern-m{a:b}}@media print{.kern-btn{a:b}}", "@media print{.kern-btn{a:b}}"),
        ("@keyframes x{from{a:b}}", "@keyframes x{from{a:b}}"),
    ],
)
def test_styles_of_other_parts_are_left_out(tmp_path, css, small):
    (tmp_path / "full.css").write_text(css)
    kern.reduce_styles(tmp_path / "full.css", tmp_path / "small.css")
    assert (tmp_path / "small.css").read_text() == small


def test_files_are_made_once_and_anew_after_an_update(finder):
    names = [name for name, _ in finder.list(None)]
    assert names == [*(f"fonts/{cut}" for cut in CUTS), kern.STYLES]
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
