"""Lists that somebody sends in: read once behind the walls, then kept for the preview."""

from collections.abc import Callable

from werkzeug.datastructures import FileStorage

from webapp import db, files, i18n, labels, register_reading
from webapp.auth import actor
from workflows import register_files
from workflows.errors import Invalid
from workflows.models import Upload


def keep(
    sent: FileStorage,
    read: Callable[[bytes], object],
    kept: Callable[[str, bytes], Upload] | None = None,
) -> Upload | str:
    """What was sent, kept; or, when ``read`` finds no list in it, a sentence that says why.

    It is kept as a file of the secretariat, or by ``kept`` under its name.
    """
    data, name = sent.stream.read(), sent.filename or ""
    try:
        read(data)
        if kept is not None:
            return kept(name, data)
        return register_files.keep(db.session(), files.store(), name, data, actor())
    except register_reading.Refused as refusal:
        return labels.reading_message(refusal.code, refusal.detail)
    except Invalid as mistake:
        return i18n.sentence(mistake)
