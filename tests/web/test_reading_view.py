"""The reading view in a browser: words that light up, keys, filters, switches, map, timeline, print, dark, narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from sayso.record import Record
from sayso.web import page

from .conftest import AXE, needs_scripts
from .samples import hostile, long_report, many_scripts, newsletter, no_claims

pytestmark = [pytest.mark.browser, needs_scripts]

LIT = "() => [...(CSS.highlights.get('sayso-lit') ?? [])].map((range) => range.toString())"
SAMPLES: dict[str, Any] = {
    "newsletter": newsletter,
    "scripts": many_scripts,
    "hostile": hostile,
    "none": no_claims,
    "long": long_report,
}


def saved(record: Record, folder: Path) -> str:
    """The page as a file of its own, as its address."""
    path = folder / "report.html"
    path.write_text(page.page(record), encoding="utf-8")
    return path.as_uri()


def at(desk: str, record: Record) -> str:
    """The address of a report on the desk."""
    return f"{desk}/reports/{record.report.id}"


def spans(value: str) -> list[tuple[int, int]]:
    """`data-at` as pairs of code points."""
    return [(int(a), int(b)) for a, b in re.findall(r"(\d+)-(\d+)", value)]


@pytest.fixture(params=["newsletter", "scripts"])
def record(request: pytest.FixtureRequest) -> Record:
    found: Record = SAMPLES[request.param]()
    return found


CLICK_ALL = """
(read) => {
  const lit = eval(read);
  const found = [];
  for (const card of document.querySelectorAll(".claim")) {
    card.querySelector("summary").click();
    for (const link of card.querySelectorAll(".open .cellname, .open a[data-at], .quote a")) {
      link.click();
      found.push([link.dataset.at ?? card.dataset.at, lit().join("")]);
      link.click();
    }
  }
  return found;
}"""


def _lights_up(tab: Any, record: Record, read: str) -> int:
    """Click every cell and every part of it on every card; each lights exactly its words."""
    found = tab.evaluate(CLICK_ALL, read)
    for place, words in found:
        # Words that cross a boundary of segments are several ranges one after the other.
        assert words == "".join(record.report.text[a:b] for a, b in spans(place)), place
    return len(found)


def test_clicking_a_cell_lights_exactly_its_words(tab: Any, record: Record, tmp_path: Path) -> None:
    tab.goto(saved(record, tmp_path))
    assert _lights_up(tab, record, LIT) > 15


def test_so_it_does_with_marks_where_a_browser_has_no_highlights(
    tab: Any, record: Record, tmp_path: Path
) -> None:
    tab.add_init_script("delete window.Highlight; window.Highlight = undefined;")
    tab.goto(saved(record, tmp_path))
    marks = "() => [...document.querySelectorAll('mark[data-paint=\"sayso-lit\"]')].map((m) => m.textContent)"
    before = tab.locator("article .para").all_inner_texts()
    assert _lights_up(tab, record, marks) > 15
    tab.keyboard.press("Escape")
    assert tab.locator("mark").count() == 0
    assert tab.locator("article .para").all_inner_texts() == before


def test_clicking_words_opens_the_innermost_statement_then_the_outer_one(tab: Any, tmp_path: Path) -> None:
    tab.goto(saved(newsletter(), tmp_path))
    words = tab.locator(".s", has_text="the interior")
    words.click()
    assert tab.locator(".claim.on").get_attribute("data-n") == "11"
    words.click()
    assert tab.locator(".claim.on").get_attribute("data-n") == "10"
    assert tab.locator(".ring").count() >= 1


def test_a_card_stands_at_the_line_of_its_words(tab: Any, tmp_path: Path) -> None:
    tab.goto(saved(newsletter(), tmp_path))
    for number in (1, 9, 18):
        tab.locator(f"#t{number}").click()
        tab.wait_for_timeout(250)
        note = tab.locator(f"#t{number}").bounding_box()
        card = tab.locator(f".claim[data-n='{number}']").bounding_box()
        assert abs(note["y"] - card["y"]) < 16
    boxes = [card.bounding_box() for card in tab.locator(".claim").all()]
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] + 1


def test_j_and_k_walk_through_all_statements(tab: Any, tmp_path: Path) -> None:
    tab.goto(saved(newsletter(), tmp_path))
    walked = []
    for _ in range(18):
        tab.keyboard.press("j")
        assert tab.evaluate("document.activeElement.closest('.claim > details').open")
        walked.append(tab.locator(".claim.on").get_attribute("data-n"))
    assert walked == [str(number) for number in range(1, 19)]
    assert tab.locator(".claim > details[open]").count() == 1
    tab.keyboard.press("k")
    assert tab.locator(".claim.on").get_attribute("data-n") == "17"
    tab.keyboard.press("Escape")
    assert tab.locator(".claim.on, .claim > details[open]").count() == 0


def test_a_hundred_and_twenty_statements_are_walked_through(tab: Any, tmp_path: Path) -> None:
    tab.goto(saved(long_report(), tmp_path))
    walked = tab.evaluate(
        """() => Array.from({ length: 120 }, () => {
          document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
          return document.querySelector(".claim.on").dataset.n;
        })"""
    )
    assert walked == [str(number) for number in range(1, 121)]


def test_tab_alone_reaches_every_statement(tab: Any, tmp_path: Path) -> None:
    tab.goto(saved(newsletter(), tmp_path))
    reached = set()
    for _ in range(140):
        tab.keyboard.press("Tab")
        reached.add(tab.evaluate("document.activeElement.closest('.claim')?.dataset.n ?? ''"))
    assert {str(number) for number in range(1, 19)} <= reached


def test_a_number_on_top_filters(tab: Any, desk: str) -> None:
    tab.goto(at(desk, newsletter()))
    tab.locator(".oneline [data-filter=unnamed]").click()
    assert tab.locator(".claim:not(.out)").count() == 8
    assert "8 of 18 statements: unnamed groups are" in tab.locator(".filtered").inner_text()
    tab.keyboard.press("j")
    assert tab.locator(".claim.on").get_attribute("data-n") == "4"
    tab.get_by_text("show all", exact=True).click()
    assert tab.locator(".claim:not(.out)").count() == 18
    tab.locator(".stances [data-filter=denied]").click()
    assert [card.get_attribute("data-n") for card in tab.locator(".claim:not(.out)").all()] == ["13"]
    tab.keyboard.press("Escape")  # the open statement first, then the filter
    assert tab.locator(".claim.on").count() == 0
    tab.keyboard.press("Escape")
    assert tab.locator(".claim.out").count() == 0


def test_knocking_a_voice_out_greys_what_depends_on_it(tab: Any, desk: str) -> None:
    tab.goto(at(desk, newsletter()))
    tab.locator("#ko-B").click()
    assert tab.locator(".remain").inner_text() == "15 of 18 remain"
    assert {card.get_attribute("data-n") for card in tab.locator(".claim.out").all()} == {"4", "5", "6"}
    assert tab.locator(".s.out").count() >= 3
    tab.locator("#ko-A").click()
    assert tab.locator(".remain").inner_text() == "0 of 18 remain"
    tab.locator("#ko-A").click()
    tab.locator("#ko-B").click()
    assert tab.locator(".remain").inner_text() == ""
    assert tab.locator(".claim.out").count() == 0


@pytest.mark.parametrize("where", ["file", "desk"])
def test_the_map_shows_places_and_journeys(tab: Any, desk: str, where: str, tmp_path: Path) -> None:
    record = newsletter()
    tab.goto(saved(record, tmp_path) if where == "file" else at(desk, record))
    tab.keyboard.press("m")
    tab.locator("#map.docked svg").wait_for()
    names = tab.locator(".m-name").all_text_contents()
    assert {"Larnaca", "Limassol", "Mersin", "Tripoli", "Genoa", "Valletta", "Cyprus"} <= set(names)
    assert tab.locator(".m-way").count() == 2
    assert tab.locator(".m-way.l-dashed").count() == 1
    assert tab.locator(".m-area").count() == 1
    for box in tab.locator(".m-dot").all():
        assert box.bounding_box()["width"] > 2
    tab.locator(".m-place[aria-label^='Genoa']").click()
    assert tab.locator(".claim.on").get_attribute("data-n") == "9"
    tab.keyboard.press("Escape")
    assert tab.locator(".docked").count() == 0


def test_a_place_known_only_to_a_radius_is_blurred(tab: Any, tmp_path: Path) -> None:
    tab.goto(saved(many_scripts(), tmp_path))
    tab.locator(".m-blur").first.wait_for()


def test_the_timeline_has_soft_ends_and_marks_what_is_inferred(tab: Any, desk: str) -> None:
    tab.goto(at(desk, newsletter()))
    tab.keyboard.press("t")
    assert tab.locator("#timeline.docked").count() == 1
    assert tab.locator("#timeline .soft-both").count() == 1
    assert tab.locator("#timeline .bar.reading").count() == 2
    assert tab.locator("#timeline .bar.inferred").count() == 2
    same_day = tab.locator(".times li", has_text="Tue 11 Mar 2008")
    assert same_day.locator("small").inner_text() == "year inferred in 3; day inferred in 8"
    assert same_day.locator(".ref").all_inner_texts() == ["3", "8"]
    tab.locator("#timeline .ref", has_text="16").click()
    assert tab.locator(".claim.on").get_attribute("data-n") == "16"


def test_s_and_help_and_copy(tab: Any, desk: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(at(desk, newsletter()))
    tab.keyboard.press("s")
    assert tab.evaluate("document.activeElement.closest('#sources') !== null")
    tab.keyboard.press("?")
    assert tab.locator("dialog[open]").count() == 1
    tab.keyboard.press("Escape")
    assert tab.locator("dialog[open]").count() == 0
    for _ in range(15):
        tab.keyboard.press("j")
    tab.keyboard.press("c")
    tab.locator(".toast").wait_for()
    cited = tab.evaluate("navigator.clipboard.readText()")
    record = newsletter()
    for part in (
        "“a first load of rocket motors is already on its way to Tripoli”",
        "The Meridian Letter › Port officials in Mersin; suspected, likely",
        "Fri 14 Mar 2008",
        record.report.text_sha256,
        "c-",
    ):
        assert part in cited


def test_a_link_to_a_statement_opens_it(tab: Any, desk: str) -> None:
    claim = newsletter().claims[5]
    tab.goto(f"{desk}/claims/{claim.id}")
    assert tab.locator(f"[id='{claim.id}'] > details[open]").count() == 1


@pytest.fixture
def plain(chromium: Any) -> Iterator[Any]:
    """A tab in which no script runs."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_without_scripts_everything_is_there(plain: Any, tmp_path: Path) -> None:
    plain.goto(saved(newsletter(), tmp_path))
    assert plain.locator(".notes > li").count() == 18
    assert plain.locator(".rail .badge").first.is_visible()
    plain.locator(".claim summary").first.click()
    assert plain.locator(".claim .open dl").first.is_visible()
    note = plain.locator("#t5").bounding_box()
    card = plain.locator(".claim[data-n='5']").bounding_box()
    assert card["x"] > note["x"]
    assert plain.locator("#timeline .bar rect").count() == 6
    assert plain.locator(".places li").count() == 8


