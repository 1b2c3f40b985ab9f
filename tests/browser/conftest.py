"""A real Chromium on the real site: a live server over a database of the test's own."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import CHROMIUM, FLAGS, font_environment, missing
from tests.conftest import CommittedDatabase

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser; every test that asks for it is skipped, with the reason, where there is none."""
    if reason := missing():
        pytest.skip(reason)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver keeps an event loop in this thread
    with sync_playwright() as playwright:
        environment = font_environment(tmp_path_factory.mktemp("fonts"))
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=environment)
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(committed_db: CommittedDatabase) -> Iterator[str]:
    """The address of the running site."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@dataclass
class Visitor:
    """Somebody with a browser: opens pages, and remembers what the browser complained of."""

    context: BrowserContext
    site: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """The page at a path of the site, loaded and quiet."""
        page = self.context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.goto(self.site + path, wait_until="networkidle")
        return page

    def log_in(self, name: str, password: str) -> Page:
        """The first page after logging in by e-mail address or mobile number."""
        page = self.open("/accounts/login/")
        page.fill("input[name=login]", name)
        page.fill("input[name=password]", password)
        page.click("main form button[type=submit]")
        page.wait_for_load_state("networkidle")
        return page


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: ``visit(width=390, language="en", scheme="dark")``."""
    contexts: list[BrowserContext] = []

    def make(width: int = 1440, language: str = "zh-hans", scheme: Any = "light") -> Visitor:
        height = 900 if width > 600 else 844
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale=language
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": site}])
        contexts.append(context)
        return Visitor(context, site)

    yield make
    for context in contexts:
        context.close()


def axe_faults(page: Page) -> list[str]:
    """What axe finds wrong on a page under WCAG 2.2 AA: rule, and the places."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"
    found = page.evaluate(run, AXE_RULES)["violations"]
    return [f"{fault['id']}: {' | '.join(node['html'][:140] for node in fault['nodes'][:4])}" for fault in found]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
