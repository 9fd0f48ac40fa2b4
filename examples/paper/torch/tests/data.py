"""What is read: pictures, records, recordings; what is refused."""
import math
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

import numpy
import torch

HERE = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))
import cifar  # noqa: E402
import timit  # noqa: E402


class Cifar(unittest.TestCase):
    def test_rows_of_a_picture_are_images(self):
        from PIL import Image

        pixels = numpy.zeros((10000, 1024, 3), numpy.uint8)
        pixels[7, 33] = (1, 2, 3)  # line 1, column 1
        with tempfile.TemporaryDirectory() as directory:
            path = pathlib.Path(directory, "rows.png")
            Image.fromarray(pixels).save(path, compress_level=1)
            images = cifar.rows_of_png(path)
            Image.fromarray(pixels[:5]).save(path)
            with self.assertRaisesRegex(ValueError, "is not 1024 pixels wide and 10000 high"):
                cifar.rows_of_png(path)
        self.assertEqual(images.shape, (10000, 3, 32, 32))
        self.assertEqual(images[7, :, 1, 1].tolist(), [1, 2, 3])
        self.assertEqual(images.sum(), 6)

    def test_class_counts(self):
        labels = torch.arange(20) % 10
        images = cifar.Images(torch.zeros(20, 3, 32, 32, dtype=torch.uint8), labels)
        self.assertIs(cifar.check_class_counts(images, 10, "these"), images)
        with self.assertRaisesRegex(ValueError, "these does not have 2 images of each of 10 classes"):
            cifar.check_class_counts(images._replace(labels=labels.clamp(max=8)), 10, "these")

    def test_records_of_cifar100(self):
        with tempfile.TemporaryDirectory() as directory:
            for name, count in (("train", 50000), ("test", 10000)):
                records = numpy.zeros((count, 3074), numpy.uint8)
                records[:, 1] = numpy.arange(count) % 100
                records[3, 2 + 1024 + 32 * 4 + 5] = 9  # green, line 4, column 5
                pathlib.Path(directory, f"{name}.bin").write_bytes(records.tobytes())
            train, test = cifar.read_cifar100(pathlib.Path(directory))
            self.assertEqual((len(train.labels), len(test.labels)), (50000, 10000))
            self.assertEqual(train.labels[103].item(), 3)
            self.assertEqual(train.pixels[3, 1, 4, 5].item(), 9)
            pathlib.Path(directory, "test.bin").write_bytes(b"too short")
            with self.assertRaisesRegex(ValueError, "has 9 bytes and not 10000 records of 3074"):
                cifar.read_cifar100(pathlib.Path(directory))

    def test_whitened_images_have_no_correlation(self):
        torch.manual_seed(1)
        mixing = torch.randn(12, 12, dtype=torch.float64)
        images = (torch.randn(5000, 12, dtype=torch.float64) @ mixing + 3).view(5000, 3, 2, 2)
        whiten = cifar.Whitening(images, regularization=0)
        rows = whiten(images).flatten(1)
        torch.testing.assert_close(rows.t() @ rows / 5000, torch.eye(12, dtype=torch.float64), rtol=1e-8, atol=1e-8)
        torch.testing.assert_close(whiten.matrix, whiten.matrix.t())

    def test_augmented_images_are_moved_and_mirrored(self):
        torch.manual_seed(1)
        image = torch.zeros(1, 3, 32, 32)
        image[0, :, 10, 12] = torch.tensor([1.0, 2.0, 3.0])
        seen = set()
        for moved in cifar.augmented(image.expand(4000, 3, 32, 32)):
            ((line, column),) = moved[0].nonzero().tolist()
            self.assertEqual(moved[:, line, column].tolist(), [1, 2, 3])
            seen.add((line - 10, column))
        self.assertEqual({down for down, _ in seen}, set(range(-4, 5)))
        self.assertEqual({column for _, column in seen}, set(range(8, 17)) | set(range(15, 24)))

    def refuses(self, message, *arguments):
        run = subprocess.run([sys.executable, HERE / "experiments.py", *arguments], capture_output=True, text=True)
        self.assertNotEqual(run.returncode, 0)
        self.assertRegex(run.stderr, message)

    def test_what_the_program_refuses(self):
        with tempfile.TemporaryDirectory() as directory:
            out = ["--out", directory + "/out"]
            for command in ("cifar10", "cifar100", "timit"):
                self.refuses("arguments are required: --data", command, *out)
                self.refuses("experiments: /nowhere is not a directory", command, "--data", "/nowhere", *out)
            self.refuses("No such file.*data_batch_1.png", "cifar10", "--data", directory, *out)
            self.refuses("No such file.*train.bin", "cifar100", "--data", directory, *out)
            self.refuses("has no recordings .* of TIMIT", "timit", "--data", directory, *out)
            self.refuses("tanh is none of gelu, relu, elu", "timit", "--data", directory, "--activation", "tanh", *out)


