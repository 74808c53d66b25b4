"""`mem`, also as `python -m bot`: reads the command line and hands over to one command."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 for a mistake told in a line, 2 for wrong usage."""
    parser = _parser()
    arguments, rest = parser.parse_known_args(argv)
    if arguments.command == "simulate":
        arguments.options = rest  # the simulator, which is not imported yet, knows them
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # somebody reads the first lines only: `mem export … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        from bot.commands.mistakes import lines_of  # noqa: PLC0415 - imports the database's library

        lines = lines_of(error)
        if lines is None:
            raise
        for line in lines:
            sys.stderr.write(f"mem: {line}\n")
        return 1


def _run(arguments: argparse.Namespace) -> int:
    from bot.logs import configure_logs  # noqa: PLC0415 - `mem --help` needs no logs
    from bot.zones import use_packaged_zones  # noqa: PLC0415 - `mem --help` needs no time zones

    configure_logs("console", "ERROR")  # `serve` says how it wants them
    use_packaged_zones()
    command: Callable[[argparse.Namespace], int]
    command = importlib.import_module(f"bot.commands.{arguments.module}").run
    return command(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mem", description="The assistant of the MeM by CGEM mentoring programme."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, summary: str, module: str = "") -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary)
        added.set_defaults(module=module or name)
        return added

    demo = command(
        "demo", "seed a small community and talk to the assistant; needs no account or service"
    )
    demo.add_argument(
        "--page", action="store_true", help="phones in a browser and a clock that can be moved"
    )

    command("simulate", "let a cohort of scripted people live through the programme", "simulating")

    chat = command("chat", "talk to the assistant in the terminal as a new member")
    chat.add_argument("--lang", choices=("fr", "ar", "en"), help="the language of your phone")
    chat.add_argument("--name", default="", help="the name in your profile")
    chat.add_argument("--db", metavar="FILE", help="keep the conversation in this file")

    serve = command("serve", "answer on WhatsApp and Telegram: webhooks, health, sender, clock")
    serve.add_argument("--role", choices=("web", "worker", "all"), default="all")

    command("migrate", "bring the database to the newest schema")

    seed = command("seed", "add a reproducible synthetic community")
    seed.add_argument("--members", type=_count, required=True, metavar="N")
    seed.add_argument("--random-seed", type=int, default=1, metavar="S")

    importing = command(
        "import", "add members from a CSV file; a dry run unless --apply", "importing"
    )
    importing.add_argument("file", metavar="FILE.csv")
    importing.add_argument("--apply", action="store_true", help="write, if every line is good")

    export = command("export", "print members or messages (without words) as JSON lines or CSV")
    export.add_argument("what", choices=("members", "messages"))
    export.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")

    why = command("why", "tell a person's last events, open question, next timer, unsent messages")
    why.add_argument("address", metavar="ADDRESS", help="such as whatsapp:+212600000000 or 12345")

    alerts = command("alerts", "list what needs a coordinator")
    alerts.add_argument("--close", type=int, metavar="ID", help="close an alert")

    bench = command("bench", "the reproducible benchmarks")
    bench.add_argument("name", metavar="NAME", help="such as turns, webhook, start or language")
    bench.add_argument("options", nargs=argparse.REMAINDER, help="options of the benchmark")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError("must be from 1 to 1000000")
    return number


if __name__ == "__main__":
    sys.exit(main())
