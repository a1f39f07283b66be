"""How much a client may ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrograph.serve.rate import Rate, client_of, seconds


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_bucket_is_emptied_and_fills_again(clock: Clock) -> None:
    rate = Rate(2, 4, clock=clock)
    assert [rate.take("a").ok for _ in range(5)] == [True] * 4 + [False]
    clock.now += 1
    assert [rate.take("a").ok for _ in range(3)] == [True, True, False]


def test_one_client_does_not_take_from_another(clock: Clock) -> None:
    rate = Rate(1, 1, clock=clock)
    assert rate.take("a").ok
    assert not rate.take("a").ok
    assert rate.take("b").ok


def test_a_long_query_costs_more_and_a_debt_has_a_bottom(clock: Clock) -> None:
    rate = Rate(1, 10, clock=clock)
    rate.take("a")
    rate.charge("a", 1_000_000)
    assert rate.wait("a") == 11
    assert rate.take("a").wait == 11
    clock.now += 11
    assert rate.take("a").ok


def test_the_fields_say_when_to_come_again(clock: Clock) -> None:
    rate = Rate(0.5, 1, clock=clock)
    assert dict(rate.fields(rate.take("a"))) == {"RateLimit-Policy": '"client";q=1;w=2', "RateLimit": '"client";r=0;t=2'}
    assert dict(rate.fields(rate.take("a")))["Retry-After"] == "2"


def test_the_memory_is_bounded_and_those_seen_last_are_known(clock: Clock) -> None:
    rate = Rate(0.001, 1, clients=100, clock=clock)
    for number in range(10_000):
        rate.take(f"client {number}")
        rate.take("always there")
    assert len(rate) == 100
    assert not rate.take("always there").ok


def test_a_clock_that_goes_back_gives_nothing(clock: Clock) -> None:
    rate = Rate(1, 1, clock=clock)
    rate.take("a")
    clock.now -= 1000
    assert not rate.take("a").ok


@given(
    per_second=st.floats(0.01, 100),
    burst=st.integers(1, 50),
    steps=st.lists(st.tuples(st.floats(0, 3), st.floats(0.1, 5)), max_size=60),
)
def test_nobody_gets_more_than_burst_and_rate_allow(per_second: float, burst: int, steps: list[tuple[float, float]]) -> None:
    clock = Clock()
    rate = Rate(per_second, burst, clock=clock)
    began, taken = clock.now, 0.0
    for pause, cost in steps:
        clock.now += pause
        verdict = rate.take("a", cost)
        taken += cost if verdict.ok else 0
        assert taken <= burst + (clock.now - began) * per_second + 0.01
        assert verdict.left >= 0


@given(per_second=st.floats(0.01, 100), burst=st.integers(1, 50), owed=st.floats(0, 200))
def test_who_waits_as_long_as_told_is_let_in(per_second: float, burst: int, owed: float) -> None:
    clock = Clock()
    rate = Rate(per_second, burst, clock=clock)
    rate.charge("a", owed)
    verdict = rate.take("a")
    if not verdict.ok:
        clock.now += seconds(verdict.wait)
        assert rate.take("a").ok


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("", ""),
        ("local", "local"),
    ],
)
def test_who_counts_as_one_client(address: str, client: str) -> None:
    assert client_of(address) == client
