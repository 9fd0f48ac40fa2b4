"""examples/torch/train.py in several processes on this machine, over gloo."""
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import torch

PROGRAM = pathlib.Path(__file__).resolve().parents[3] / "examples/torch/train.py"
DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")
LONGEST_WAIT = 240  # seconds, on a machine with other things to do


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(ranks, *options):
    """The processes of a run that no launcher watches."""
    shared = {**os.environ, "OMP_NUM_THREADS": "1", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port())}
    return [
        subprocess.Popen(
            [sys.executable, PROGRAM, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**shared, "RANK": str(rank), "WORLD_SIZE": str(ranks)},
        )
        for rank in range(ranks)
    ]


def losses(launcher, *options):
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run(
            [sys.executable, *launcher, PROGRAM, *options, "--losses", f"{directory}/losses"],
            check=True,
            timeout=LONGEST_WAIT,
            capture_output=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        return [float(line) for line in pathlib.Path(directory, "losses").read_text().split()]


def launcher(ranks):
    # Without the two options torch 1.13 fails under Python 3.11.
    return [
        "-m",
        "torch.distributed.run",
        "--redirects",
        "1",
        "--tee",
        "1",
        f"--nproc_per_node={ranks}",
        f"--master_port={free_port()}",
    ]


@unittest.skipUnless(
    DATA.is_dir() and torch.distributed.is_available(), "skipped: no Fashion-MNIST, or no torch.distributed"
)
class Distributed(unittest.TestCase):
    def test_several_processes_have_the_losses_of_one(self):
        options = ("--images", "6000", "--batch", "60", "--epochs", "1", "--double")
        one = losses([], *options)
        self.assertEqual(len(one), 100)
        self.assertLess(sum(one[-10:]), 0.6 * sum(one[:10]))
        for ranks in (2, 3):
            several = losses(launcher(ranks), *options)
            torch.testing.assert_close(torch.tensor(several), torch.tensor(one), rtol=1e-6, atol=0)
            torch.testing.assert_close(
                torch.tensor(several[:20], dtype=torch.float64),
                torch.tensor(one[:20], dtype=torch.float64),
                rtol=1e-11,
                atol=0,
            )

    def wait_for_training(self, process):
        for line in process.stdout:
            if "step 10:" in line:
                return
        self.fail(process.stderr.read())

    def test_without_a_launcher_a_killed_process_ends_the_other(self):
        ranks = start(2, "--epochs", "100")
        try:
            self.wait_for_training(ranks[0])
            ranks[1].send_signal(signal.SIGKILL)
            _, errors = ranks[0].communicate(timeout=LONGEST_WAIT)
            self.assertNotEqual(ranks[0].returncode, 0)
            self.assertRegex(errors, "RuntimeError: .*(Connection closed by peer|Connection reset by peer)")
        finally:
            for process in ranks:
                process.kill()
                process.communicate()

    def test_a_launcher_reports_a_killed_process(self):
        process = subprocess.Popen(
            [sys.executable, *launcher(2), PROGRAM, "--epochs", "100"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"},  # the launcher flushes nothing
        )
        try:
            self.wait_for_training(process)
            children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            os.kill(int(children[-1]), signal.SIGKILL)
            started = time.monotonic()
            _, errors = process.communicate(timeout=LONGEST_WAIT)
            self.assertNotEqual(process.returncode, 0)
            self.assertRegex(errors, "ChildFailedError")
            self.assertRegex(errors, "Signal 9")
            self.assertLess(time.monotonic() - started, LONGEST_WAIT)
        finally:
            process.terminate()
            process.communicate()


if __name__ == "__main__":
    unittest.main()
