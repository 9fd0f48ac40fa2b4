"""What the scripts that draw pictures share: SVG by matplotlib that is small, always the same for the same data, and
readable on light and dark pages."""
import re
import sys

INK, PAPER, GRID = "#1b1d21", "#fefefe", "#dfe1e5"
DARK = {INK: "#e8eaee", PAPER: "#1b1e24", GRID: "#343943"}
ACT, DERIVATIVE, TEXTBOOK = "#1d6fe0", "#d9730d", "#e0365c"


def use_matplotlib():
    """matplotlib.pyplot, drawing as all pictures do; raises ImportError where it is missing."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update(
        {
            "svg.hashsalt": "act",
            "svg.fonttype": "none",
            "font.family": "sans-serif",
            "axes.axisbelow": True,
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.grid": True,
            "grid.linewidth": 0.7,
            "legend.frameon": False,
            "figure.facecolor": PAPER,
            "axes.facecolor": PAPER,
            "savefig.facecolor": PAPER,
            "grid.color": GRID,
        }
    )
    for part in ("text.color", "axes.edgecolor", "axes.labelcolor", "axes.titlecolor", "xtick.color", "ytick.color"):
        matplotlib.rcParams[part] = INK
    from matplotlib import pyplot

    return pyplot


def dark_style():
    """The colours of a dark page, where the reader has asked for one. A picture brings its own background along, so
    that it can be read wherever it stands."""
    rules = [
        f'[style*="{what}: {light}"],[{what}="{light}"]{{{what}:{dark}!important}}'
        for light, dark in DARK.items()
        for what in ("fill", "stroke")
    ]
    return "<style>@media (prefers-color-scheme:dark){" + "".join(rules) + "}</style>"


def slimmed(svg):
    """A hundredth of a point is enough of a coordinate, and the reader's own font of a text."""
    svg = re.sub(r"'DejaVu Sans'[^;]*sans-serif", "sans-serif", re.sub(r"\s*<!--.*?-->", "", svg))
    rounded = lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return re.sub(r' d="[^"]*"', lambda path: re.sub(r"-?\d+\.\d{3,}", rounded, path[0]), svg)


def save(figure, file, pyplot):
    figure.savefig(file, metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    svg = slimmed(file.read_text())
    head = svg.index(">", svg.index("<svg")) + 1
    lines = (svg[:head] + dark_style() + svg[head:]).split("\n")
    file.write_text("\n".join(line.strip() for line in lines))


def main(name, draw):
    """draw(pyplot) writes the pictures; the exit status."""
    try:
        draw(use_matplotlib())
    except ImportError as problem:
        print(f"{name}: {problem} (Debian: python3-matplotlib)", file=sys.stderr)
        return 2
    except (OSError, KeyError, ValueError) as problem:
        print(f"{name}: {problem}", file=sys.stderr)
        return 2
    return 0
