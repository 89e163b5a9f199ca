"""Remakes the README's picture: the reading view of the sample, in headless Chromium.

`python -m evals.screenshots [REPORT]` writes docs/pictures/reading-view.png. What is shown is what sayso reads
in the report, by default the first sample; `--by-hand` shows the record of tests/web/samples.py instead.
Needs Chromium and the bundled scripts; fonts are the machine's.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from sayso.web import page
from tests.web.samples import newsletter

PICTURE = Path("docs/pictures/reading-view.png")
SAMPLE = Path("tests/reports/assab-frogmen-a.txt")
SHOWN = 4
SIZE = {"width": 1400, "height": 860}
MOST_BYTES = 300_000


def shoot(source: str, out: Path, *, statement: int | None, scheme: str = "light") -> None:
    """Open the page, open one statement, and write the picture."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("Chromium is not on this machine: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "report.html"
        path.write_text(source, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport=SIZE, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        tab.goto(path.as_uri())
        if statement is not None:
            tab.locator(f"#t{statement}").click()
        tab.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        tab.wait_for_timeout(400)
        out.parent.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=str(out))
        browser.close()


def main(given: list[str] | None = None) -> int:
    """Make the picture; 1 where it is larger than a README should carry."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--by-hand", action="store_true")
    parser.add_argument("-o", "--output", type=Path, default=PICTURE)
    parser.add_argument("--statement", type=int, default=None)
    chosen = parser.parse_args(given)
    if chosen.by_hand:
        record, statement = newsletter(), chosen.statement or 4
    else:
        from sayso.intake import Source, load
        from sayso.reading import default

        record = default().read(load(Source(name=str(chosen.report), path=chosen.report)))
        statement = chosen.statement or SHOWN
    shoot(page.page(record), chosen.output, statement=statement)
    size = chosen.output.stat().st_size
    print(f"{chosen.output}: {size:,} bytes")
    return 1 if size > MOST_BYTES else 0


if __name__ == "__main__":
    sys.exit(main())
