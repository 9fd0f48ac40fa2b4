#!/usr/bin/env python3
"""Writes the reference: a Markdown page for each public header, from its doc comments. Doxygen says which entities there
are, the headers themselves how they read. An entity without a doc comment is an error."""
import argparse
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

KERNEL = re.compile(r"template <simd::vector V\b")
NOT_SHOWN = {"name", "operator==", "self", "is_off_ties"}  # what every activation has, and what its kernels say
SCALAR_FORMS = re.compile(r"ACT_FORM_OF_SCALARS\((\w+), [\w:]+, ([\w:]+)\)")


class Entity:
    """One declaration in a header, with the comment above it."""

    def __init__(self, kind, name, file, line, parent=None):
        self.kind, self.name, self.file, self.line, self.parent = kind, name, file, line, parent
        lines = file.lines
        start = line
        while start > 1 and not ends_declaration(lines[start - 2]):
            start -= 1
        first = start - 1 if kind == "define" and lines[start - 2].startswith("#ifndef") else start
        after_comment = first
        while first > 1 and lines[first - 2].lstrip().startswith("///"):
            first -= 1
        self.comment = [text.strip()[3:].removeprefix(" ") for text in lines[first - 1 : after_comment - 1]]
        self.declaration = declaration_text(lines, start)
        self.members = []

    @property
    def place(self):
        return f"{self.file.name}:{self.line}"


def ends_declaration(line):
    """Whether nothing that belongs to the next line's declaration stands in this one."""
    text = line.strip()
    if text.startswith(("template <", "requires")):
        return False
    if text.startswith("//") or text.startswith("#"):
        return True
    return text == "" or text.endswith((";", "{", "}", ":")) or text in ("ACT_NAMESPACE_BEGIN", "ACT_NAMESPACE_END")


def without_comment(line):
    return re.sub(r"\s*//.*$", "", line)


def declaration_text(lines, start):
    """The lines from there to the end of the declaration, without its body."""
    indentation = len(lines[start - 1]) - len(lines[start - 1].lstrip())
    taken = []
    if lines[start - 1].startswith("#define"):
        return [re.sub(r"^#define (\w+(\([^)]*\))?).*", r"\1", lines[start - 1])]
    for line in lines[start - 1 :]:
        text = without_comment(line[indentation:] if line[:indentation].strip() == "" else line).rstrip()
        if text.startswith("requires requires("):
            taken.append(text)
            continue
        body = text.endswith("{") or re.search(r"\{.*\}$", text) or text.endswith(";")
        taken.append(text)
        if body:
            break
    text = "\n".join(taken)
    text = re.sub(r"\s*(: [^:{}]*\([^{}]*\))?\s*\{[^{}]*(\{[^{}]*\}[^{}]*)*\}$", "", text) if text.endswith("}") else text
    text = re.sub(r"\s*(:\s\w+\([^{}]*\))?\s*\{$", "", text)
    text = re.sub(r"(ACT_FLATTEN|ACT_INLINE|ACT_OUT_OF_LINE) ", "", text)
    scalar = SCALAR_FORMS.match(text)
    if scalar:
        result = "promoted<T>" if "identity" in scalar[2] else f"{scalar[2]}<promoted<T>>"
        text = f"template <scalar T>\n{result} {scalar[1]}(T x) const"
    return (text if text.endswith(";") else text + ";").split("\n")


def line_of(location):
    """Doxygen's line 1 stands for a line that it does not know, but it knows where the body begins."""
    return max(int(location.get("line")), int(location.get("bodystart", 0)) if location.get("line") == "1" else 0)


class Header:
    def __init__(self, include, name):
        self.name = name
        self.lines = (include / name).read_text().split("\n")
        self.entities = []

    @property
    def is_vocabulary(self):
        """Whether it is what kernels are written with."""
        return "/simd/" in self.name

    def page(self):
        return "reference/" + self.name.removeprefix("act/").replace("/", "-").replace(".hpp", ".md")

    def introduction(self):
        """What stands behind \\file."""
        start = next((k for k, line in enumerate(self.lines) if line.startswith("/// \\file")), None)
        if start is None:
            return []
        end = start + 1
        while self.lines[end].startswith("///"):
            end += 1
        return [line[3:].removeprefix(" ") for line in self.lines[start + 1 : end]]


class Reference:
    def __init__(self, xml, include):
        self.include, self.xml, self.headers = include, xml, {}
        for file in sorted(xml.glob("*.xml")):
            compound = ElementTree.parse(file).getroot().find("compounddef")
            if compound is not None:
                self.add_compound(compound)

    def header(self, location):
        name = location.get("file")
        if name not in self.headers:
            self.headers[name] = Header(self.include, name)
        return self.headers[name]

    def add_compound(self, compound):
        kind, name = compound.get("kind"), compound.findtext("compoundname")
        if kind in ("namespace", "file"):
            wanted = ("function", "variable", "typedef", "enum") if kind == "namespace" else ("define",)
            if kind == "namespace" and name not in ("act", "act::simd"):
                return
            for member in compound.iter("memberdef"):
                if member.get("kind") in wanted:
                    prefix = "simd::" if name == "act::simd" else ""
                    self.add(self.entity(member, prefix + member.findtext("name")))
        elif kind in ("struct", "class", "concept") and name.startswith("act::"):
            location = compound.find("location")
            shown = re.sub(r"< (.*) >", r"<\1>", name.removeprefix("act::"))
            entity = Entity(kind, shown, self.header(location), int(location.get("line")))
            self.add(entity)
            for member in compound.iter("memberdef"):
                if member.get("prot") == "public" or member.get("kind") == "friend":
                    entity.members.append(self.entity(member, member.findtext("name"), entity))

    def entity(self, member, name, parent=None):
        location = member.find("location")
        return Entity(member.get("kind"), name, self.header(location), line_of(location), parent)

    def add(self, entity):
        if not entity.comment and (entity.kind == "define" or entity.file.is_vocabulary):
            return  # a macro of act's own, or what kernels of one's own do not need
        entity.file.entities.append(entity)


