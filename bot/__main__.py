"""`mem`, also as `python -m bot`: reads the command line and hands over to one command."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bot.lasting import lasting

SIMULATED = {
    "demo": "phones in a browser, a small community, and a clock that can be moved",
    "simulate": "let a cohort of scripted people live through the programme",
    "journeys": "play recorded conversations back, or write down what is seen now",
}
"""Commands of the simulator, which reads their options itself."""


NAMES = "first name and town beside each number; a line in each history"


class Spaced(argparse.Action):
    """One value of several words, as people write a telephone number."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Keep the words as one, with a space between them."""
        setattr(namespace, self.dest, " ".join(values or ()))


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 for a mistake told in a line, 2 for wrong usage."""
    parser = _parser()
    arguments, rest = parser.parse_known_args(argv)
    if arguments.module == "simulating":
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
    with lasting():
        command = _imported(arguments.module)
    return command(arguments)


def _imported(module: str) -> Callable[[argparse.Namespace], int]:
    """The command of a module in `bot/commands`, in a process that is ready for it."""
    from bot.logs import configure_logs  # noqa: PLC0415 - `mem --help` needs no logs
    from bot.zones import use_packaged_zones  # noqa: PLC0415 - `mem --help` needs no time zones

    configure_logs("console", "ERROR")  # `serve` says how it wants them
    use_packaged_zones()
    # Matching looks at blocks in threads of its own; two pools on the same cores wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    command: Callable[[argparse.Namespace], int]
    command = importlib.import_module(f"bot.commands.{module}").run
    return command


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mem", description="The assistant of the MeM by CGEM mentoring programme."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, summary: str, module: str = "") -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary)
        added.set_defaults(module=module or name)
        return added

    for name, summary in SIMULATED.items():
        simulated = commands.add_parser(name, help=summary, add_help=False)
        simulated.set_defaults(module="simulating")

    chat = command("chat", "talk to the assistant in the terminal as a new member")
    chat.add_argument("--lang", choices=("fr", "ar", "en"), help="the language of your phone")
    chat.add_argument("--name", default="", help="the name in your profile")
    chat.add_argument(
        "--as", dest="me", default="", metavar="WHO", help="with --db: be one of several people"
    )
    kept = chat.add_mutually_exclusive_group()  # a journey begins at the beginning
    kept.add_argument("--db", metavar="FILE", help="keep the conversation in this file")
    kept.add_argument("--save", metavar="FILE", help="write the conversation as a journey")

    serve = command("serve", "answer on WhatsApp and Telegram: webhooks, health, sender, clock")
    serve.add_argument("--role", choices=("web", "worker", "all"), default="all")

    migrate = command("migrate", "bring the database to the newest schema")
    migrate.add_argument(
        "--from", default="", dest="source", metavar="URL",
        help="copy everything from this database, such as sqlite:///mem.db, into an empty one",
    )  # fmt: skip

    backup = command("backup", "copy the SQLite file while it is used")
    backup.add_argument("file", metavar="FILE")

    seed = command("seed", "add a reproducible synthetic community")
    seed.add_argument("--members", type=_count, required=True, metavar="N")
    seed.add_argument("--random-seed", type=int, default=1, metavar="S")

    importing = command(
        "import", "add members from a CSV file; a dry run unless --apply", "importing"
    )
    importing.add_argument("file", metavar="FILE.csv")
    importing.add_argument("--apply", action="store_true", help="write, if every line is good")

    export = command("export", "print what is stored, without words, as JSON lines or CSV")
    export.add_argument("what", choices=("members", "mentorships", "progress", "messages"))
    export.add_argument(
        "--format",
        choices=("jsonl", "csv", "excel"),
        default="jsonl",
        help="excel: CSV that Excel opens in French, with semicolons",
    )

    why = command("why", "tell a person's last events, open question, next timer, unsent messages")
    why.add_argument(
        "who",
        nargs="+",
        action=Spaced,
        metavar="WHO",
        help="a person's number, or an address: 06 61 23 45 67, whatsapp:+212…",
    )

    erase = command("erase", "forget a person who asked for it; shows who it is unless --apply")
    erase.add_argument(
        "who", nargs="+", action=Spaced, metavar="WHO", help="a person's number or address"
    )
    erase.add_argument("--apply", action="store_true", help="erase them, for good")

    alerts = command("alerts", "list what needs a coordinator")
    alerts.add_argument("--close", type=int, metavar="ID", help="close an alert")
    alerts.add_argument("--names", action="store_true", help=NAMES)

    pairs = command("pairs", "list running mentorships; act on one of them as its coordinator")
    pairs.add_argument("id", type=int, nargs="?", metavar="ID", help="tell of one, or act on it")
    pairs.add_argument("--at-risk", action="store_true", help="only those who need somebody")
    pairs.add_argument("--state", default="", metavar="STATE", help="only these: active, paused, …")
    pairs.add_argument("--person", default="", metavar="WHO", help="a person's number or address")
    pairs.add_argument("--names", action="store_true", help=NAMES)
    pairs.add_argument("--limit", type=_count, default=50, metavar="N", help="lines at most (50)")
    acting = pairs.add_mutually_exclusive_group()
    acting.add_argument("--review", action="store_true", help="looked into: words pass again")
    acting.add_argument("--suspend", metavar="REASON", help="a break, until you lift it")
    acting.add_argument("--lift", action="store_true", help="the break is over")
    acting.add_argument(
        "--agree", metavar="TERMS", help="what you settled with both: rhythm=monthly,months=6"
    )
    acting.add_argument("--dissolve", metavar="REASON", help="end it, nobody's fault")
    acting.add_argument("--terminate", metavar="REASON", help="end it for safety")

    matching = command("round", "run a matching round: draft it, look, then release or undo it")
    matching.add_argument("--mode", choices=("stable", "balanced", "maximum"), default="balanced")
    matching.add_argument("--seed", type=int, default=1, metavar="S", help="breaks ties; published")
    matching.add_argument("--weights", default="", metavar="FILE", help="another table of weights")
    action = matching.add_mutually_exclusive_group()
    action.add_argument("--dry-run", action="store_true", help="print the round, keep nothing")
    action.add_argument("--show", type=int, metavar="ROUND", help="print a draft as it stands")
    action.add_argument("--release", type=int, metavar="ROUND", help="send the cards of a draft")
    action.add_argument("--undo", type=int, metavar="ROUND", help="drop a draft")
    action.add_argument("--hold", type=int, metavar="PROPOSAL", help="keep a proposal back")
    action.add_argument("--unhold", type=int, metavar="PROPOSAL", help="put it back into its draft")
    action.add_argument(
        "--amend",
        type=int,
        nargs=2,
        metavar=("PROPOSAL", "MENTOR"),
        help="another mentor in a draft",
    )

    why_match = command("why-match", "every part of the score of two people", "why_match")
    why_match.add_argument("mentee", metavar="MENTEE", help="a person's number or address")
    why_match.add_argument("mentor", metavar="MENTOR", help="a person's number or address")

    report = command("report", "the programme's figures over a period, without personal data")
    report.add_argument(
        "--from", type=_day, dest="since", metavar="DATE", help="such as 2026-11-01"
    )
    report.add_argument("--to", type=_day, dest="until", metavar="DATE", help="that day included")
    report.add_argument(
        "--page", metavar="FILE.html", help="write a page to send: figures, and what may be told"
    )
    report.add_argument(
        "--language", choices=("fr", "ar", "en"), help="of the page and the figures; else yours"
    )

    outcomes = command("outcomes", "list what changed; take an outcome a step further")
    outcomes.add_argument("--state", default="", metavar="STATE", help="only these: disputed, …")
    further = outcomes.add_mutually_exclusive_group()
    further.add_argument("--verify", type=int, metavar="ID", help="a document was seen")
    further.add_argument("--publish", type=int, metavar="ID", help="both sides have consented")
    further.add_argument(
        "--confirm", type=int, metavar="ID", help="a disputed one: the other recognises it now"
    )
    further.add_argument("--withdraw", type=int, metavar="ID", help="who claimed it takes it back")
    further.add_argument(
        "--conceal", nargs=2, metavar=("ID", "SIDE"), help="mentee or mentor wants it told no more"
    )
    outcomes.add_argument("--evidence", default="", metavar="WORDS", help="which document")

    pledges = command("pledges", "list the promises to accompany somebody; free a person from one")
    pledges.add_argument("--state", default="", metavar="STATE", help="only these: due, lapsed, …")
    pledges.add_argument("--names", action="store_true", help=NAMES)
    pledges.add_argument("--waive", default="", metavar="WHO", help="a person's number or address")
    pledges.add_argument("--reason", default="", metavar="WORDS", help="why they are freed")

    templates = command("templates", "the WhatsApp templates at Twilio, from locales/")
    templates.add_argument(
        "action",
        choices=("push", "status", "check"),
        help="make and submit what changed; show WhatsApp's verdicts; check without Twilio",
    )

    bench = command("bench", "the reproducible benchmarks")
    bench.add_argument("name", metavar="NAME", help="such as turns, webhook, start or language")
    bench.add_argument("options", nargs=argparse.REMAINDER, help="options of the benchmark")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("must be a date such as 2026-11-01") from error


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError("must be from 1 to 1000000")
    return number


if __name__ == "__main__":
    sys.exit(main())
