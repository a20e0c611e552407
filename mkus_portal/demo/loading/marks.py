"""Marks of institutions that do not exist, drawn by code: a lighthouse and three rings."""

from io import BytesIO

from PIL import Image, ImageDraw

FINE = 4  # drawn so many times larger, then made small, so that edges are smooth
Colour = tuple[int, int, int]
GREEN, BRICK, BLUE, YELLOW = (27, 80, 69), (154, 58, 34), (28, 62, 122), (232, 172, 40)
CLEAR = (255, 255, 255, 0)


def lighthouse() -> bytes:
    """Return a tower with its light: the mark of the foundation that leads the programme."""
    mark, pen = _sheet(640, 300)
    _shape(pen, [(60, 280), (100, 90), (180, 90), (220, 280)], GREEN)
    for top in (130, 210):
        _shape(pen, [(86, top + 30), (92, top), (188, top), (194, top + 30)], (255, 255, 255))
    _shape(pen, [(96, 80), (184, 80), (140, 20)], BRICK)
    for spread in (0, 60, 120):
        _shape(pen, [(210, 62), (600, 20 + spread), (600, 44 + spread)], YELLOW)
    _shape(pen, [(300, 220), (600, 220), (600, 236), (300, 236)], GREEN)
    _shape(pen, [(300, 256), (520, 256), (520, 272), (300, 272)], GREEN)
    return _saved(mark, (640, 300))


def rings() -> bytes:
    """Return three rings on a line: the mark of the fund that pays."""
    mark, pen = _sheet(760, 260)
    for left, colour in ((20, BLUE), (130, YELLOW), (240, BRICK)):
        box = [one * FINE for one in (left, 30, left + 190, 220)]
        pen.ellipse(box, outline=colour, width=26 * FINE)
    for top, right in ((70, 740), (118, 660), (166, 700)):
        _shape(pen, [(470, top), (right, top), (right, top + 22), (470, top + 22)], BLUE)
    return _saved(mark, (760, 260))


def _sheet(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    mark = Image.new("RGBA", (width * FINE, height * FINE), CLEAR)
    return mark, ImageDraw.Draw(mark)


def _shape(pen: ImageDraw.ImageDraw, corners: list[tuple[int, int]], colour: Colour) -> None:
    pen.polygon([(x * FINE, y * FINE) for x, y in corners], fill=colour)


def _saved(mark: Image.Image, size: tuple[int, int]) -> bytes:
    kept = BytesIO()
    mark.resize(size, Image.Resampling.LANCZOS).save(kept, "PNG", optimize=True)
    return kept.getvalue()
