"""Walks through all pages that somebody can reach by links, filters and known addresses."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit
from zipfile import ZipFile

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.world import asked

# Leaving is tested elsewhere; afterwards there would be nothing left to see.
LEAVING = ("/abmelden/",)
MANY = 1500
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# So many pages of one kind are read: addresses of one view, values of one filter of it.
FEW = 3


@dataclass
class FormOnPage:
    """A form as the browser would send it."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


class Page(HTMLParser):
    """Links and forms of an HTML page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[FormOnPage] = []
        self._select = self._textarea = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(FormOnPage(given.get("action", ""), given.get("method", "get").lower()))
        elif self.forms:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        form, name, value = self.forms[-1], given.get("name", ""), given.get("value", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.choices.setdefault(self._select, []).append(value)
            if "selected" in given or self._select not in form.values:
                form.values[self._select] = value
        elif tag == "textarea":
            self._textarea = name
            form.values[name] = ""
        elif tag == "input" and given.get("type") in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(value)
            if "checked" in given:
                form.values[name] = value
        elif tag == "input" and name != "csrfmiddlewaretoken":
            form.values[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.forms[-1].values[self._textarea] += data


def text_of(response: HttpResponse) -> str:
    """Everything that reaches the reader: status, headers, body, and the text inside a PDF or a workbook."""
    body = b"".join(response) if response.streaming else response.content
    if response["Content-Type"] == WORKBOOK:
        with ZipFile(BytesIO(body)) as parts:
            body = b"".join(parts.read(name) for name in parts.namelist())
    elif response["Content-Type"] == "application/pdf":
        body += subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True).stdout
    return f"{response.status_code} {dict(response.headers)} {body.decode(errors='replace')}"


def without_tokens(text: str) -> str:
    """The same page asked for twice is the same text then."""
    return re.sub(r'name="(csrfmiddlewaretoken|einmal|seite)" value="[\w-]+"', "", text)


def crawl(client: Client, start: Iterable[str]) -> dict[str, str]:
    """Address → all that was answered, for every page that can be reached.

    Of a page with a filter no further one is asked for; all their combinations would have no end. What is
    known from the start is asked for whatever it is, of what is found by the way a few of each kind.
    """
    waiting, seen, kinds = list(start), {}, Counter()
    while waiting:
        address = waiting.pop()
        if not address or address in seen or address.startswith(LEAVING):
            continue
        assert len(seen) < MANY, f"no end of pages: {address}"
        response = asked(client, "GET", address)
        seen[address] = text_of(response)
        if "Location" in response:
            waiting.append(_inside(address, response["Location"]))
        elif response["Content-Type"].startswith("text/html"):
            for way, kind in _ways_on(address, Page(response.text)).items():
                if way not in seen and not ("?" in way and "?" in address) and kinds[kind] < FEW:
                    kinds[kind] += 1
                    waiting.append(way)
    return seen


def _ways_on(address: str, page: Page) -> dict[str, str]:
    """Address → its kind, for what links and filters of a page lead to."""
    ways = {way: _kind(way) for way in (_inside(address, link) for link in page.links)}
    for form in page.forms:
        if form.method == "get":
            target = _inside(address, form.action or urlsplit(address).path)
            for name, values in form.choices.items():
                asked_for = [f"{target}?{urlencode(form.values | {name: value})}" for value in values]
                ways |= dict.fromkeys(asked_for, f"{_kind(target)} {name}")
    return ways


def _kind(address: str) -> str:
    path, _, query = address.partition("?")
    try:
        view = resolve(path).view_name
    except Resolver404:
        view = path
    return f"{view}?{'&'.join(sorted(part.partition('=')[0] for part in query.split('&')))}"


def _inside(address: str, link: str) -> str:
    """The address on our own host that a link leads to; empty where it leads out."""
    target = urlsplit(urldefrag(urljoin(f"http://testserver{address}", link)).url)
    if target.netloc != "testserver":
        return ""
    return f"{target.path}?{target.query}" if target.query else target.path
