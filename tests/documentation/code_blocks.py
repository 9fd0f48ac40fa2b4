#!/usr/bin/env python3
"""Compiles and runs what the documentation shows. `write DIRECTORY` makes a C++ source of each page that has ```cpp
blocks, and a file of each ```cmake block; `run PROGRAM` runs the blocks in the program built from the sources.

A block with an int main() is a program. Of any other, struct, template, inline and function definitions stand at
namespace scope, where later blocks of the page see them; the statements after these are the body of a function, which
may use the names in given.hpp. A comment above a block says what is not so:

    <!-- given: DECLARATIONS -->    before the statements, in place of names of given.hpp
    <!-- continued -->              after the block before it, in the same function or CMake file
    <!-- not compiled: WHY -->      another library's code, or code that is wrong on purpose
    <!-- prints -->                 above a ```text block: what the block before it prints
"""
import argparse
import pathlib
import re
import subprocess
import sys

from pages import ROOT, Problem, every_block, every_page, blocks_of

INCLUDE = re.compile(r"\s*#include ([<\"].*[>\"])")
DECLARATION = re.compile(r"(template|struct|class|enum|namespace|inline|using|static_assert|concept|ACT_)\b")
FUNCTION = re.compile(r"(?!if|for|while|switch|do|else|try|return)[\w:][\w:<>,&* ]*[ &*][\w:]+\([^;]*\)[^;=(]*\{$")


def identifier(place):
    return re.sub(r"\W", "_", place)


def is_statement(line):
    text = line.split("//")[0].strip()
    return bool(text) and not text.startswith(("#", "}", "{")) and not DECLARATION.match(text) and not FUNCTION.match(text)


def count_of_declarations(lines):
    """How many of the lines come before the first statement at namespace scope."""
    depth = 0
    for number, line in enumerate(lines):
        if depth == 0 and is_statement(line):
            return number
        depth += sum(line.count(c) for c in "{(") - sum(line.count(c) for c in "})")
    return len(lines)


def with_line(block, first, lines):
    return f'#line {block.line + first} "{block.page}"\n' + "".join(line + "\n" for line in lines)


def without_includes(block):
    """The includes of a block, and its lines with blank ones in their place."""
    includes = [match[1] for match in map(INCLUDE.match, block.lines) if match]
    return includes, ["" if INCLUDE.match(line) else line for line in block.lines]


def is_program(block):
    return "int main(" in block.text


class Source:
    """The C++ source of one page."""

    def __init__(self, page):
        self.page, self.includes, self.parts, self.open_function = page, [], [], False

    def add(self, block):
        includes, lines = without_includes(block)
        self.includes += includes
        if "continued" not in block.notes:
            self.close()
        elif not self.open_function:
            raise Problem(f"{block.place}: there are no statements to continue")
        if is_program(block):
            self.add_program(block, lines)
        else:
            self.add_fragment(block, lines)

    def add_program(self, block, lines):
        # Flowing off the end is main's privilege, which a main in a namespace does not have.
        end = max((number for number, line in enumerate(lines) if line == "}"), default=None)
        if end is None:
            raise Problem(f"{block.place}: main() does not end in a line of its own")
        body = with_line(block, 0, lines[:end]) + "return 0;\n" + with_line(block, end, lines[end:])
        name = identifier(block.place)
        self.parts.append(f"namespace program_{name} {{\n{body}}}\n")
        self.parts.append(f'static const documentation::block run_{name}{{"{block.place}", program_{name}::main}};\n')

    def add_fragment(self, block, lines):
        split = 0 if self.open_function else count_of_declarations(lines)
        declarations, statements = lines[:split], lines[split:]
        if any(line.strip() for line in declarations):
            self.parts.append(with_line(block, 0, declarations))
        if not any(line.strip() for line in statements):
            return
        if not self.open_function:
            name = identifier(block.place)
            self.parts.append(f'static const documentation::block run_{name}{{"{block.place}", [] {{\n')
            self.parts.append(f"struct fragment : documentation::given {{ int run() {{\n{block.notes.get('given', '')}\n")
            self.open_function = True
        self.parts.append(with_line(block, split, statements))

    def close(self):
        if self.open_function:
            self.parts.append("return 0; } };\nreturn fragment().run(); }};\n")
        self.open_function = False

    def text(self):
        self.close()
        includes = "".join(f"#include {include}\n" for include in dict.fromkeys(self.includes))
        name = identifier(str(self.page.relative_to(ROOT)))
        return f'#include "given.hpp"\n{includes}namespace {name} {{\n{"".join(self.parts)}}}\n'


def cpp_sources():
    for page in every_page():
        source = Source(page)
        for block in blocks_of(page):
            if block.language == "cpp" and "not compiled" not in block.notes:
                source.add(block)
        if source.parts:
            yield identifier(str(page.relative_to(ROOT))) + ".cpp", source.text()


def cmake_text(block):
    before = cmake_text(block.follows) if "continued" in block.notes else ""
    return before + "".join(line + "\n" for line in [block.notes.get("given", ""), *block.lines])


def cmake_files():
    for block in every_block("cmake"):
        if "not compiled" not in block.notes:
            yield identifier(block.place) + ".cmake", cmake_text(block)


def write(directory):
    """Leaves what has not changed, for it need not be compiled again, and removes what no page makes any more."""
    directory.mkdir(parents=True, exist_ok=True)
    files = dict([*cpp_sources(), *cmake_files()])
    for old in directory.iterdir():
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        file = directory / name
        if not file.exists() or file.read_text() != text:
            file.write_text(text)


def expected_output(place):
    """The text block that says what the block at this place prints, if there is one."""
    for text in every_block("text"):
        if "prints" in text.notes:
            printing = text.follows
            while printing and "continued" in printing.notes:
                printing = printing.follows
            if printing is None or printing.language != "cpp":
                raise Problem(f"{text.place}: no cpp block is before it")
            if printing.place == place:
                return text.text
    return None


def run(program):
    """The number of blocks that fail."""
    places = subprocess.run([program], check=True, capture_output=True, text=True).stdout.split()
    failures = 0
    for place in places:
        result = subprocess.run([program, place], capture_output=True, text=True)
        expected = expected_output(place)
        if result.returncode != 0:
            print(f"{place}: exit status {result.returncode}\n{result.stdout}{result.stderr}")
        elif expected is not None and result.stdout != expected:
            print(f"{place} prints\n{result.stdout}but the page says\n{expected}")
        else:
            continue
        failures += 1
    for block in every_block("cpp", "cmake"):
        if "not compiled" in block.notes:
            print(f"{block.place} is not compiled: {block.notes['not compiled']}")
    print(f"{len(places)} blocks run, {failures} fail")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["write", "run"])
    parser.add_argument("path", type=pathlib.Path)
    arguments = parser.parse_args()
    try:
        if arguments.action == "write":
            write(arguments.path)
            return 0
        return 1 if run(arguments.path) else 0
    except Problem as problem:
        print(f"code_blocks: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
