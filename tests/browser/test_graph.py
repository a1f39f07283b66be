"""The graph under a mouse and under fingers: it moves and scales, and a page on a phone can still be scrolled past it."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.service import Running

Box = tuple[float, float, float, float]


class Fingers:
    """Touches the graph of a page as a touch screen does."""

    def __init__(self, page: Any) -> None:
        self.page, self.session = page, page.context.new_cdp_session(page)
        page.wait_for_selector(".stage-view svg")
        page.locator(".stage-view svg").scroll_into_view_if_needed()
        page.wait_for_timeout(2000)  # until things have come to rest
        self.at = page.locator(".stage-view svg").bounding_box()

    def move(self, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """Each finger from one place to another, told from the middle of the drawing."""
        x, y = self.at["x"] + self.at["width"] / 2, self.at["y"] + self.at["height"] / 2
        for kind, part in (("touchStart", 0.0), *(("touchMove", step / 10) for step in range(1, 11))):
            points = [
                {"x": x + a[0] + (b[0] - a[0]) * part, "y": y + a[1] + (b[1] - a[1]) * part, "id": n}
                for n, (a, b) in enumerate(ways)
            ]
            self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        self.session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        self.page.wait_for_timeout(150)

    def box(self) -> Box:
        """The part of the plane that is seen."""
        return tuple(map(float, self.page.locator(".stage-view svg").get_attribute("viewBox").split()))


@pytest.fixture
def fingers(plan: Running, look: Callable[..., Any]) -> Fingers:
    return Fingers(look(plan, "/graph?of=theme-mobility", phone=True, touch=True))


def test_two_fingers_scale_the_graph_about_the_place_between_them(fingers: Fingers) -> None:
    before = fingers.box()
    fingers.move(((-30, 0), (-90, 0)), ((30, 0), (90, 0)))
    after = fingers.box()
    assert after[2] == pytest.approx(before[2] / 3, rel=0.15)
    middle = [(box[0] + box[2] / 2, box[1] + box[3] / 2) for box in (before, after)]
    assert middle[1] == pytest.approx(middle[0], abs=before[2] / 20)
    fingers.move(((-90, 0), (-30, 0)), ((90, 0), (30, 0)))
    assert fingers.box()[2] == pytest.approx(before[2], rel=0.2)


def test_one_finger_sideways_and_two_in_any_direction_move_the_graph(fingers: Fingers) -> None:
    first, scrolled = fingers.box(), fingers.page.evaluate("scrollY")
    fingers.move(((-40, 0), (60, 0)))
    second = fingers.box()
    assert second[0] < first[0] - 10
    assert second[2] == pytest.approx(first[2], rel=0.01)
    fingers.move(((-40, 0), (-40, 80)), ((40, 0), (40, 80)))
    third = fingers.box()
    assert third[1] < second[1] - 10
    assert third[2] == pytest.approx(second[2], rel=0.05)
    assert fingers.page.evaluate("scrollY") == scrolled


def test_a_finger_upwards_scrolls_the_page_past_the_graph(fingers: Fingers) -> None:
    before, scrolled = fingers.box(), fingers.page.evaluate("scrollY")
    fingers.move(((0, 100), (0, -150)))
    fingers.page.wait_for_timeout(300)
    assert fingers.page.evaluate("scrollY") > scrolled + 50
    assert fingers.box() == pytest.approx(before, abs=2)


def test_what_a_finger_drags_is_not_opened_and_what_it_touches_is(fingers: Fingers) -> None:
    address = fingers.page.url
    fingers.move(((0, 0), (70, 0)))  # from the thing in the middle
    assert fingers.page.url == address
    spot = fingers.page.locator(".stage-view a.middle").bounding_box()
    fingers.page.touchscreen.tap(spot["x"] + 6, spot["y"] + spot["height"] / 2)
    fingers.page.wait_for_url("**/id/theme-mobility*")


def test_a_mouse_drags_the_graph_by_as_much_as_it_goes(plan: Running, look: Callable[..., Any]) -> None:
    seen = Fingers(look(plan, "/graph?of=theme-mobility"))
    x, y, before = seen.at["x"] + 40, seen.at["y"] + seen.at["height"] - 40, seen.box()
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + 60, y - 30, steps=6)
    seen.page.mouse.up()
    seen.page.mouse.move(x + 200, y - 30)
    after = seen.box()
    scale = max(before[2] / seen.at["width"], before[3] / seen.at["height"])
    assert after[:2] == pytest.approx((before[0] - 60 * scale, before[1] + 30 * scale), abs=3)


NAMES = """() => {
  const seen = document.querySelector(".stage-view svg").getScreenCTM().a;
  return [...document.querySelectorAll(".node .name")].filter((one) => one.getClientRects().length).map((one) => parseFloat(getComputedStyle(one).fontSize) * seen);
}"""
"""How many pixels high the names are, as they are seen."""


@pytest.mark.parametrize("of", ["theme-mobility", "metropolis-2019/line-positioning"])
def test_names_are_legible_on_a_phone_though_it_shows_the_whole_graph(look, plan, of):
    page = look(plan, f"/graph?of={of}", phone=True)
    page.locator(".node .name").first.wait_for()
    assert min(page.evaluate(NAMES)) > 9
    big = look(plan, f"/graph?of={of}")
    big.locator(".node .name").first.wait_for()
    assert big.evaluate("getComputedStyle(document.querySelector('.node .name')).fontSize") == "11px"