def test_without_scripts_filters_and_switches_still_grey(plain: Any, tmp_path: Path) -> None:
    def faint() -> int:
        return sum(
            float(card.evaluate("(each) => getComputedStyle(each).opacity")) < 1
            for card in plain.locator(".claim").all()
        )

    plain.goto(saved(newsletter(), tmp_path) + "#f-denied")
    assert faint() == 17
    plain.goto(saved(newsletter(), tmp_path))
    plain.locator("#ko-B").uncheck()
    assert faint() == 3


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("width", [360, 700, 1024, 1440])
def test_nothing_is_cut_off_at_any_width(tab: Any, sample: str, width: int, tmp_path: Path) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(saved(SAMPLES[sample](), tmp_path))
    tab.keyboard.press("j")
    tab.wait_for_timeout(60)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    if width < 990 and SAMPLES[sample]().claims:
        paragraph = tab.locator(".row:has(.claim) .para").first.bounding_box()
        card = tab.locator(".claim").first.bounding_box()
        assert card["y"] >= paragraph["y"] + paragraph["height"] - 1


def test_between_wide_and_narrow_two_cards_stand_side_by_side_and_an_open_one_alone(
    tab: Any, tmp_path: Path
) -> None:
    tab.set_viewport_size({"width": 800, "height": 1000})
    tab.goto(saved(newsletter(), tmp_path))
    row = tab.locator(".row:has(.claim + .claim)").first
    cards = [row.locator(".claim").nth(k) for k in (0, 1)]
    left, right = (card.bounding_box() for card in cards)
    assert abs(left["y"] - right["y"]) < 2
    assert right["x"] >= left["x"] + left["width"]
    cards[0].locator("summary").first.click()
    tab.wait_for_timeout(60)
    opened, below = (card.bounding_box() for card in cards)
    assert opened["width"] > 1.8 * left["width"]
    assert below["y"] >= opened["y"] + opened["height"]