def is_shown(member):
    """All but the kernels of an activation, which the base explains, and what repeats one's type."""
    if member.file.is_vocabulary and not member.comment:
        return False
    if member.name in NOT_SHOWN or member.name.startswith("std::") or KERNEL.match(" ".join(member.declaration)):
        return False
    return not re.match(r"(using activation_base::|friend struct)", member.declaration[0])


def in_order(entities):
    """By place in the header; what one line declares is one entity."""
    places = {}
    for entity in entities:
        other = places.setdefault(entity.line, entity)
        if entity.name not in other.name.split(", "):
            other.name += f", {entity.name}"
    return [places[line] for line in sorted(places)]


def grouped(members):
    """Overloads under the comment of the first."""
    groups = []
    for member in in_order(member for member in members if is_shown(member)):
        if groups and groups[-1][0].name == member.name and not member.comment:
            groups[-1].append(member)
        else:
            groups.append([member])
    return groups


def prose(comment):
    """A doc comment as Markdown: a heading becomes a bold line, and what looks like a template or a header is code."""
    lines, code_or_text = [], re.compile(r"(`[^`]*`)|(\w+<[^<>`]*>|<act/[\w.]+>)|(\*)")

    def shown(match):
        return match[1] or (f"`{match[2]}`" if match[2] else r"\*")

    for line in comment:
        if lines and re.fullmatch(r"-{4,}", line):
            lines[-1] = f"**{lines[-1]}**\n"
            continue
        lines.append(line if line.startswith("    ") else code_or_text.sub(shown, line))
    return "\n".join(lines)


def code(declarations):
    return "```cpp\n" + "\n".join("\n".join(each) for each in declarations) + "\n```\n"


def entity_text(entity):
    text = f"\n## `{entity.name}` {{#{anchor(entity)}}}\n\n" + code([entity.declaration]) + "\n" + prose(entity.comment) + "\n"
    if "activation_base<" in " ".join(entity.declaration) and entity.name != "activation_base":
        text += "\nIts forms are those of [activation_base](activation.md) and [fused_forms](fused.md).\n"
    for group in grouped(entity.members):
        text += f"\n### `{group[0].name}`\n\n" + code(each.declaration for each in group) + "\n" + prose(group[0].comment) + "\n"
    return text


def anchor(entity):
    return re.sub(r"\W+", "-", entity.name).strip("-").lower()


def overloads_joined(entities):
    """Functions of one name and their overloads as one entry."""
    shown = []
    for entity in in_order(entities):
        if shown and entity.kind == "function" and shown[-1].name == entity.name and not entity.comment:
            shown[-1].declaration += entity.declaration
        else:
            shown.append(entity)
    return shown


def header_text(header):
    text = f"# {header.name.removeprefix('act/')}\n\n```cpp\n#include <{header.name}>\n```\n\n" + prose(header.introduction()) + "\n"
    return text + "".join(entity_text(entity) for entity in overloads_joined(header.entities))


def first_sentence(comment):
    text = re.split(r"(?<=[.:])\s", " ".join(comment).strip() + " ")[0]
    return prose([text.rstrip(":")])


def index_text(headers):
    text = "# Reference\n\nEvery public entity of the namespace act, by header. `<act/act.hpp>` includes all but `<act/stochastic.hpp>`,\n"
    text += "`<act/parallel.hpp>` and `<act/half_io.hpp>`. The forms that every activation has are in\n"
    text += "[activation.hpp](activation.md) and [fused.hpp](fused.md). Kernels of your own are written with what the headers\n"
    text += "in simd/ have.\n"
    for header in headers:
        page = pathlib.PurePosixPath(header.page()).name
        text += f"\n## [{header.name.removeprefix('act/')}]({page})\n\n"
        for entity in overloads_joined(header.entities):
            text += f"- [`{entity.name}`]({page}#{anchor(entity)}): {first_sentence(entity.comment)}\n"
    return text


def undocumented(headers):
    for header in headers:
        for entity in overloads_joined(header.entities):
            if not entity.comment:
                yield entity
            yield from (group[0] for group in grouped(entity.members) if not group[0].comment)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("xml", type=pathlib.Path, help="what Doxygen wrote")
    parser.add_argument("include", type=pathlib.Path, help="the directory of act/")
    parser.add_argument("pages", type=pathlib.Path, help="the directory in which reference/ is written")
    arguments = parser.parse_args()
    reference = Reference(arguments.xml, arguments.include)
    headers = [header for _, header in sorted(reference.headers.items()) if header.entities]
    missing = list(undocumented(headers))
    for entity in missing:
        print(f"{entity.place}: {entity.name} has no doc comment", file=sys.stderr)
    if missing or not headers:
        return 1
    (arguments.pages / "reference").mkdir(parents=True, exist_ok=True)
    (arguments.pages / "reference" / "index.md").write_text(index_text(headers))
    for header in headers:
        (arguments.pages / header.page()).write_text(header_text(header))
    return 0


if __name__ == "__main__":
    sys.exit(main())
