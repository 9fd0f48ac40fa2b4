"""What MkDocs does beside its own: pages that the build generated join those of docs/, what is no page stays away, and
links to files of the repository outside docs/ become links to the repository."""
import pathlib
import posixpath
import re

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"(\]\()([^)#\s]+)((?:#[^)\s]*)?\))")
SHOWN = {".md", ".svg", ".css", ".csv", ".json"}
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def generated_files(config):
    directory = pathlib.Path(config.extra["generated_pages"])
    for path in sorted(directory.rglob("*")):
        if path.is_file():
            yield File(str(path.relative_to(directory)), str(directory), config.site_dir, config.use_directory_urls)


def is_shown(file, config):
    """Whether it is the theme's, or of the pages in docs/ and what they show."""
    if not pathlib.Path(file.abs_src_path).is_relative_to(config.docs_dir):
        return True
    path = pathlib.PurePosixPath(file.src_uri)
    return path.suffix in SHOWN and path.parts[0] != "interactive"


def on_files(files, config):
    return Files([file for file in files if is_shown(file, config)] + list(generated_files(config)))


def outside_link(target, page, files, config):
    """Where a relative link leads that leads out of the site; nothing where it leads to a file of it."""
    path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page.file.src_uri), target))
    if path.startswith("docs/") and path[len("docs/") :] in files:
        return None
    if not (ROOT / path).exists():
        raise PluginError(f"{page.file.src_uri}: the link to {target} is dead")
    kind = "tree" if (ROOT / path).is_dir() else "blob"
    return f"{config.extra['repository']}/{kind}/main/{path}"


def on_page_markdown(markdown, page, config, files):
    def replaced(link):
        if re.match(r"[a-z]+:", link[2]):
            return link[0]
        outside = outside_link(link[2], page, files, config)
        return link[1] + outside + link[3] if outside else link[0]

    parts, end = [], 0
    for fence in [*FENCE.finditer(markdown), None]:
        prose = markdown[end : fence.start() if fence else len(markdown)]
        parts.append(LINK.sub(replaced, prose))
        if fence:
            parts.append(fence[0])
            end = fence.end()
    return "".join(parts)
