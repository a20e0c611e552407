"""A person at a browser without script: opens pages, follows links, fills forms, keeps cookies.

Forms are sent with all that the page put in them, so a hidden field that a page forgets breaks the
journey, and a field that a test names must be on the page.
"""

import http.client
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

REDIRECTS = {301, 302, 303}
MOST_REDIRECTS = 10
SILENT = {"script", "style", "template"}


@dataclass
class Form:
    """A form as the page shows it: what it would send, which names it knows, its buttons."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def choice(self, name, label):
        """The value of the list's option whose words contain the label."""
        found = [value for value, words in self.choices[name] if label in words]
        assert found, f"{name}: no {label!r} in {self.choices[name]}"
        return found[0]

    def button(self, label):
        """The button whose words contain the label."""
        return next((one for one in self.buttons if label in one[2]), None)

    def ending(self, end):
        """Names of fields that end so: the cells of one column of a table, row by row."""
        seen = dict.fromkeys(name for name, _ in self.values if not name.startswith("v:"))
        return [name for name in seen if name.endswith(end)]

    def filled(self, changes, button):
        """Pairs to send, with the changes in the place of what the page held."""
        unknown = set(changes) - self.names
        assert not unknown, f"no such field: {sorted(unknown)}; there are: {sorted(self.names)}"
        pairs = [pair for pair in self.values if pair[0] not in changes]
        for name, value in changes.items():
            pairs += [(name, one) for one in (value if isinstance(value, list) else [value])]
        return [*pairs, button[:2]] if button[0] else pairs


class Page(HTMLParser):
    """One answer of the portal: status, address, words, links and forms."""

    def __init__(self, status, url, headers, body):
        super().__init__(convert_charrefs=True)
        self.status, self.url, self.headers, self.body = status, url, headers, body
        self.forms, self.links, self._words = [], [], []
        self._link = self._button = self._area = self._select = self._option = None
        self._silent = 0
        if "text/html" in headers.get("Content-Type", ""):
            self.feed(body.decode())
            self.close()

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(self._words).replace("\xa0", " "))

    def form(self, label):
        """The form that has a button with these words."""
        found = [one for one in self.forms if one.button(label)]
        labels = [button[2] for one in self.forms for button in one.buttons]
        assert found, f"{self.url} ({self.status}): no button {label!r}; there are {labels}"
        return found[0]

    def address(self, label):
        """Where the link with these words leads."""
        found = [href for words, href in self.links if label in words]
        assert found, f"{self.url}: no link {label!r}; there are {[one for one, _ in self.links]}"
        return found[0]

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        start = getattr(self, f"_start_{tag}", None)
        self._silent += tag in SILENT
        if start is not None:
            start(given)

    def handle_endtag(self, tag):
        self._silent -= tag in SILENT
        end = getattr(self, f"_end_{tag}", None)
        if end is not None:
            end()

    def handle_data(self, words):
        if self._silent:
            return
        self._words.append(words)
        for open_one in (self._link, self._button, self._area, self._option):
            if open_one is not None:
                open_one["words"] = open_one.get("words", "") + words

    def _start_form(self, given):
        self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))

    def _start_a(self, given):
        self._link = given

    def _end_a(self):
        if self._link is not None and "href" in self._link:
            self.links.append((self._link.get("words", "").strip(), self._link["href"]))
        self._link = None

    def _start_input(self, given):
        if not self.forms or "name" not in given or "disabled" in given:
            return
        kind = given.get("type", "text")
        self.forms[-1].names.add(given["name"])
        self.forms[-1].kinds[given["name"]] = given.get("inputmode", kind)
        value = given.get("value", "on" if kind == "checkbox" else "")
        if kind == "radio":
            self.forms[-1].choices.setdefault(given["name"], []).append((value, value))
        if kind in {"radio", "checkbox"} and "checked" not in given:
            return
        self.forms[-1].values.append((given["name"], value))

    def _start_button(self, given):
        self._button = given

    def _end_button(self):
        given, self._button = self._button, None
        if self.forms and given is not None and given.get("type", "submit") == "submit":
            words = given.get("words", "").strip()
            one = (given.get("name", ""), given.get("value", ""), words)
            self.forms[-1].buttons.append(one)

    def _start_textarea(self, given):
        self._area = given

    def _end_textarea(self):
        given, self._area = self._area, None
        if self.forms and given is not None and "name" in given:
            self.forms[-1].names.add(given["name"])
            self.forms[-1].kinds[given["name"]] = "textarea"
            text = given.get("words", "").removeprefix("\n")
            self.forms[-1].values.append((given["name"], text))

    def _start_select(self, given):
        self._select = {**given, "first": None, "chosen": None, "all": []}

    def _start_option(self, given):
        self._end_option()
        self._option = given

    def _end_option(self):
        given, self._option = self._option, None
        if given is None or self._select is None:
            return
        value = given.get("value", given.get("words", "").strip())
        self._select["all"].append((value, given.get("words", "").strip()))
        if self._select["first"] is None:
            self._select["first"] = value
        if "selected" in given:
            self._select["chosen"] = value

    def _end_select(self):
        self._end_option()
        given, self._select = self._select, None
        if self.forms and given is not None and "name" in given:
            self.forms[-1].names.add(given["name"])
            self.forms[-1].kinds[given["name"]] = "select"
            self.forms[-1].choices[given["name"]] = given["all"]
            value = given["first"] if given["chosen"] is None else given["chosen"]
            self.forms[-1].values.append((given["name"], value or ""))


