"""Page pictures as PNG files."""

from io import BytesIO

from PIL import Image, ImageChops


def encode(pixels: bytearray, width: int, height: int) -> bytes:
    """A PNG of four-byte pixels (red, green, blue, unused); greyscale where nothing has colour."""
    picture = Image.frombytes("RGB", (width, height), pixels, "raw", "RGBX", 0, 1)
    red, green, blue = (picture.getchannel(name) for name in "RGB")
    if not any(ImageChops.difference(red, other).getbbox() for other in (green, blue)):
        picture = red
    out = BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
