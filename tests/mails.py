"""Mails and archives made up by tests: what travels, what Outlook saves, and what a crook sends."""

import struct
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI = 512, 64
_STRING, _BINARY, _TIME, _LONG = 0x001F, 0x0102, 0x0040, 0x0003

Tree = dict[str, "bytes | Tree"]


def mail(*attached: tuple[str, bytes], text: str = "Beste lezer,\n\nZie de bijlagen.\n") -> bytes:
    """A sound mail with these attachments, in order."""
    message = EmailMessage()
    message["Subject"] = "Verklaring over 2025"
    message["From"] = "Jo Verzonnen <jo@voorbeeld.example>"
    message["To"] = "inkoop@voorbeeld.example"
    message["Date"] = "Mon, 06 Jan 2025 10:00:00 +0100"
    message.set_content(text)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def archive(*files: tuple[str, bytes], packed: bool = True) -> bytes:
    """A ZIP archive of these files, in order; two may bear one name."""
    made = BytesIO()
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(made, "w", way) as file:
        for name, data in files:
            file.writestr(zipfile.ZipInfo(name, (2025, 1, 6, 10, 0, 0)), data, way)
    return made.getvalue()


def outlook(*attached: tuple[str, bytes], text: str = "Zie de bijlagen.") -> bytes:
    """A message as Outlook saves it (MS-OXMSG), with what a reader needs and no more."""
    sent = int((datetime(2025, 1, 6, 9, tzinfo=UTC).timestamp() + 11_644_473_600) * 10_000_000)
    tree: Tree = _object(
        32,
        {
            (0x0037, _STRING): "Verklaring over 2025",
            (0x0C1A, _STRING): "Jo Verzonnen",
            (0x0C1F, _STRING): "jo@voorbeeld.example",
            (0x1000, _STRING): text,
            (0x0039, _TIME): sent,
        },
    )
    for number, (name, data) in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = _object(
            8, {(0x3707, _STRING): name, (0x3701, _BINARY): data, (0x3705, _LONG): 1}
        )
    return compound(tree)


def _object(header: int, properties: dict[tuple[int, int], str | bytes | int]) -> Tree:
    made: Tree = {}
    told = b"\0" * header
    for (number, kind), value in properties.items():
        if isinstance(value, int):
            told += struct.pack("<HHIQ", kind, number, 6, value)
            continue
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        made[f"__substg1.0_{number:04X}{kind:04X}"] = data
        told += struct.pack("<HHIQ", kind, number, 6, len(data) + 2 * (kind == _STRING))
    return {"__properties_version1.0": told, **made}


def compound(tree: Tree) -> bytes:
    """A compound file (MS-CFB, version 3) with these streams and storages."""
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, _END, 0]]
    small, mini, sectors, fat = bytearray(), [], [], []

    def chain(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + _SECTOR] for at in range(0, len(data), _SECTOR)]
        for number, piece in enumerate(pieces, start=1):
            sectors.append(piece.ljust(_SECTOR, b"\0"))
            fat.append(_END if number == len(pieces) else first + number)
        return first if pieces else _END

    def stream(data: bytes) -> int:
        if len(data) >= 4096:
            return chain(data)
        first, count = len(mini), -(-len(data) // _MINI)
        small.extend(data.ljust(count * _MINI, b"\0"))
        mini.extend([*range(first + 1, first + count), _END][:count])
        return first if count else _END

    def fill(folder: Tree, parent: int) -> None:
        before = None
        for name, held in folder.items():
            here = len(entries)
            if before is None:
                entries[parent][3] = here
            else:
                entries[before][2] = here
            before = here
            if isinstance(held, bytes):
                entries.append([name, 2, _FREE, _FREE, stream(held), len(held)])
            else:
                entries.append([name, 1, _FREE, _FREE, 0, 0])
                fill(held, here)

    fill(tree, 0)
    entries[0][4], entries[0][5] = chain(bytes(small)), len(small)
    minis = struct.pack(f"<{len(mini)}I", *mini)
    minis = minis.ljust(-(-len(minis) // _SECTOR) * _SECTOR, b"\xff")
    mini_start = chain(minis)
    directory = b"".join(_entry(*entry) for entry in entries)
    directory_start = chain(directory)
    count = 1
    while (len(fat) + count) * 4 > count * _SECTOR:
        count += 1
    table = [*fat, *[_FAT] * count]
    table += [_FREE] * (count * _SECTOR // 4 - len(table))
    places = [*range(len(fat), len(fat) + count), *[_FREE] * (109 - count)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<4I", 0, count, directory_start, 0)
    header += struct.pack("<5I", 4096, mini_start, len(minis) // _SECTOR, _END, 0)
    header += struct.pack("<109I", *places)
    return header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<3I", _FREE, right, child)
    head = spelled.ljust(64, b"\0") + struct.pack("<HBB", len(spelled), kind, 1) + links
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)
