"""Looks at pages: ``python -m tests.browser.screens URL… --out DIR`` makes PNGs, wide and narrow, in both languages."""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import CHROMIUM, FLAGS, font_environment

WIDTHS = (1440, 390)


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, with a Chinese font."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=font_environment(Path(folder)))
        yield launched
        launched.close()


def log_in(page: Page, base: str, email: str, password: str) -> None:
    """Log in through the login page."""
    page.goto(f"{base}/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("main form button[type=submit]")
    page.wait_for_load_state("networkidle")


def main() -> None:
    """Take the pictures; prints each file and anything the page complained of in its console."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--out", type=Path, default=Path("var/screens"))
    parser.add_argument("--widths", type=int, nargs="*", default=WIDTHS)
    parser.add_argument("--languages", nargs="*", default=("zh-hans", "en"))
    parser.add_argument("--schemes", nargs="*", default=("light",))
    parser.add_argument("--login", help="email:password", default="")
    parser.add_argument("--print", action="store_true", dest="on_paper", help="as it would be printed")
    parser.add_argument("--fold", action="store_true", help="only the first screen, not the whole page")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with browser() as opened:
        for width in chosen.widths:
            for language in chosen.languages:
                for scheme in chosen.schemes:
                    shoot(opened, chosen, width, language, scheme)


def shoot(opened: Browser, chosen: argparse.Namespace, width: int, language: str, scheme: str) -> None:
    """Every address at one width, in one language and one colour scheme."""
    height = 900 if width > 600 else 844
    context = opened.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale=language)
    base = re.match(r"https?://[^/]+", chosen.urls[0])
    context.add_cookies([{"name": "django_language", "value": language, "url": base.group(0) if base else ""}])
    page = context.new_page()
    page.on(
        "console", lambda message: print("  console:", message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: print("  page error:", error))
    if chosen.login and base:
        log_in(page, base.group(0), *chosen.login.split(":", 1))
    for url in chosen.urls:
        page.goto(url, wait_until="networkidle")
        page.wait_for_timeout(700)
        if chosen.on_paper:
            page.emulate_media(media="print")
        name = re.sub(r"\W+", "-", re.sub(r"^https?://[^/]+", "", url)).strip("-") or "home"
        target = chosen.out / f"{name}-{width}-{language[:2]}-{scheme}.png"
        page.screenshot(path=target, full_page=not chosen.fold)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        print(target, f"overflows by {overflow}px" if overflow > 0 else "")
    context.close()


if __name__ == "__main__":
    main()
