"""The client of the benches counts what it is answered."""

import asyncio
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from load import by_hand, whole

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
BAD = b"HTTP/1.1 503 Service Unavailable\r\ntransfer-encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n"


def test_each_request_has_another_number_and_failures_are_counted():
    targets: list[str] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                targets.append((await reader.readuntil(b"\r\n\r\n")).split()[1].decode())
                await asyncio.sleep(0.01)
                writer.write(OK if len(targets) % 2 else BAD)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def served():
        async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
            found = await by_hand(server.sockets[0].getsockname()[1], "/x?{n}", "*/*", 0.3, 1, 100)
            await asyncio.sleep(0.05)
            return found

    found = asyncio.run(served())
    answered = len(targets) - 1  # the last was asked when the time was over
    assert targets[:3] == ["/x?101", "/x?102", "/x?103"]
    assert found.failed == answered // 2
    assert found.p50 >= 10


@pytest.mark.parametrize(("found", "status"), [(OK, 200), (OK[:-1], 0), (BAD, 503), (BAD[:-4], 0), (b"HTTP/1.1 200 OK\r\n", 0)])
def test_an_answer_is_whole_when_all_of_it_came(found, status):
    assert whole(bytearray(found)) == status
