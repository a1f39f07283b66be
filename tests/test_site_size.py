"""How large a site will be is told before hours are spent on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Said

import metrograph
from metrograph.site import Site, files_expected


def test_a_site_of_many_files_is_announced_before_it_is_made(
    run: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("metrograph.site.write_site", lambda *_, **__: Site(1, 1, 1, 0))
    few = run("export", "--site", tmp_path / "a")
    assert (few.code, "This makes some" in few.err) == (0, False)
    monkeypatch.setattr("metrograph.site.MANY", 10_000)
    told = run("export", "--site", tmp_path / "b", "--lang", "fr").err
    assert "environ 15\N{NARROW NO-BREAK SPACE}000 fichiers" in told
    assert "--formats ttl" in told


def test_the_number_of_files_is_foretold_to_a_tenth() -> None:
    desk = metrograph.open()
    made = 5_000 + 10_000  # as docs/how-to/publish-and-export.md says
    assert abs(files_expected(desk) - made) < made / 10
    assert files_expected(desk, ("ttl",)) < files_expected(desk)
