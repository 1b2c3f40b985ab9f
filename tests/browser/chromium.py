"""The browser of the tests: Debian's Chromium, and the Chinese font that it lacks."""

import os
import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-dev-shm-usage"]
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def missing() -> str:
    """Why there can be no browser tests here; empty when there can."""
    return "" if Path(CHROMIUM).exists() else "no Chromium on this machine (apt-get install chromium)"


def font_environment(folder: Path) -> dict[str, str | float | bool]:
    """An environment in which Chromium finds the font wheel's Chinese faces; `folder` keeps its font cache."""
    config = folder / "fonts.conf"
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    config.write_text(FONTS.format(fonts=fonts, cache=folder / "cache"), encoding="utf-8")
    return dict(os.environ) | {"FONTCONFIG_FILE": str(config)}
