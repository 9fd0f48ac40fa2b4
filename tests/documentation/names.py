#!/usr/bin/env python3
"""What the documentation names exists: the files that it links, the presets and scripts of its commands, and the
version that it says to fetch. Prints what does not; the exit status is 1 then."""
import json
import re
import sys

from pages import ROOT, every_block, every_page

LINK = re.compile(r"\]\(([^)\s]+)\)")
PRESET = re.compile(r"--preset[ =]([\w-]+)")
SCRIPT = re.compile(r"(?<![\w/.-])((?:tools|tests|examples|bench|\.ci)/[\w/.-]+)")
VERSION = re.compile(r"^#define ACT_VERSION_[A-Z]+ (\d+)$", re.MULTILINE)
TAG = re.compile(r"github\.com/act-library/act\.git\s+GIT_TAG\s+(\S+?)[\s)]")


def prose(page):
    """The page without its blocks of code, for these have brackets and parentheses of their own."""
    return re.sub(r"^ *```.*?^ *```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)


def is_elsewhere(target):
    """On the web, or made by the site."""
    return re.match(r"\w+:|.*\.html\b", target)


def anchors_of(page):
    """What the headings of a page are called in links."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]


def leads_somewhere(page, target):
    file, _, anchor = target.partition("#")
    file = page.parent / file if file else page
    return file.exists() and (not anchor or anchor in anchors_of(file))


def broken_links():
    for page in every_page():
        for target in LINK.findall(prose(page)):
            if not is_elsewhere(target) and not leads_somewhere(page, target):
                yield f"{page.relative_to(ROOT)} links {target}, which does not exist"


def unknown_presets():
    presets = json.loads((ROOT / "CMakePresets.json").read_text())
    known = {preset["name"] for kind in ("configurePresets", "workflowPresets") for preset in presets[kind]}
    for page in every_page():
        for name in PRESET.findall(page.read_text()):
            if name not in known:
                yield f"{page.relative_to(ROOT)} names the preset {name}, which does not exist"


def missing_scripts():
    for block in every_block("sh"):
        for path in SCRIPT.findall(block.text):
            if not (ROOT / path).exists():
                yield f"{block.place} runs {path}, which does not exist"


def other_versions():
    version = "v" + ".".join(VERSION.findall((ROOT / "include" / "act" / "config.hpp").read_text()))
    files = [*every_page(), *ROOT.glob("examples/**/CMakeLists.txt")]
    tags = [(file, tag) for file in files for tag in TAG.findall(file.read_text())]
    if not any(file.name == "README.md" for file, tag in tags):
        yield "README.md says nowhere which GIT_TAG to fetch"
    for file, tag in tags:
        if tag != version:
            yield f"{file.relative_to(ROOT)} fetches {tag}, but include/act/config.hpp is {version}"


problems = [*broken_links(), *unknown_presets(), *missing_scripts(), *other_versions()]
print("\n".join(problems) or "every name exists")
sys.exit(1 if problems else 0)
