"""A small, sound PDF, made here: if it cannot be read, the fault lies with the reader's walls."""

_CONTENT = (
    b"BT /F1 12 Tf 72 760 Td (Supplier declaration) Tj ET\n"
    b"72 700 300 40 re S 72 720 m 372 720 l S 222 700 m 222 740 l S\n"
    b"BT /F1 10 Tf 76 726 Td (Smelter) Tj 150 0 Td (Country) Tj ET\n"
    b"BT /F2 10 Tf 76 706 Td (Merapi Tin Works) Tj 150 0 Td (Indonesi\xeb) Tj ET\n"
)


def known_pdf() -> bytes:
    """One A4 page with a heading and a ruled table of two rows and two columns."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(_CONTENT), _CONTENT),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    )
    file = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, b"".join(places))
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return file + table + trailer % (count, len(file))
