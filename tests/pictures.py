"""Pictures made on the spot: marks of institutions that do not exist."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(size=(400, 160), colour=(20, 80, 160, 120), mode="RGBA", kind="PNG", **saved):
    """The bytes of a picture of one colour."""
    made = BytesIO()
    Image.new("RGBA", size, colour).convert(mode).save(made, kind, **saved)
    return made.getvalue()


def upload(name="logo.png", content=None):
    """A picture as a browser sends it."""
    return SimpleUploadedFile(name, picture() if content is None else content)