def test_in_print_notes_stand_beside_their_paragraph(tab: Any, tmp_path: Path) -> None:
    tab.set_viewport_size({"width": 720, "height": 1000})
    tab.goto(saved(newsletter(), tmp_path))
    tab.keyboard.press("j")
    tab.emulate_media(media="print")
    tab.wait_for_timeout(80)
    assert not tab.locator(".switch").first.is_visible()
    assert not tab.locator(".open").first.is_visible()
    for row in tab.locator(".row:has(.claim)").all():
        words = row.locator(".para").bounding_box()
        card = row.locator(".claim").first.bounding_box()
        assert card["x"] >= words["x"] + words["width"] - 1
        assert abs(card["y"] - words["y"]) < 12


def test_dark_is_dark(tab: Any, tmp_path: Path) -> None:
    tab.emulate_media(color_scheme="dark")
    tab.goto(saved(newsletter(), tmp_path))
    back = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", back)[:3]) < 60


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci --prefix web")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sample", ["newsletter", "scripts", "none", "reports", "claims", "about", "narrow"])
def test_axe_finds_no_serious_fault(tab: Any, desk: str, sample: str, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if sample == "narrow":
        tab.set_viewport_size({"width": 390, "height": 900})
    if sample in ("reports", "claims", "about"):
        tab.goto(f"{desk}/{sample}")
    else:
        tab.goto(at(desk, SAMPLES.get(sample, newsletter)()))
        tab.keyboard.press("j")
        tab.wait_for_timeout(100)
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (
            fault["id"],
            fault["help"],
            [node["target"] for node in fault["nodes"]][:4],
            fault["nodes"][0]["failureSummary"],
        )
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert not serious


@pytest.mark.parametrize("where", ["file", "desk"])
def test_markup_in_a_report_stays_words(tab: Any, desk: str, where: str, tmp_path: Path) -> None:
    record = hostile()
    tab.goto(saved(record, tmp_path) if where == "file" else at(desk, record))
    for key in ("j", "m", "t", "Escape"):
        tab.keyboard.press(key)
    tab.locator(".voice .name").first.click()
    tab.wait_for_timeout(150)
    assert tab.evaluate("window.pwned") is None
    assert tab.locator("img, iframe, object, main svg svg").count() == 0
    words = "".join(tab.locator(".para > span[id^=w]").all_text_contents())
    assert "".join(words.split()) == "".join(record.report.text.split())
    if where == "desk":
        for path in ("/reports", "/claims", "/claims?words=%3Cscript%3Ewindow.pwned%3D1%3C/script%3E"):
            tab.goto(desk + path)
            assert tab.evaluate("window.pwned") is None
            assert tab.locator("img, iframe, object").count() == 0


class Elsewhere(BaseHTTPRequestHandler):
    """A server that only notes that it was asked."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("where", ["file", "desk"])
def test_whatever_asks_elsewhere_is_blocked(chromium: Any, desk: str, where: str, tmp_path: Path) -> None:
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()
    other = f"http://127.0.0.1:{server.server_port}"
    context = chromium.new_context()
    tab = context.new_page()
    record = newsletter()
    tab.goto(saved(record, tmp_path) if where == "file" else at(desk, record))
    blocked = tab.evaluate(
        """async (other) => {
          const seen = [];
          document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
          for (const [tag, name] of [["img", "src"], ["script", "src"], ["iframe", "src"], ["link", "href"]]) {
            const made = document.createElement(tag);
            if (tag === "link") made.rel = "stylesheet";
            made[name] = `${other}/${tag}`;
            document.body.append(made);
          }
          const inline = document.createElement("script");
          inline.textContent = "window.pwned = 9";
          document.body.append(inline);
          document.body.insertAdjacentHTML("beforeend", "<b onclick='window.pwned=8' style='color:red'>x</b>");
          document.body.lastElementChild.click();
          await fetch(`${other}/fetch`).catch(() => 0);
          // The frame is refused by another process, whose word comes later.
          for (let i = 0; i < 50 && !(seen.includes("frame-src") && seen.includes("connect-src") && seen.includes("img-src")); i += 1) await new Promise((done) => setTimeout(done, 100));
          return [...new Set(seen)];
        }""",
        other,
    )
    context.close()
    server.shutdown()
    server.server_close()
    assert Elsewhere.asked == []
    assert {"img-src", "connect-src", "frame-src"} <= set(blocked)
    assert any(each.startswith("script-src") for each in blocked)
    assert any(each.startswith("style-src") for each in blocked)


def test_the_first_page_is_light(tab: Any, desk: str) -> None:
    import gzip

    sizes: list[int] = []
    tab.on("response", lambda answer: sizes.append(len(gzip.compress(answer.body()))))
    tab.goto(at(desk, newsletter()), wait_until="networkidle")
    assert 3 < len(sizes) < 9
    assert sum(sizes) < 120_000
