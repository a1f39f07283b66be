"""Starts the service and keeps it going until it is told to stop."""

import asyncio
import sys
from dataclasses import dataclass

import uvicorn
from starlette.requests import Request

from metrograph.serve.app import Front
from metrograph.serve.limits import Limits
from metrograph.serve.service import Service, Source


@dataclass(frozen=True, slots=True)
class Options:
    """How the service is reached."""

    host: str = "127.0.0.1"
    port: int = 8000
    public: str = ""


def serve(source: Source, limits: Limits, options: Options) -> None:
    """Run until SIGINT or SIGTERM; ``StartError`` when the data cannot be served."""
    asyncio.run(_serve(source, limits, options))


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201


def _who(request: Request) -> str:
    return "someone"


async def _serve(source: Source, limits: Limits, options: Options) -> None:
    service = Service(source, limits, _say)
    await service.start()
    app = Front(service, limits, _who, options.public).router()
    config = uvicorn.Config(app, host=options.host, port=options.port, log_config=None, access_log=False, lifespan="off",
                            http="httptools", server_header=False, timeout_graceful_shutdown=int(limits.seconds) + 5)  # fmt: skip
    server = uvicorn.Server(config)
    try:
        await server.serve()
    finally:
        await service.stop()
