"""What a page is looked at for: WCAG's rules, its width, the size of targets, the focus."""

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RULES = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
RUN_AXE = "async (rules) => (await axe.run(rules)).violations"
WIDTHS = (1280, 360)
HEIGHT = 800
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary"

TOO_WIDE = """() => {
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= screen) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((one) =>
    one.getBoundingClientRect().right > screen + 1 && !one.closest(".table-scroll"));
  return wide.slice(-3).map((one) => one.outerHTML.slice(0, 120));
}"""

# A link inside a sentence may be as low as the line; everything else needs a finger's width.
TOO_SMALL = """(selector) => [...document.querySelectorAll(selector)].filter((one) => {
  if (one.matches(":disabled") || !one.checkVisibility({ visibilityProperty: true })) return false;
  if (one.matches("a") && getComputedStyle(one).display === "inline") return false;
  if (one.closest(".visually-hidden, .skip")) return false;
  const boxes = [one, ...(one.labels || [])].map((each) => each.getBoundingClientRect());
  return !boxes.some((box) => box.width >= 24 && box.height >= 24);
}).map((one) => one.outerHTML.slice(0, 120))"""

# Chromium shows :focus-visible for focus() once a key was the last thing that was used.
UNSEEN_FOCUS = """(selector) => {
  const shown = (one) => {
    const style = getComputedStyle(one);
    const line = style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor;
    return [line, style.boxShadow, style.borderColor, style.backgroundColor].join();
  };
  const unseen = [];
  for (const one of document.querySelectorAll(selector)) {
    if (one.matches(":disabled") || !one.checkVisibility({ visibilityProperty: true })) continue;
    if (one.ariaHidden === "true" && one.tabIndex < 0) continue; // the button that Enter presses
    if (one.tabIndex < 0) {
      unseen.push("klawiatura nie dojdzie: " + one.outerHTML.slice(0, 120));
      continue;
    }
    document.activeElement.blur();
    const before = shown(one);
    one.focus({ preventScroll: true });
    const isSeen = document.activeElement === one && shown(one) !== before;
    if (!isSeen) unseen.push(one.outerHTML.slice(0, 120));
  }
  document.activeElement.blur();
  return unseen;
}"""

# Where Tab should stop: of several radio buttons only at one.
TAB_STOPS = """(selector) => {
  const groups = new Set();
  return [...document.querySelectorAll(selector)].filter((one) => {
    if (one.matches(":disabled") || one.tabIndex < 0) return false;
    if (!one.checkVisibility({ visibilityProperty: true })) return false;
    if (one.type !== "radio") return true;
    const isFirst = !groups.has(one.name);
    groups.add(one.name);
    return isFirst;
  }).length;
}"""
STOP = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  window.stops = window.stops || new Map();
  if (!window.stops.has(one)) window.stops.set(one, window.stops.size);
  return window.stops.get(one);
}"""

# What a form that came back says: where its errors lead, what each wrong field is described by.
FAULTS = """() => {
  const text = (id) => (document.getElementById(id) || { textContent: "" }).textContent.trim();
  const links = [...document.querySelectorAll(".errors a")].map((one) => one.hash.slice(1));
  const wrong = [...document.querySelectorAll("main [aria-invalid=true]")];
  const described = (one) => (one && one.getAttribute("aria-describedby") || "").split(" ");
  const hasReason = (one) => described(one).some((id) => /error|^e-/.test(id) && text(id));
  const silent = wrong.filter((one) => !hasReason(one) && !hasReason(one.closest("fieldset")));
  return {
    lost: links.filter((id) => !document.getElementById(id)),
    wrong: wrong.length,
    silent: silent.map((one) => one.outerHTML.slice(0, 120)),
    focused: document.activeElement.matches(".errors"),
  };
}"""


def violations(page):
    """What axe finds, one line for each place; a document learns axe once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN_AXE, RULES)
    return [
        f"axe {rule['id']}: {node['html'][:160]} ({' '.join(node['failureSummary'].split())[:240]})"
        for rule in found
        for node in rule["nodes"]
    ]


def problems(page):
    """Everything that is wrong with the page that is open, at both widths."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        seen = violations(page)
        seen += [f"za szerokie: {one}" for one in page.evaluate(TOO_WIDE)]
        if width == min(WIDTHS):
            seen += [f"za małe: {one}" for one in page.evaluate(TOO_SMALL, FOCUSABLE)]
            page.keyboard.press("Tab")
            seen += [f"niewidoczny fokus: {one}" for one in page.evaluate(UNSEEN_FOCUS, FOCUSABLE)]
        found += [f"{width} px – {one}" for one in seen]
    return found


def tab_stops(page):
    """How many different things Tab reached before it left the page."""
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stop == 0 and len(reached) > 1):
            return len(reached)
        reached.add(stop)
    return -1


class Tab:
    """A page of somebody's browser that remembers what it complained about."""

    def __init__(self, context, address):
        self.address = address
        self.complaints = []
        self.page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"skrypt: {error}"))
        self.page.on("requestfailed", self._miss)
        self.page.on("response", self._answer)

    def _hear(self, message):
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(f"konsola: {message.text}")

    def _miss(self, request):
        self.complaints.append(f"nie pobrano: {request.url} ({request.failure})")

    def _answer(self, response):
        is_page = response.request.is_navigation_request()
        if response.status >= 400 and not is_page:
            self.complaints.append(f"{response.status}: {response.url}")

    def open(self, path):
        """Open the address; returns the answer's status.

        The page before is left first: what it breaks off by that is no complaint of the next one.
        """
        self.page.goto("about:blank")
        self.complaints.clear()
        return self.page.goto(self.address + path).status

    def looked_at(self):
        """What is wrong with the open page, and what the browser said about it."""
        return problems(self.page) + self.complaints
