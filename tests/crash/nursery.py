"""A process that has loaded the libraries and forks servers from itself, to save their start.

    python -m tests.crash.nursery

It reads one JSON line for each server, `{"module", "arguments", "environment", "folder", "log"}`,
answers `{"pid"}`, waits for the death and answers `{"exit"}` (negative for a signal). The product
itself is imported by every server anew: nothing of it is in this process.
"""

import importlib
import json
import os
import runpy
import sys
from typing import Any

LIBRARIES = (
    "apscheduler.schedulers.asyncio",
    "babel.dates",
    "fluent.runtime",
    "httptools",
    "langdetect",
    "msgspec",
    "phonenumbers",
    "prometheus_client",
    "psycopg",
    "pycountry",
    "pydantic_settings",
    "rapidfuzz",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
    "starlette.applications",
    "structlog",
    "telegram.request",
    "twilio.request_validator",
    "twilio.rest",
    "uvicorn",
)
OURS = ("bot", "core", "storage", "locales")


def main() -> None:
    for library in LIBRARIES:
        importlib.import_module(library)
    loaded = [name for name in sys.modules if name.partition(".")[0] in OURS]
    assert not loaded, f"a server must import the product itself: {loaded}"
    print(json.dumps({"ready": os.getpid()}), flush=True)
    for line in sys.stdin:
        wanted = json.loads(line)
        child = os.fork()
        if child == 0:
            serve(wanted)
        print(json.dumps({"pid": child}), flush=True)
        _, status = os.waitpid(child, 0)
        print(json.dumps({"exit": os.waitstatus_to_exitcode(status)}), flush=True)


def serve(wanted: dict[str, Any]) -> None:
    """Become the server; never returns."""
    log = os.open(wanted["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    null = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, null), (1, log), (2, log)):
        os.dup2(source, target)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    sys.argv = [wanted["module"], *wanted["arguments"]]
    code = 70
    try:
        runpy.run_module(wanted["module"], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - it ends here, in either case
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
