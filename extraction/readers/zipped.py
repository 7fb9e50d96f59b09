"""What Python raises when a ZIP archive, or a file in one, turns out to be broken."""

import zipfile
import zlib
from lzma import LZMAError

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,
)
