"""Drawing a picture of goals: a PNG that is read on a small screen and costs little to load."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import format_decimal

from bot.attachments.charts import Picture
from bot.words.spoken_time import LOCALES
from core.languages import Language
from core.mentoring.drawn import Panel

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

WIDTH, HEIGHT, LONE = 800, 320, 420
"""Pixels: shown at half of this a number is as tall as the words around it. A goal alone is taller."""
FINER = 2
"""Drawn so many times larger, then made smaller: lines without steps."""
SHADES = 10
"""Steps from a colour to the paper: what soft edges need, at a quarter of the bytes of full colour."""
TEXT = 28
"""Height of letters in pixels: 14 on a screen 400 wide."""

PAPER, INK, FAINT, PACE, GRID = "#ffffff", "#1f2937", "#6b7280", "#9ca3af", "#d9dce1"
INKS = (("#0f766e", "#ccebe7"), ("#4338ca", "#dddcf8"), ("#b45309", "#f8e5cd"))
"""A line's colour and the tint below it, by the goal's place; told apart by number as well."""

EDGE, GAP, HEAD, FOOT = 32, 16, 52, 74
"""Pixels around a panel: outside, between things, above and below the field."""
BADGE = 28
"""More of them above it for its number."""
APART = 34
"""Pixels between the middles of two figures, one above the other."""
DAY = 86_400_000
LONG = 330 * DAY
"""Milliseconds from which on a date needs its year."""

Point = tuple[float, float]


def draw(picture: Picture, language: Language) -> bytes:
    """The picture as PNG; time runs from left to right in every language."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - 40 ms and 9 MB, for who draws

    height = LONE if len(picture.panels) == 1 else HEIGHT
    size = (WIDTH * FINER, height * len(picture.panels) * FINER)
    image = Image.new("RGB", size, PAPER)
    font = ImageFont.load_default(TEXT * FINER)
    pen = _Pen(ImageDraw.Draw(image), font)
    for row, panel in enumerate(picture.panels):
        _Field(pen, panel, picture, language, top=row * height, height=height).draw()
    small = image.resize((size[0] // FINER, size[1] // FINER), Image.Resampling.LANCZOS)
    out = BytesIO()
    palette = Image.new("P", (1, 1))
    palette.putpalette(_palette())
    small.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _palette() -> list[int]:
    """Every colour, and its shades towards the paper."""
    colours = [INK, FAINT, PACE, GRID, *(one for pair in INKS for one in pair)]
    mixed = [0xFF] * 3
    for colour in colours:
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        for shade in range(SHADES):
            mixed += [round(part + (0xFF - part) * shade / SHADES) for part in parts]
    return mixed


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws in the picture's own pixels on a canvas that is finer."""

    canvas: "ImageDraw.ImageDraw"
    font: "ImageFont.FreeTypeFont | ImageFont.ImageFont"

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        fine = [(x * FINER, y * FINER) for x, y in points]
        self.canvas.line(fine, fill=colour, width=round(width * FINER), joint="curve")

    def dashes(self, start: Point, end: Point, colour: str) -> None:
        (x0, y0), (x1, y1) = start, end
        length = max(1.0, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
        for at in range(0, int(length), 16):
            share, until = at / length, min(1.0, (at + 8) / length)
            begin = (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
            self.line((begin, (x0 + (x1 - x0) * until, y0 + (y1 - y0) * until)), colour, 2)

    def area(self, points: Sequence[Point], colour: str) -> None:
        self.canvas.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def dot(self, at: Point, radius: float, fill: str, edge: str = "", width: float = 0) -> None:
        x, y = at
        box = [
            (x - radius) * FINER,
            (y - radius) * FINER,
            (x + radius) * FINER,
            (y + radius) * FINER,
        ]
        self.canvas.ellipse(box, fill=fill, outline=edge or None, width=round(width * FINER))

    def diamond(self, at: Point, fill: str, edge: str) -> None:
        x, y = at
        corners = [(x, y - 12), (x + 12, y), (x, y + 12), (x - 12, y)]
        self.area(corners, edge)
        self.area([(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)], fill)

    def text(self, at: Point, words: str, colour: str, anchor: str, *, bold: bool = False) -> None:
        """Words with paper around them, so that a line behind them does not cross them out."""
        place = (at[0] * FINER, at[1] * FINER)
        self.canvas.text(
            place, words, PAPER, self.font, anchor, stroke_width=6 * FINER, stroke_fill=PAPER
        )
        self.canvas.text(place, words, colour, self.font, anchor, stroke_width=1 if bold else 0)

    def text_on(self, at: Point, words: str) -> None:
        """Words on a dot."""
        place = (at[0] * FINER, at[1] * FINER)
        self.canvas.text(place, words, PAPER, self.font, "mm", stroke_width=1)

    def width(self, words: str) -> float:
        return self.font.getlength(words) / FINER


class _Field:
    """One goal's part of the picture: its scales, and what is drawn to them."""

    def __init__(
        self,
        pen: _Pen,
        panel: Panel,
        picture: Picture,
        language: Language,
        *,
        top: int,
        height: int,
    ) -> None:
        self.pen, self.panel, self.now, self.language = pen, panel, picture.now, language
        self.zone = _zone(picture.zone)
        self.ink, self.tint = INKS[(max(panel.place, 1) - 1) % len(INKS)]
        self.marks = (panel.points[0][1], panel.target)
        gutter = max(pen.width(self.figure(one)) for one in self.marks)
        self.left, self.right = EDGE + gutter + GAP, WIDTH - EDGE - GAP
        self.top, self.bottom = top + HEAD + BADGE * bool(panel.place), top + height - FOOT
        values = [float(value) for _, value in panel.points] + [float(panel.target)]
        self.low, self.high = min(values), max(values)
        moments = [panel.due, *(at for at, _ in panel.points), *(at for at, _ in panel.steps)]
        self.first, self.last = min(moments), max(moments)
        if self.now > panel.due:  # late: the line goes on past its date
            self.last = max(self.last, self.now)

    def draw(self) -> None:
        pen, panel = self.pen, self.panel
        line = [self.at(*point) for point in panel.points]
        ground = self.at(*panel.points[0])[1]
        goal = self.at(panel.due, panel.target)
        pen.area([(line[0][0], ground), *line, (line[-1][0], ground)], self.tint)
        for value, y in self.name_marks():
            level = self.y(value)
            pen.line([(self.left, level), (self.right, level)], GRID, 2)
            pen.text((self.left - GAP, y), self.figure(value), FAINT, "rm")
        pen.dashes(line[0], goal, PACE)
        if self.first < self.now <= self.last:
            x = self.x(self.now)
            pen.dashes((x, self.top - GAP), (x, self.bottom + GAP), GRID)
        pen.line(line, self.ink, 6)
        pen.dot(goal, 11, PAPER, self.ink, 4)
        for point in line[:-1]:
            pen.dot(point, 6, self.ink)
        pen.dot(line[-1], 10, self.ink)
        self.name_latest(line)
        self.lay_steps()
        self.write_dates()
        if panel.place:
            badge = (EDGE + 18, self.top - HEAD - BADGE + 34)
            pen.dot(badge, 20, self.ink)
            pen.text_on(badge, str(panel.place))

    def name_marks(self) -> list[tuple[Decimal, float]]:
        """Baseline and target with the heights of their names, which never touch."""
        upper, lower = sorted(self.marks, key=self.y)
        push = max(0.0, APART - (self.y(lower) - self.y(upper))) / 2
        return [(upper, self.y(upper) - push), (lower, self.y(lower) + push)]

    def name_latest(self, line: Sequence[Point]) -> None:
        """The newest figure beside its dot, on the side that the line does not come from."""
        _, value = self.panel.points[-1]
        if value in self.marks:
            return  # its line is named at the side
        (x, y), words = line[-1], self.figure(value)
        half = self.pen.width(words) / 2
        middle = min(max(x, self.left + half), self.right - half)
        if y <= line[-2][1]:
            place, anchor = (middle, y - 18), "mb"
        elif y + 18 + TEXT < self.bottom:
            place, anchor = (middle, y + 18), "mt"
        elif x + 2 * half + GAP < self.right:
            place, anchor = (x + 20, y), "lm"
        else:
            place, anchor = (x - 20, y), "rm"
        self.pen.text(place, words, self.ink, anchor, bold=True)

    def lay_steps(self) -> None:
        if not self.panel.steps:
            return
        y = self.bottom + 22
        self.pen.line([(self.left, y), (self.right, y)], GRID, 2)
        for moment, done in sorted(self.panel.steps):
            self.pen.diamond((self.x(moment), y), self.ink if done else PAPER, self.ink)

    def write_dates(self) -> None:
        """First and last day, and today where there is room between them."""
        y, pen = self.bottom + (42 if self.panel.steps else 26), self.pen
        begin, due = self.date(self.panel.points[0][0]), self.date(self.panel.due)
        pen.text((self.left, y), begin, FAINT, "lt")
        centre = min(self.x(self.panel.due), self.right - pen.width(due) / 2)
        pen.text((centre, y), due, FAINT, "mt")
        today = self.date(self.now)
        half = pen.width(today) / 2
        x = min(self.x(self.now), self.right - half)
        after = self.left + pen.width(begin) + GAP <= x - half
        before = x + half + GAP <= centre - pen.width(due) / 2
        late = centre + pen.width(due) / 2 + GAP <= x - half
        if self.now <= self.last and after and (before or late):
            pen.text((x, y), today, INK, "mt", bold=True)

    def at(self, moment: int, value: Decimal) -> Point:
        return self.x(moment), self.y(value)

    def x(self, moment: int) -> float:
        share = (moment - self.first) / max(1, self.last - self.first)
        return self.left + share * (self.right - self.left)

    def y(self, value: Decimal) -> float:
        share = (float(value) - self.low) / ((self.high - self.low) or 1.0)
        return self.bottom - share * (self.bottom - self.top)

    def figure(self, value: Decimal) -> str:
        """A number as the reader's language groups it; the unit is named in the message."""
        text = format_decimal(value, locale=LOCALES[self.language])
        plain = "".join(" " if letter in "\u202f\u00a0" else letter for letter in text)
        return f"{plain} %" if self.panel.unit == "%" else plain

    def date(self, moment: int) -> str:
        day = datetime.fromtimestamp(moment / 1000, UTC).astimezone(self.zone)
        return day.strftime("%d/%m/%y" if self.last - self.first > LONG else "%d/%m")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
