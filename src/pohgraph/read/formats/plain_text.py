"""Any text of no known family: its title, sections by its headings, paragraphs."""

from collections.abc import Iterator, Sequence

from pohgraph.language.lines import Line, lines_of
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Section, Span
from pohgraph.read.apart import nested, own_elements, remaining
from pohgraph.read.block_scalars import without_block_scalars
from pohgraph.read.dates import last_updated
from pohgraph.read.fields import read_fields
from pohgraph.read.formats.medquad_table import Table, find_table
from pohgraph.read.headings import Heading, find_headings, is_rule
from pohgraph.read.headlines import find_headline
from pohgraph.read.inline_links import without_inline_links
from pohgraph.read.inline_markup import without_inline_tags
from pohgraph.read.latex_marks import without_latex
from pohgraph.read.layout import Layout
from pohgraph.read.lexical import boilerplate, is_boilerplate
from pohgraph.read.light_markup import without_light_markup
from pohgraph.read.line_ends import without_indents
from pohgraph.read.listed_findings import listed_findings
from pohgraph.read.listed_genes import listed_genes
from pohgraph.read.listed_names import listed_names, names_below
from pohgraph.read.marked_findings import read_marked_findings
from pohgraph.read.marks import citations, links, list_items, raised_notes
from pohgraph.read.not_text import head_of_file, legends, lines_of_data, lines_of_markup, markup
from pohgraph.read.noted_headings import noted_headings
from pohgraph.read.outline import outline
from pohgraph.read.paragraphs import notes, paragraphs, whole_paragraphs, without
from pohgraph.read.popups import popups
from pohgraph.read.printed_pages import columns, running_lines
from pohgraph.read.run_ins import run_ins
from pohgraph.read.run_together import with_line_breaks, with_list_breaks
from pohgraph.read.stacked_cells import read_stacked
from pohgraph.read.tables import read_tables
from pohgraph.read.title_names import Title
from pohgraph.read.titles import find_title, is_banner
from pohgraph.read.wiki_markup import without_wiki_marks

FAMILY = "plain_text"


def read(text: str) -> Layout:
    """Read a text by what it shows: marks, short lines, blank lines. A heading that no table knows opens a section "other"."""
    text = without_wiki_marks(without_block_scalars(without_indents(without_light_markup(without_latex(text)))))
    text = with_list_breaks(with_line_breaks(without_inline_links(without_inline_tags(text))))
    printed = tuple(lines_of(text))
    running = running_lines(text, printed)
    lines = remaining(printed, running) if running else printed
    tags = markup(text, lines)
    silent = frozenset((*head_of_file(text, lines), *lines_of_markup(text, lines, tags), *legends(text, lines)))
    silent |= frozenset(lines_of_data(text, lines[1:]))  # the first line may be the page's name
    lines = remaining(lines, silent) if silent else lines
    title = find_title(text, lines)
    headline = find_headline(text, lines) if title is None else None
    own = _own(text, lines, title) if headline is None else lines[headline + 1 :]
    tables = read_tables(text, own)
    stacked = read_stacked(text, remaining(own, tables.taken))
    tables.elements.extend(stacked.elements)
    tables.spoken.extend(stacked.spoken)
    tables.taken.update(stacked.taken)
    findings = listed_findings(text, remaining(own, tables.taken))
    marked = read_marked_findings(text, remaining(own, tables.taken | findings.taken))
    fields = read_fields(text, remaining(own, tables.taken | findings.taken | marked.taken))
    named = names_below(text, own) if title and title.is_line else {}
    apart = frozenset((*tables.taken, *findings.taken, *marked.taken, *fields.taken, *named))
    headings = tuple(heading for heading in find_headings(text, own) if heading.span not in apart)
    standard = boilerplate(text, FAMILY, scope="line", spans=(line.span for line in lines))
    no_prose = frozenset(
        span.start for span in (*(h.span for h in headings), *(part.span for part in standard), *apart)
    )
    blocks = tuple(paragraphs(text, own, no_prose))
    headings = tuple(sorted((*headings, *run_ins(text, blocks, tuple(whole_paragraphs(text, own, blocks))))))
    noted = noted_headings(text, headings, own)
    sections, entries = outline(text, [h for h in headings if h not in noted], own[0].span.start if own else len(text))
    entries = (*entries, *noted)
    names = (
        *(Element(kind="synonym", span=name) for said in named.values() for name in said),
        *listed_names(text, sections, own, apart),
    )
    genes = tuple(listed_genes(text, sections, own, apart))
    flat = find_table(text, Span(0, len(text)))
    taken = sorted(
        (
            *((flat.span,) if flat else ()),
            *(heading.span for heading in headings if heading not in entries),
            *(element.span for element in (*names, *genes)),
            *notes(text, own),
            *popups(text, own),
            *tags,
        )
    )
    prose = without(text, sorted((*blocks, *(entry.words for entry in entries))), taken)
    spans = tuple(line.span for line in lines)
    sentences = find_sentences(text, sorted((*prose, *fields.spoken, *marked.spoken, *tables.spoken)))
    placed = tuple(nested(fields.sections, sections, own))
    return Layout(
        text=text,
        title=text[slice(*title.words)] if title else "",
        modified=last_updated(text),
        sections=(*_head(lines, title, headline), *sections, *placed, *_of_table(flat, sections)),
        elements=(
            *_titles(title),
            *names,
            *genes,
            *standard,
            *boilerplate(text, FAMILY, scope="sentence", spans=sentences),
            *(Element(kind="boilerplate", span=span) for span in sorted(running | silent)),
            *_questions(text, headings),
            *_links_listed(text, sentences),
            *citations(text, spans),
            *raised_notes(text, spans),
            *list_items(text, remaining(lines, apart)),
            *links(text, spans),
            *own_elements(fields.elements, placed),
            *findings.elements,
            *marked.elements,
            *tables.elements,
            *(flat.rows if flat else ()),
        ),
        remarks=tuple(columns(text, lines)),
        sentences=sentences,
    )


