"""Start, stop, show or wipe the embedded servers: `python -m cms.embedded start|stop|status|reset`."""

import argparse
import sys
from collections.abc import Sequence

from cms.embedded import Postgres, ServerUnavailable, Valkey, broker, database

ACTIONS = ("start", "stop", "status", "reset")


def act(action: str, server: Postgres | Valkey) -> str:
    """The server after the action, in one line. Raises ServerUnavailable."""
    if action == "start":
        server.ensure()
    elif action == "stop":
        server.stop()
    elif action == "reset":
        server.reset()
    state = "running" if server.is_running() else "stopped"
    return f"{type(server).__name__:<9} {state}  {server.url()}  {server.data}"


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 when a server cannot be started; the reason is printed."""
    parser = argparse.ArgumentParser(prog="python -m cms.embedded", description=__doc__)
    parser.add_argument("action", choices=ACTIONS)
    action = parser.parse_args(arguments).action
    try:
        for server in (database(), broker()):
            print(act(action, server))
    except ServerUnavailable as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
