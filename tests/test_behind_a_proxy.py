"""The service behind nginx, with the very text of the how-to pages; and calls of ours that go through a proxy."""

import contextlib
import os
import re
import shutil
import signal
import socket
import socketserver
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest
from tests.servers import free_port
from tests.service import PROGRAM, TOKEN, Running

from metrograph.store.http_errors import proxy_of
from metrograph.workspace import create

ROOT = Path(__file__).parent.parent
HOST = "data.example.org"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None and os.environ.get("CI") != "true", reason="no nginx: apt-get install nginx-light")


def block(page: str, which: int = 0) -> str:
    text = (ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8")
    return re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)[which]


class Front:
    """What a client sees: https through nginx, under the public name."""

    def __init__(self, port: int, certificate: Path, service: Running) -> None:
        self.port, self.host, self.service = port, f"{HOST}:{port}", service
        self.context = ssl.create_default_context(cafile=str(certificate))

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **fields: str) -> tuple[HTTPResponse, str]:
        connection = HTTPSConnection(HOST, self.port, context=self.context, timeout=60)
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        connection.sock = self.context.wrap_socket(raw, server_hostname=HOST)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in fields.items()})
        answer = connection.getresponse()
        with contextlib.closing(connection):
            return answer, answer.read().decode()


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx as ``run-a-service.md`` sets it up, with the path of ``behind-a-proxy.md`` beside it, before a real service."""
    folder = tmp_path_factory.mktemp("nginx")
    key, certificate, port, inner = folder / "key.pem", folder / "cert.pem", free_port(), free_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
         f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    server = block("run-a-service.md").rstrip().removesuffix("}") + block("behind-a-proxy.md") + "}"
    for told, ours in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/letsencrypt/live/data.example.org/fullchain.pem", str(certificate)),
        ("/etc/letsencrypt/live/data.example.org/privkey.pem", str(key)),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{inner}"),
    ):
        assert told in server
        server = server.replace(told, ours)
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    conf = folder / "nginx.conf"
    conf.write_text(
        f"pid {folder}/pid; daemon off; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off; {temporary}\n{server}\n}}\n"
    )
    desk = create(folder / "plan")
    assert desk.build().ok
    options = ("--workspace", desk.source, "--proxy", "127.0.0.1", "--allow-host", HOST, "--timeout", "60")
    options += ("--allow-origin", "https://maps.example.org")
    with Running("--port", inner, *options, token=True, folder=folder) as service:
        process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(conf)])
        try:
            for _ in range(200):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                assert process.poll() is None, (folder / "error.log").read_text()
                time.sleep(0.05)
            yield Front(port, certificate, service)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)


@needs_nginx
def test_a_page_through_nginx_is_at_the_public_address_and_sent_over_tls_for_ever(front: Front) -> None:
    answer, page = front.ask("/", Accept="text/html")
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert f'href="https://{front.host}/"' in page


@needs_nginx
def test_below_a_path_every_link_of_a_page_stays_below_it(front: Front) -> None:
    for path in ("/plan/", "/plan/pilots", "/plan/sdg/11.2", "/plan/session"):
        answer, page = front.ask(path, Accept="text/html")
        links = re.findall(r'(?:href|src|action)="([^"]*)"', page)
        inner = [link for link in links if link.startswith(("/", f"https://{front.host}"))]
        assert answer.status == 200
        assert len(inner) > 5
        assert {link for link in inner if not link.removeprefix(f"https://{front.host}").startswith("/plan/")} == set()
    style = re.search(r'href="(/plan/static/app\.css[^"]*)"', front.ask("/plan/")[1])
    assert style
    assert front.ask(style[1])[0].status == 200


@needs_nginx
def test_descriptions_below_a_path_name_the_address_that_clients_see(front: Front) -> None:
    told = front.ask("/plan/.well-known/void", Accept="text/turtle")[1]
    assert f"<https://{front.host}/plan/sparql>" in told
    told = front.ask("/.well-known/void", Accept="text/turtle")[1]
    assert f"<https://{front.host}/sparql>" in told
    assert "/plan/sparql" not in told


@needs_nginx
def test_a_token_writes_through_nginx_and_only_from_pages_that_may(front: Front) -> None:
    body = b"INSERT DATA { GRAPH <https://w3id.org/metrograph/graph/x> { <http://a/s> <http://a/p> 1 } }"
    fields = {"Authorization": f"Bearer {TOKEN}", "Content_Type": "application/sparql-update"}
    assert front.ask("/update", "POST", body, **fields, Origin="https://evil.example")[0].status == 403
    assert front.ask("/update", "POST", body, Content_Type="application/sparql-update")[0].status == 401
    assert front.ask("/update", "POST", body, **fields, Origin="https://maps.example.org")[0].status in (200, 204)


@needs_nginx
def test_a_page_that_may_ask_gets_the_field_of_cors_once(front: Front) -> None:
    answer, _ = front.ask("/sparql?query=ASK%7B%7D", Origin="https://maps.example.org")
    assert answer.headers.get_all("Access-Control-Allow-Origin") == ["https://maps.example.org"]
    assert front.ask("/sparql?query=ASK%7B%7D", Origin="https://evil.example")[0].headers["Access-Control-Allow-Origin"] is None


@needs_nginx
def test_limits_of_nginx_are_those_of_the_service(front: Front) -> None:
    long = "/sparql?query=ASK%7B%7D%23" + "x" * 60_000
    assert front.ask(long)[0].status == 200
    assert front.ask("/metrics")[0].status == 403
    with contextlib.suppress(OSError):  # nginx hangs up when it has seen enough
        fields = {"Authorization": f"Bearer {TOKEN}", "Content_Type": "text/turtle", "Content_Length": str(70 << 20)}
        assert front.ask("/data?graph=http://a/g", "PUT", b"", **fields)[0].status == 413


@needs_nginx
def test_the_client_in_the_log_is_who_asked_the_proxy(front: Front) -> None:
    number = front.ask("/sdg/1", X_Forwarded_For="203.0.113.9")[0].headers["X-Request-Id"]
    assert front.service.line(number)["client"] == "203.0.113.9"  # the rightmost that is no proxy: nginx added 127.0.0.1


# ---- calls of ours


class Tunnel(socketserver.BaseRequestHandler):
    """A proxy as offices have them, as small as can be: CONNECT for https, whole addresses for http."""

    def handle(self) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = self.request.recv(65536)
            if not piece:
                return
            head += piece
        first, _, rest = head.partition(b"\r\n")
        method, target, version = first.decode().split(" ")
        self.server.asked.append(f"{method} {target}")  # type: ignore[attr-defined]
        if method == "CONNECT":
            port = int(target.rpartition(":")[2])
            first, head = b"", b""
        else:
            host, _, path = target.removeprefix("http://").partition("/")
            port = int(host.rpartition(":")[2])
            head = f"{method} /{path} {version}\r\n".encode() + rest
        with socket.create_connection(("127.0.0.1", port)) as far:  # whatever the name: there is no other machine in a test
            if head:
                far.sendall(head)
            else:
                self.request.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            back = threading.Thread(target=_pour, args=(far, self.request))
            back.start()
            _pour(self.request, far)
            back.join()


def _pour(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


@pytest.fixture
def office() -> Iterator[socketserver.ThreadingTCPServer]:
    """The proxy of an office, on this machine; it notes what was asked."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Tunnel)
    server.daemon_threads = True
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def told(store: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    command = [*PROGRAM, "--store", store, "--format", "csv", "query", "pilots-by-goal", "--param", "goal=6"]
    return subprocess.run(
        command, env={**kept, "METROGRAPH_LANG": "en", **environment}, capture_output=True, text=True, check=False
    )


@needs_nginx
def test_a_store_far_away_is_asked_through_the_proxy_of_the_office(
    front: Front, office: socketserver.ThreadingTCPServer, tmp_path: Path
) -> None:
    proxy = f"http://127.0.0.1:{office.server_address[1]}"
    pem = tmp_path / "office.pem"
    pem.write_text(ssl.get_server_certificate(("127.0.0.1", front.port)))
    far = told(f"https://{front.host}/sparql", HTTPS_PROXY=proxy, SSL_CERT_FILE=str(pem))
    assert "pilot-integrated-water" in far.stdout, far.stderr
    assert set(office.asked) == {f"CONNECT {front.host}"}  # type: ignore[attr-defined]
    assert "T203" in told(f"https://{front.host}/sparql", HTTPS_PROXY=proxy).stderr  # a certificate that nobody vouches for


@needs_nginx
def test_http_goes_through_the_proxy_too_and_this_machine_never(front: Front, office: socketserver.ThreadingTCPServer) -> None:
    proxy, port = f"http://127.0.0.1:{office.server_address[1]}", front.service.port
    assert "6.5" in told(f"http://{HOST}:{port}/sparql", http_proxy=proxy, HTTP_PROXY=proxy).stdout
    asked = len(office.asked)  # type: ignore[attr-defined]
    assert asked
    assert "6.5" in told(f"http://127.0.0.1:{port}/sparql", http_proxy=proxy, HTTP_PROXY=proxy).stdout
    assert len(office.asked) == asked  # type: ignore[attr-defined]


def test_the_proxy_that_is_named_in_an_error_shows_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://ana:secret@proxy.example.org:3128")
    monkeypatch.setenv("no_proxy", ".example.com")
    assert proxy_of("https://data.example.net/sparql") == "http://proxy.example.org:3128"
    assert proxy_of("https://data.example.com/sparql") == proxy_of("https://localhost/sparql") == ""
