#!/usr/bin/env python3
"""Makes one HTML file of docs/interactive and the WebAssembly that was compiled of it, so that the page works without a
server: a browser loads no second file for a page that it opened from a disk."""
import argparse
import base64
import pathlib
import sys


def assemble(sources, module):
    page = (sources / "page.html").read_text()
    parts = {
        "style": (sources / "page.css").read_text().strip(),
        "script": (sources / "page.js").read_text().strip(),
        "module": base64.b64encode(module.read_bytes()).decode(),
    }
    for name, part in parts.items():
        if page.count(f"@{name}@") != 1:
            raise ValueError(f"page.html has not exactly one place for the {name}")
        page = page.replace(f"@{name}@", part)
    return page


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=pathlib.Path, help="the directory with page.html, page.css and page.js")
    parser.add_argument("module", type=pathlib.Path, help="evaluate.cpp as WebAssembly")
    parser.add_argument("page", type=pathlib.Path, help="where to write")
    arguments = parser.parse_args()
    try:
        arguments.page.write_text(assemble(arguments.sources, arguments.module))
    except (OSError, ValueError) as problem:
        print(f"assemble_interactive_page: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
