"""Names of parts: what a sender called a file, made plain text that can lead nowhere."""

from extraction.readers.characters import visible

_LONGEST = 160  # code points; an ending of up to twelve is kept
_ENDING = 12
_BREAKS = str.maketrans(dict.fromkeys("\t\r\n\v\f\x85\u2028\u2029", " "))
# Marks that turn the writing direction: with them ``exe.fdp`` is shown as a PDF.
_TURNS = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


class Names:
    """The names given out in one container; a second one of the same name gets a number."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def plain(self, name: str) -> str:
        """The name without steps up, roots, drives, control characters and undue length."""
        text = visible(name.replace("\\", "/").translate(_TURNS).translate(_BREAKS))
        steps = [step.strip() for step in text.split("/")]
        steps = [step for step in steps if step.strip(". ") and not _is_drive(step)]
        plain = "/".join(steps).replace("!", "_")  # ``!`` parts a container from what is in it
        if len(plain) > _LONGEST:
            stem, dot, ending = plain.rpartition(".")
            if dot and len(ending) <= _ENDING:
                return f"{stem[: _LONGEST - len(ending) - 2]}….{ending}"
            return f"{plain[: _LONGEST - 1]}…"
        return plain

    def unique(self, name: str) -> str:
        """The plain name, numbered when the container holds it already."""
        plain = self.plain(name) or "unnamed"
        found, folder_and_stem, ending = plain, *_parted(plain)
        while found.casefold() in self._given:
            number = self._next.get(plain, 2)
            self._next[plain] = number + 1
            found = f"{folder_and_stem} ({number}){ending}"
        self._given.add(found.casefold())
        return found


def _is_drive(step: str) -> bool:
    return len(step) == 2 and step[0].isalpha() and step[1] == ":"


def _parted(name: str) -> tuple[str, str]:
    folder, slash, last = name.rpartition("/")
    stem, dot, ending = last.rpartition(".")
    if not stem:
        return name, ""
    return f"{folder}{slash}{stem}", f"{dot}{ending}"
