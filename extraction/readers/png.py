"""Page pictures as PNG files."""

from io import BytesIO

from PIL import Image


def encode(pixels: bytearray, width: int, height: int) -> bytes:
    """A PNG of four-byte pixels (red, green, blue, unused); greyscale where nothing has colour."""
    picture = Image.frombuffer("RGB", (width, height), bytes(pixels), "raw", "RGBX", 0, 1)
    red, green, blue = picture.split()
    if red.tobytes() == green.tobytes() == blue.tobytes():
        picture = red
    out = BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
