#!/usr/bin/env python3
"""Whether every link of a built site leads somewhere: to a file of it, and there to the place that it names. Links to
other sites are not followed."""
import html.parser
import pathlib
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    """The places and the links of one page."""

    def __init__(self, file):
        super().__init__()
        self.places, self.links = set(), []
        self.feed(file.read_text())

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.places.update(named[key] for key in ("id", "name") if named.get(key))
        self.links += [named[key] for key in ("href", "src") if named.get(key)]


def dead_links(site):
    pages = {file: Page(file) for file in site.rglob("*.html")}
    if not pages:
        yield f"{site} has no pages"
    for file, page in pages.items():
        for link in page.links:
            url = urllib.parse.urlsplit(link)
            if url.scheme or url.netloc or file.name == "404.html":
                continue
            target = (file.parent / urllib.parse.unquote(url.path)).resolve() if url.path else file
            place = urllib.parse.unquote(url.fragment)
            if not target.exists():
                yield f"{file.relative_to(site)}: {link} is dead"
            elif place and target in pages and place not in pages[target].places and not place.startswith("__"):
                yield f"{file.relative_to(site)}: {link} names a place that is not there"


def main():
    if len(sys.argv) != 2:
        print("usage: check_site_links.py SITE", file=sys.stderr)
        return 2
    dead = sorted(set(dead_links(pathlib.Path(sys.argv[1]).resolve())))
    print(*dead, sep="\n", end="\n" if dead else "", file=sys.stderr)
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
