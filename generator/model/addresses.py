"""Where things stand on the site. Addresses are permanent: change none that was published.

All are folders relative to the edition (``/<series>/<edition>/``) unless said otherwise.
"""

from generator.looks import CAMPAIGNS

OVERVIEW = ""
NOTICE = "notice/"
STANDARDS = "standards/"
# Where one chooses which two standards to compare. No standard may be called so.
COMPARE = "standards/compare/"
SCORES = "score/"
FORMS = "forms/"
MATERIALS = "materials/"
ARCHIVE = "materials/archive/"
FAQ = "faq/"
# What differs from the edition before; of an edition that has one.
CHANGES = "changes/"
HONOREES = "honorees/"
# Of an edition with dates; the portal has one too, for its current editions.
CALENDAR = "calendar.ics"

# Every correction of what the edition published; only where there is one.
CORRECTIONS = "corrections/"

# Pages of the portal itself, relative to its root.
FEDERATIONS = "federations/"
GLOSSARY = "glossary/"
ABOUT = "about/"
PRIVACY = "privacy/"
ACCESSIBILITY = "accessibility/"
SITEMAP = "sitemap/"
TEXTS = (ABOUT, PRIVACY, ACCESSIBILITY)
SEARCH = "search/"
SEARCH_MANIFEST = "search/sites.js"
PAGEFIND = "search/pagefind/"
# New notices as Atom.
FEED = "feed.xml"
# The register of honours across campaigns and years; below it a folder for each edition that granted titles.
HONOURS = "honours/"

# Folders at the root of the site that are no series.
TAKEN = frozenset(
    {
        "assets",
        "data",
        "honours",
        "federations",
        "glossary",
        "about",
        "privacy",
        "accessibility",
        "sitemap",
        "search",
    }
)


def named(said: str) -> str:
    r"""An edition as people write it, ``<series>/<edition>`` or the path of its folder, without slashes around it.

    >>> named("demo/2026/"), named(r"content\campaigns\demo\2026")
    ('demo/2026', 'demo/2026')
    """
    return said.replace("\\", "/").removeprefix("./").strip("/").removeprefix(f"{CAMPAIGNS}/")


def standard(rubric: str) -> str:
    """The standards of one class of union, in words."""
    return f"{STANDARDS}{rubric}/"


def comparison(left: str, right: str) -> str:
    """Two standards side by side; no id holds ``--``, so no two pairs share an address."""
    return f"{COMPARE}{left}--{right}/"


def form(name: str) -> str:
    """A printable form: of a rubric or a registration form."""
    return f"{FORMS}{name}/"


def document(page: str, name: str, suffix: str) -> str:
    """A document as a file, beside the page that shows it: ``forms/union/union.pdf``."""
    return f"{page}{name}.{suffix}"


def bundle(series: str, edition: str) -> str:
    """All documents of the edition in one ZIP, named for what it is where it is kept."""
    return f"{series}-{edition}.zip"


def paper(name: str) -> str:
    """A document about honours: ``announcement``, ``decision``, or a later one by its id."""
    return f"{HONOREES}{name}/"


def earlier(page: str, correction: str) -> str:
    """What a page said before a correction; no rubric and no document can be called so that it stands there too."""
    return f"{page}earlier/{correction}/"


def is_earlier(page: str) -> bool:
    """Whether a page of an edition is an earlier text."""
    return "/earlier/" in page


def calculator(rubric: str) -> str:
    """The score calculator of a rubric."""
    return f"{SCORES}{rubric}/"


def section_anchor(section: str) -> str:
    """The anchor of a section on the page of its standard."""
    return f"section-{section}"


def item_anchor(item: str) -> str:
    """The anchor of an item on the page of its standard."""
    return f"item-{item}"


def question_anchor(ref: str) -> str:
    """The anchor of a question on a calculator; no id holds a ``_``, so no two questions share one."""
    return "q-" + ref.replace(".", "_")


def federation(name: str) -> str:
    """A federation's campaigns, relative to the site's root."""
    return f"{FEDERATIONS}{name}/"


def term_anchor(term: str) -> str:
    """The anchor of a term in the glossary."""
    return f"term-{term}"


# What describes the open data of an edition, named as Data Packages are; the list of honorees, and what certificates
# are made from. No rubric may be called so, nor as the ledger.
PACKAGE = "datapackage"
LIST = "honorees"
CERTIFICATES = "certificates"
# What was published, line by line, each bound to the one before; as JSON with all that each line binds.
LEDGER = "ledger"


def data_folder(series: str, edition: str) -> str:
    """The open data of an edition, relative to the site's root."""
    return f"data/{series}/{edition}/"


def data(series: str, edition: str, rubric: str, suffix: str = "json") -> str:
    """A rubric as open data, relative to the site's root."""
    return f"{data_folder(series, edition)}{rubric}.{suffix}"


def ledger(series: str, edition: str) -> str:
    """What was published and bound, relative to the site's root."""
    return data(series, edition, LEDGER, "csv")


def earlier_data(series: str, edition: str, correction: str, rubric: str) -> str:
    """A rubric as open data as it was before a correction, relative to the site's root."""
    return data(series, edition, f"earlier/{correction}/{rubric}")


def search_file(site: str) -> str:
    """What is searched of a site, relative to the portal's root."""
    return f"{SEARCH}{site}.js"


def honours(series: str, edition: str) -> str:
    """All titles that an edition granted, with their history, relative to the site's root."""
    return f"{HONOURS}{series}/{edition}/"


def title_anchor(number: str) -> str:
    """A title on the page of its edition's titles: with it that page's address is the title's, for good."""
    return f"no-{number}"


def register_data(series: str, edition: str) -> str:
    """The same for the scripts of the register, relative to the site's root."""
    return f"{honours(series, edition)}titles.js"


def register_file(name: str, suffix: str, *, demo: bool) -> str:
    """The register as open data, relative to the site's root; invented data stand apart."""
    return f"data/{HONOURS}{'demo/' if demo else ''}{name}.{suffix}"
