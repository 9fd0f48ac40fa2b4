"""The table of docs/torch.md as this machine would write it: act is right wherever it looks, and torch is not."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools"))
import write_torch_differences  # noqa: E402


class Differences(unittest.TestCase):
    def test_act_is_right_where_torch_is_not(self):
        header, *rows = write_torch_differences.rows()  # raises where act is wrong
        at = {tuple(row[:3]): row[3] for row in rows}
        if header[3].startswith("at x: torch 1.13"):
            self.assertRegex(at["`gelu`", "value", "float"], "^-∞: NaN for 0; .*-6: ")


if __name__ == "__main__":
    unittest.main()