class Person:
    """One browser of one person."""

    def __init__(self, port):
        self.port, self.cookies, self.page = port, {}, None

    def open(self, path, status=200):
        """Go to an address (of a letter too, whatever its host); the status must be this one."""
        local = urlsplit(path)._replace(scheme="", netloc="").geturl()
        here = self.page.url if self.page else "/"
        return self._arrive(self.ask("GET", urljoin(here, local)), status)

    def follow(self, label, status=200):
        """Follow the link with these words."""
        return self.open(self.page.address(label), status)

    def press(self, label, changes=None, status=200):
        """Send the form that has this button, with the changes."""
        form = self.page.form(label)
        pairs = form.filled(changes or {}, form.button(label))
        target = urljoin(self.page.url, form.action) if form.action else self.page.url
        if form.method == "get":
            answer = self.ask("GET", f"{urlsplit(target).path}?{urlencode(pairs)}")
        else:
            answer = self.ask("POST", target, urlencode(pairs))
        return self._arrive(answer, status)

    def sign_in(self, email, password):
        """The real page of signing in."""
        self.open("/konto/login/")
        return self.press("Zaloguj", {"login": email, "password": password})

    def ask(self, method, path, body=None):
        """One request with the cookies; redirects are followed."""
        for _ in range(MOST_REDIRECTS):
            page = self._ask_once(method, path, body)
            if page.status not in REDIRECTS:
                return page
            target = urlsplit(urljoin(page.url, page.headers["Location"]))
            path, method, body = target._replace(scheme="", netloc="").geturl(), "GET", None
        message = f"too many redirects: {path}"
        raise AssertionError(message)

    def _ask_once(self, method, path, body):
        address = path.partition("#")[0]
        headers = {"Host": "localhost"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, address, body, headers)
            answer = line.getresponse()
            content = answer.read()
        finally:
            line.close()
        for header in answer.headers.get_all("Set-Cookie", ()):
            for key, morsel in SimpleCookie(header).items():
                self.cookies[key] = morsel.value
        return Page(answer.status, address, answer.headers, content)

    def _arrive(self, page, status):
        self.page = page
        assert page.status == status, f"{page.url}: {page.status}\n{page.text[:3000]}"
        return page
