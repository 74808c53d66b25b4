"""``python -m core.language``: a message a line on standard input, a label a line on standard output."""

import sys

from core.language.detect import detect


def main() -> int:
    """Answer every line, empty and badly encoded ones too, in order and at once."""
    for line in sys.stdin.buffer:
        text = line.rstrip(b"\r\n").decode("utf-8", errors="replace")
        sys.stdout.write(detect(text).label + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
