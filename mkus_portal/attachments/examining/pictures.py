"""Pictures that documents print: they open, are no bombs, and are in colours of the screen."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from mkus_portal.attachments.examining.refusing import refuse

FORMATS = ("PNG", "JPEG")
MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
PRINTING_COLOURS = {"CMYK", "YCCK"}
LONGEST, SHORTEST = 6000, 200
BROKEN = "obraz jest uszkodzony. Zapisz go jeszcze raz jako PNG."


def look_at_picture(content: bytes) -> None:
    """Raise Unfit for a picture that cannot be printed; the header is read before the rest."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            _look_at_size(*picture.size)
            if picture.mode in PRINTING_COLOURS:
                refuse("obraz jest w kolorach drukarskich (CMYK). Zapisz go w kolorach RGB.")
            if picture.mode not in MODES:
                refuse("obraz ma głębię kolorów, której portal nie drukuje. Zapisz go jako RGB.")
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        refuse(BROKEN)


def _look_at_size(width: int, height: int) -> None:
    size = f"{width} × {height} pikseli"
    if max(width, height) > LONGEST:
        refuse(f"obraz jest za duży ({size}). Dłuższy bok może mieć {LONGEST} pikseli.")
    if max(width, height) < SHORTEST:
        refuse(f"obraz jest za mały do druku ({size}). Dłuższy bok musi mieć {SHORTEST} pikseli.")
