"""The only way a document may load anything: the application's own static files and its fonts."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse


class StaticFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """
    Reads files below ``root`` and the named files, refuses all else and remembers it in ``refused``.

    WeasyPrint swallows some refusals, so whoever renders must look at ``refused`` afterwards.
    """

    def __init__(self, root: Path, files: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self.refused: list[str] = []
        self._root = root.resolve()
        self._files = frozenset(file.resolve() for file in files)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        path = self._allowed_path(url)
        if path is None:
            self.refused.append(url)
            raise ValueError("Diese Adresse darf ein Dokument nicht laden.")
        content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})

    def _allowed_path(self, url: str) -> Path | None:
        parts = urlsplit(url)
        if parts.scheme.lower() != "file" or parts.netloc not in ("", "localhost"):
            return None
        try:
            # Resolved first, so that neither „..“ nor a symbolic link leads out of the folder.
            path = Path(url2pathname(parts.path)).resolve(strict=True)
        except (OSError, ValueError):
            return None
        if path in self._files or (path.is_file() and path.is_relative_to(self._root)):
            return path
        return None
