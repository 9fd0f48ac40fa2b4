"""Pages whose tables are made from measurements: what the scripts that write them share."""
import argparse
import pathlib
import sys


class Problem(Exception):
    """Something in the files that keeps the tables from being written."""


def markdown(lines):
    head, *body = lines
    return "".join("| " + " | ".join(line) + " |\n" for line in [head, ["---"] * len(head), *body])


def between_all_markers(file, inners):
    """The text of the file with each inner between <!-- its name --> and <!-- end of its name -->."""
    text = file.read_text()
    for name, inner in inners.items():
        start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        if start not in text or end not in text:
            raise Problem(f"{file} has no {start.strip()} before {end}")
        text = text[: text.index(start) + len(start)] + inner + text[text.index(end) :]
    return text


def between_markers(file, name, inner):
    return between_all_markers(file, {name: inner})


def main(name, description, source, pages, also_write=lambda root: None):
    """pages(root) yields every file with the text that it should have. Writes them, or with --check says which differ;
    the exit status."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a table differs")
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    arguments = parser.parse_args()
    try:
        texts = list(pages(arguments.root))
    except (OSError, KeyError, ValueError, Problem) as problem:
        print(f"{name}: {problem}", file=sys.stderr)
        return 2
    different = [(file, text) for file, text in texts if not file.exists() or file.read_text() != text]
    for file, text in different:
        if arguments.check:
            print(f"{file} differs from {source}: run tools/{name}.py", file=sys.stderr)
        else:
            file.write_text(text)
    if not arguments.check:
        also_write(arguments.root)
    return 1 if arguments.check and different else 0
