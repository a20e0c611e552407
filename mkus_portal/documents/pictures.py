"""Pictures as documents print them: small, in RGB, on white, the same bytes for the same picture.

PDF/A asks for colours of the output intent and is wary of transparency and of foreign profiles, so
a mark is laid on white paper before it gets near a page.
"""

from io import BytesIO

from PIL import Image

MOST = (1240, 340)  # 52 × 14 mm at 600 dots for an inch
WHITE = (255, 255, 255)
FORMATS = ("PNG", "JPEG")


def printable(content: bytes) -> bytes:
    """Return the picture as an opaque PNG of RGB without a word about where it comes from.

    Raises OSError when it does not open.
    """
    with Image.open(BytesIO(content), formats=FORMATS) as sent:
        picture = sent.convert("RGBA")
    picture.thumbnail(MOST, Image.Resampling.LANCZOS)
    paper = Image.new("RGB", picture.size, WHITE)
    paper.paste(picture, mask=picture)
    kept = BytesIO()
    paper.save(kept, "PNG", optimize=True)
    return kept.getvalue()
