"""The documentation's pages and the code blocks in them."""
import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

FENCE = re.compile(r"^( *)```(\S*)\s*$")
NOTE = re.compile(r"^ *<!-- (given|continued|prints|not compiled)(?:: (.*))? -->$")


class Problem(Exception):
    """A page that is not written as the tests need it."""


@dataclasses.dataclass
class Block:
    page: pathlib.Path
    line: int  # of the first line of code
    language: str
    lines: list
    notes: dict = dataclasses.field(default_factory=dict)  # the comments above it
    follows: "Block" = None  # the block before it on the page

    @property
    def place(self):
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


def every_page():
    """Paths of README.md, CONTRIBUTING.md, the examples' index and all of docs/."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "examples" / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]


def blocks_of(page):
    """The fenced blocks of a page, in order. The notes of one are the comments between it and the text above it."""
    found, notes, block, indent = [], {}, None, ""
    for number, line in enumerate(page.read_text().split("\n"), start=1):
        fence, note = FENCE.match(line), NOTE.match(line)
        if block is not None:
            if fence and not fence[2]:
                found.append(block)
                block = None
            else:
                block.lines.append(line.removeprefix(indent))
        elif fence:
            indent = fence[1]
            block = Block(page, number + 1, fence[2], [], notes, found[-1] if found else None)
            notes = {}
        elif note:
            notes[note[1]] = note[2] or ""
        elif line.strip():
            notes = {}
    if block is not None:
        raise Problem(f"{block.place}: the block does not end")
    return found


def every_block(*languages):
    return [block for page in every_page() for block in blocks_of(page) if block.language in languages]