def _own(text: str, lines: Sequence[Line], title: Title | None) -> tuple[Line, ...]:
    """The lines under the title; where it stands within the text, all but the banners above it."""
    if title and title.is_line:
        start = title.line + 1
        while start < len(lines) and is_rule(text, lines[start].span):
            start += 1
        return tuple(lines[start:])
    above = title.line if title else 0
    return tuple(line for place, line in enumerate(lines) if place >= above or not is_banner(text, line.span))


def _head(lines: Sequence[Line], title: Title | None, headline: int | None) -> tuple[Section, ...]:
    """What stands over the title, and the title itself; an article's is a sentence, and no name."""
    if headline is not None:
        return (Section(name="header", span=lines[headline].span, heading=lines[headline].span),)
    if title is None or not title.is_line:
        return ()
    found = [Section(name="header", span=lines[title.line].span)]
    if title.line:
        over = lines[0].span.cover(lines[title.line - 1].span)
        found.append(Section(name="not_content", span=over))
    return tuple(found)


def _links_listed(text: str, sentences: Sequence[Span]) -> Iterator[Element]:
    """A sentence that leads to a list of links, and the list: on its line, or below with bullets."""
    within = False
    last = 0
    for sentence in sentences:
        between = text[last : sentence.start]
        within = within and ("\n" not in between or bool(between.rpartition("\n")[2].strip()))
        within = within or is_boilerplate(text, FAMILY, scope="rest", span=sentence)
        if within:
            yield Element(kind="boilerplate", span=sentence)
        last = sentence.end


def _of_table(flat: Table | None, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The section of a table of HPO terms that was run into a text, one level below those around it."""
    if flat is None:
        return ()
    level = 1 + max((section.level for section in sections if section.span.contains(flat.span)), default=0)
    return (Section(name="hpo_table", span=flat.span, heading=flat.heading, level=level),)


def _titles(title: Title | None) -> tuple[Element, ...]:
    if title is None:
        return ()
    return (Element(kind="title", span=title.words), *title.elements)


def _questions(text: str, headings: Sequence[Heading]) -> tuple[Element, ...]:
    """Headings that ask something."""
    asked = (heading.words for heading in headings if text[heading.words.end - 1] == "?")
    return tuple(Element(kind="question", span=Span(*words)) for words in asked)
