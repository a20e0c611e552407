"""Where a document takes its files from: our own static folder and the page itself."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse


class ForeignAddressError(ValueError):
    """A document asked for an address outside the portal's own files."""


class VendoredFetcher(URLFetcher):
    """Fetches `data:` addresses and files below `root`; a refusal stops the document."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols=("data", "file"), fail_on_errors=True)
        self.root = root.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the file. Raises ForeignAddressError for the network and for foreign folders."""
        address = urlsplit(url)
        if address.scheme == "data":
            return super().fetch(url, headers)
        path = Path(unquote(address.path)).resolve()
        if address.scheme != "file" or address.netloc or not path.is_relative_to(self.root):
            raise ForeignAddressError(url)
        return URLFetcherResponse(url, path.read_bytes())
