"""The engine that reads pictures: networks that find text in one and spell it. Only here.

The weights come with the package rapidocr (Apache-2.0) and lie inside it; of its code nothing is
used, for it would fetch what it misses. One thread, because a keeper forks after loading them.
"""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

Grey = NDArray[np.uint8]  # rows of pixels from the top, 0 is black
Chances = NDArray[np.float32]

HEIGHT = 48  # pixels; the height of a line that the network was trained on
STEP = 8  # pixels that one column of its answer stands for
_MULTIPLE = 32  # of pixels: what the sides of a picture must be for the other network
_BLANK = 0
_TURN_WIDTH = 192
_TURN_BATCH = 8


@dataclass(frozen=True, slots=True)
class Letter:
    """One sign of a line, where its middle lies in the strip (pixels), and how sure that is."""

    text: str
    at: float
    certainty: float  # 0 to 1


def prepare() -> None:
    """Load all networks and run each once, so that nothing is left to load after a fork."""
    paper = np.full((HEIGHT, 4 * HEIGHT), 255, np.uint8)
    likelihood(paper)
    spell(paper)
    upside_down([paper])


def likelihood(picture: Grey) -> Chances:
    """For each pixel how likely it is, from 0 to 1, that it lies in a line of text."""
    high, wide = picture.shape
    padded = np.full((_rounded_up(high), _rounded_up(wide)), 255, np.uint8)
    padded[:high, :wide] = picture
    answer = _run(_network("PP-OCRv6_det_small.onnx"), padded[np.newaxis])
    return answer[0, 0, :high, :wide]


def spell(strip: Grey) -> tuple[Letter, ...]:
    """The signs on one upright line, ``HEIGHT`` pixels high, from left to right, spaces too."""
    network = _network("PP-OCRv6_rec_small.onnx")
    chances = _run(network, strip[np.newaxis])[0]
    best = chances.argmax(axis=1)
    sure = chances.max(axis=1)
    signs = _signs()
    letters: list[Letter] = []
    start = 0
    for column in range(1, len(best) + 1):
        if column < len(best) and best[column] == best[start]:
            continue
        if best[start] != _BLANK:
            middle = STEP * (start + column) / 2
            letters.append(Letter(signs[best[start]], middle, float(sure[start:column].max())))
        start = column
    return tuple(letters)


def upside_down(strips: list[Grey]) -> float:
    """The share of some lines, each ``HEIGHT`` pixels high, that seem to stand on their heads."""
    network = _network("ch_ppocr_mobile_v2.0_cls_mobile.onnx")
    turned = 0
    for first in range(0, len(strips), _TURN_BATCH):
        batch = np.stack([_cut(strip) for strip in strips[first : first + _TURN_BATCH]])
        turned += int((_run(network, batch).argmax(axis=1) == 1).sum())
    return turned / max(1, len(strips))


def _cut(strip: Grey) -> Grey:
    cut = np.full((HEIGHT, _TURN_WIDTH), 255, np.uint8)
    part = strip[:, :_TURN_WIDTH]
    cut[:, : part.shape[1]] = part
    return cut


def _rounded_up(side: int) -> int:
    return -(-side // _MULTIPLE) * _MULTIPLE


def _run(network: onnxruntime.InferenceSession, pictures: Grey) -> Chances:
    scaled = pictures.astype(np.float32)[:, np.newaxis] / 127.5 - 1.0
    fed = np.ascontiguousarray(np.broadcast_to(scaled, (len(scaled), 3, *scaled.shape[2:])))
    answer: Chances = network.run(None, {network.get_inputs()[0].name: fed})[0]
    return answer


@cache
def _network(name: str) -> onnxruntime.InferenceSession:
    found = find_spec("rapidocr")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("rapidocr")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    cv2.setNumThreads(1)
    return onnxruntime.InferenceSession(
        Path(found.origin).parent / "models" / name, options, providers=["CPUExecutionProvider"]
    )


@cache
def _signs() -> tuple[str, ...]:
    """The sign that each place of the answer stands for; the first is none, the last a space."""
    known = _network("PP-OCRv6_rec_small.onnx").get_modelmeta().custom_metadata_map["character"]
    return ("", *known.splitlines(), " ")
