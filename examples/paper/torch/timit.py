"""TIMIT: frames of 26 features, the cepstrum, the energy and their derivatives, and the phone of each."""
import pathlib
import re
import wave
from typing import List, NamedTuple

import numpy
import torch
from torch import Tensor

RATE, WINDOW, HOP = 16000, 400, 160  # samples: 25 ms and 10 ms
CONTEXT = 5  # frames on either side
BANDS, COEFFICIENTS = 26, 12

# The 61 phones of the transcriptions as 39, after Lee & Hon (1989). The glottal stop q is none of them.
FOLDED = {
    "ao": "aa",
    "ax": "ah",
    "ax-h": "ah",
    "axr": "er",
    "hv": "hh",
    "ix": "ih",
    "el": "l",
    "em": "m",
    "en": "n",
    "nx": "n",
    "eng": "ng",
    "zh": "sh",
    "ux": "uw",
    "pcl": "sil",
    "tcl": "sil",
    "kcl": "sil",
    "bcl": "sil",
    "dcl": "sil",
    "gcl": "sil",
    "h#": "sil",
    "pau": "sil",
    "epi": "sil",
}
PHONES = (
    "aa ae ah aw ay b ch d dh dx eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh sil t th uh uw v w y z"
).split()
LABELS = {phone: label for label, phone in enumerate(PHONES)}


class Frames(NamedTuple):
    """features: frames x 26, of all utterances; rows: frames x 11, which of them are around each; labels: -1 for q."""

    features: Tensor
    rows: Tensor
    labels: Tensor


def read_samples(path: pathlib.Path) -> numpy.ndarray:
    """A recording, in NIST's format or as RIFF."""
    content = path.read_bytes()
    if content.startswith(b"RIFF"):
        with wave.open(str(path)) as file:
            if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
                raise ValueError(f"{path} is not mono, 16 bits, {RATE} Hz")
            return numpy.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    header = re.match(rb"NIST_1A\n\s*(\d+)\n", content)
    if not header:
        raise ValueError(f"{path} is no recording")
    size = int(header[1])
    fields = dict(re.findall(rb"(\w+) -\w+ (\S+)", content[:size]))
    if fields.get(b"sample_rate") != str(RATE).encode() or fields.get(b"sample_coding", b"pcm") != b"pcm":
        raise ValueError(f"{path} is not PCM at {RATE} Hz")
    order = ">" if fields.get(b"sample_byte_format") == b"10" else "<"
    return numpy.frombuffer(content[size:], order + "i2").astype(float)


def mel_filters(bins: int) -> numpy.ndarray:
    """Triangles, evenly spaced in mel: bands x bins."""
    top = 2595 * numpy.log10(1 + RATE / 2 / 700)
    corners = 700 * (10 ** (numpy.linspace(0, top, BANDS + 2) / 2595) - 1) / (RATE / 2) * (bins - 1)
    bin_numbers = numpy.arange(bins)
    rising = (bin_numbers - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    falling = (corners[2:, None] - bin_numbers) / (corners[2:] - corners[1:-1])[:, None]
    return numpy.maximum(0, numpy.minimum(rising, falling))


def features_of(samples: numpy.ndarray) -> numpy.ndarray:
    """Frames x 26: twelve cepstral coefficients and the log energy, then their derivatives."""
    count = 1 + (len(samples) - WINDOW) // HOP
    frames = numpy.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP][:count]
    energy = numpy.log(numpy.maximum((frames**2).sum(1), 1.0))
    emphasized = numpy.append(samples[:1], samples[1:] - 0.97 * samples[:-1])
    windows = numpy.lib.stride_tricks.sliding_window_view(emphasized, WINDOW)[::HOP][:count] * numpy.hamming(WINDOW)
    spectrum = numpy.abs(numpy.fft.rfft(windows, 512)) ** 2
    bands = numpy.log(numpy.maximum(spectrum @ mel_filters(spectrum.shape[1]).T, 1.0))
    order = numpy.arange(1, COEFFICIENTS + 1)[:, None]
    cepstrum = bands @ numpy.cos(numpy.pi * order * (numpy.arange(BANDS) + 0.5) / BANDS).T
    static = numpy.column_stack((cepstrum, energy))
    padded = numpy.pad(static, ((2, 2), (0, 0)), mode="edge")
    slopes = (padded[3:-1] - padded[1:-3] + 2 * (padded[4:] - padded[:-4])) / 10
    return numpy.column_stack((static, slopes))


def labels_of(path: pathlib.Path, frames: int) -> numpy.ndarray:
    """The phone in the middle of each frame; every line of the file is begin, end and phone, in samples."""
    labels = numpy.full(frames, LABELS["sil"])
    middles = numpy.arange(frames) * HOP + WINDOW // 2
    for line in path.read_text().splitlines():
        begin, end, phone = line.split()
        phone = FOLDED.get(phone, phone)
        if phone != "q" and phone not in LABELS:
            raise ValueError(f"{path} has the unknown phone {phone}")
        labels[(middles >= int(begin)) & (middles < int(end))] = LABELS.get(phone, -1)
    return labels


def recordings(directory: pathlib.Path, part: str) -> List[pathlib.Path]:
    """Of train or test, but for the two sentences that every speaker reads."""
    found = sorted(
        path
        for path in directory.rglob("*")
        if path.suffix.lower() == ".wav"
        and part in (folder.lower() for folder in path.relative_to(directory).parts[:-1])
        and not path.name.lower().startswith("sa")
    )
    if not found:
        raise ValueError(f"{directory} has no recordings */{part}/*/*/*.wav of TIMIT")
    return found


def read_frames(paths: List[pathlib.Path]) -> Frames:
    features, rows, labels, first = [], [], [], 0
    for path in paths:
        of_file = features_of(read_samples(path))
        transcription = next(p for p in path.parent.iterdir() if p.stem == path.stem and p.suffix.lower() == ".phn")
        count = len(of_file)
        around = numpy.arange(count)[:, None] + numpy.arange(-CONTEXT, CONTEXT + 1)
        features.append(of_file)
        rows.append(first + numpy.clip(around, 0, count - 1))
        labels.append(labels_of(transcription, count))
        first += count
    return Frames(
        torch.tensor(numpy.concatenate(features), dtype=torch.float32),
        torch.tensor(numpy.concatenate(rows)),
        torch.tensor(numpy.concatenate(labels)),
    )


def read_timit(directory: pathlib.Path):
    """Frames for training, for validation, of every tenth speaker, and for the test; features with mean 0 and standard
    deviation 1 on the first."""
    training = recordings(directory, "train")
    speakers = sorted({path.parent for path in training})
    held_out = set(speakers[::10])
    parts = [
        read_frames([path for path in training if path.parent not in held_out]),
        read_frames([path for path in training if path.parent in held_out]),
        read_frames(recordings(directory, "test")),
    ]
    mean, stddev = parts[0].features.mean(0), parts[0].features.std(0)
    return [part._replace(features=(part.features - mean) / stddev) for part in parts]
