"""A real Chromium for the tests: what a page measures and how accessible axe-core finds it.

It takes Debian's ``chromium`` and ``chromium-driver`` (or Chrome with its driver), and the npm package
``axe-core`` unpacked in the folder that ``UDPLAN_AXE`` names. Tests skip, and say why, where one is missing.
"""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
)


class Browser:
    """One window. Widths and heights are CSS pixels."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, page: Path, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Show a file at a size, in the light or the dark."""
        self.show(page.resolve().as_uri(), width, height, dark)

    def show(self, address: str, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """The same of an address."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.get(address)

    def run(self, script: str) -> Any:
        """What a piece of JavaScript returns."""
        return self.driver.execute_script(script)

    def scroll_width(self) -> int:
        """How wide the page is; more than the window means that it scrolls sideways."""
        return int(self.run("return document.scrollingElement.scrollWidth"))

    def axe(self) -> dict[str, list[dict[str, Any]]]:
        """What axe-core says of the page: ``violations``, ``passes``, and what it cannot judge, ``incomplete``."""
        folder = axe_folder()
        self.run((folder / "axe.min.js").read_text(encoding="utf-8"))
        found: dict[str, list[dict[str, Any]]] = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1]; axe.run(document).then(done)"
        )
        return found

    def pdf(self) -> bytes:
        """The page printed as its own print CSS asks."""
        printed = self.driver.execute_cdp_cmd(
            "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False, "generateTaggedPDF": True}
        )
        return base64.b64decode(printed["data"])


def axe_folder() -> Path:
    """The unpacked npm package axe-core. Skips the test where there is none."""
    folder = Path(os.environ.get("UDPLAN_AXE", ""))
    if not (folder / "axe.min.js").is_file():
        pytest.skip("UDPLAN_AXE peger ikke på en mappe med npm-pakken axe-core (axe.min.js)")
    return folder


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with a fresh profile. Skips the test where Chromium, its driver or selenium is missing."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium er ikke installeret (udplan[test])")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    chromedriver = shutil.which("chromedriver")
    if not chromium or not chromedriver:
        pytest.skip("Chromium og chromedriver er ikke installeret (Debian: chromium og chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
