"""Pages opened in Chromium, and everything about them that must not happen: errors, failed requests, requests elsewhere."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, WebError
from tests.needs import ROOT, missing

# Only what the page itself asks for leaves the browser, and no name but that of this machine is found.
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # the network is drawn without a graphics card
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE = 20_000  # milliseconds for whatever is waited for
_OURS = ("data:", "blob:")  # made by the page itself
_AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What the page is looked at with."""

    name: str
    width: int
    height: int
    dark: bool = False
    touch: bool = False


SCREENS = (
    Screen(name="desktop-light", width=1280, height=900),
    Screen(name="desktop-dark", width=1280, height=900, dark=True),
    Screen(name="phone-light", width=390, height=844, touch=True),
    Screen(name="phone-dark", width=390, height=844, dark=True, touch=True),
)
DESKTOP, _, PHONE, _ = SCREENS


@dataclass(eq=False)
class Visitor:
    """Opens pages of one server, each in a profile of its own, and keeps what went wrong on any of them."""

    browser: Browser
    server: str
    problems: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(self, path: str = "/", screen: Screen = DESKTOP, *, missing: bool = False) -> Page:
        """The page at `path`, loaded. With `missing`, an answer of 404 is what the visit is about."""
        context = self.browser.new_context(
            viewport={"width": screen.width, "height": screen.height},
            color_scheme="dark" if screen.dark else "light",
            has_touch=screen.touch,
            is_mobile=screen.touch,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("weberror", self._error)
        if not missing:
            context.on("response", self._response)
            context.on("console", self._console)
        page = context.new_page()
        page.goto(self.server + path)
        return page

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.server + "/", *_OURS)):
            self.problems.append(f"a request leaves for {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page itself gave it up
            self.problems.append(f"{request.url}: {request.failure}")

    def _error(self, error: WebError) -> None:
        self.problems.append(f"error: {error.error}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.url}: {response.status}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")


def complaints(page: Page) -> list[str]:
    """What axe says against the page as it is shown now: the rule, what it asks for, and where."""
    if not _AXE.exists():
        missing("PAGE", "axe-core is not installed: `make page` does it")
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations")
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]