def nist_file(samples, order):
    fields = (
        f"NIST_1A\n   1024\nsample_rate -i {timit.RATE}\nsample_byte_format -s2 {'01' if order == '<' else '10'}\n"
        "sample_coding -s3 pcm\nend_head\n"
    )
    return fields.encode().ljust(1024) + struct.pack(f"{order}{len(samples)}h", *samples)


class Timit(unittest.TestCase):
    def corpus(self, directory):
        """A tone of a second for each of 22 speakers: pauses at its ends, q in the middle, aa and ao between."""
        samples = [int(8000 * math.sin(0.3 * i)) for i in range(timit.RATE)]
        for k in range(22):
            folder = pathlib.Path(directory, "TEST" if k < 2 else "TRAIN", "DR1", f"S{k:02}")
            folder.mkdir(parents=True)
            (folder / "SX1.WAV").write_bytes(nist_file(samples, "<" if k % 2 else ">"))
            (folder / "SA1.WAV").write_bytes(b"is not read")
            (folder / "SX1.PHN").write_text("0 3200 h#\n3200 6400 aa\n6400 8000 q\n8000 12800 ao\n12800 16000 h#\n")

    def test_frames_and_phones(self):
        with tempfile.TemporaryDirectory() as directory:
            self.corpus(directory)
            train, held_out, test = timit.read_timit(pathlib.Path(directory))
        frames = 1 + (16000 - 400) // 160
        self.assertEqual([len(part.labels) for part in (train, held_out, test)], [18 * frames, 2 * frames, 2 * frames])
        self.assertEqual(train.features.shape, (18 * frames, 26))
        torch.testing.assert_close(train.features[:, :13].mean(0), torch.zeros(13), rtol=0, atol=1e-3)
        self.assertEqual(train.rows[0].tolist(), [0] * 6 + [1, 2, 3, 4, 5])
        self.assertEqual(train.rows[frames].tolist(), [frames] * 6 + [frames + k for k in range(1, 6)])
        labels = train.labels[:frames]
        names = [timit.PHONES[label] if label >= 0 else "q" for label in labels]
        self.assertEqual(
            [name for k, name in enumerate(names) if k == 0 or names[k - 1] != name], ["sil", "aa", "q", "aa", "sil"]
        )
        self.assertEqual(len(timit.PHONES), 39)
        self.assertTrue(set(timit.FOLDED.values()) <= set(timit.PHONES))

    def test_a_tone_is_loud_in_its_band(self):
        filters = timit.mel_filters(257)
        self.assertTrue((filters.max(1) > 0.5).all() and filters.min() >= 0)
        tone = numpy.sin(2 * numpy.pi * 1000 / timit.RATE * numpy.arange(4000)) * 1000
        louder = timit.features_of(2 * tone) - timit.features_of(tone)
        # Twice as loud: the energy grows by log 4, and the cepstrum without its zeroth coefficient stays.
        numpy.testing.assert_allclose(louder[:, 12], math.log(4), rtol=1e-6)
        numpy.testing.assert_allclose(louder[5, :12], 0, atol=0.5)

    def test_other_recordings_are_refused(self):
        with tempfile.TemporaryDirectory() as directory:
            path = pathlib.Path(directory, "x.wav")
            for content, message in (
                (b"no header", "is no recording"),
                (nist_file([0], "<").replace(b"pcm", b"ulaw"), "is not PCM at 16000 Hz"),
            ):
                path.write_bytes(content)
                with self.assertRaisesRegex(ValueError, message):
                    timit.read_samples(path)


if __name__ == "__main__":
    unittest.main()
