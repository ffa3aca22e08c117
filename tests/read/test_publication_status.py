"""Pages that can no longer be relied on say so, and so do their claims."""

import pytest
from tests.extractors.test_pattern_needs import is_proven

from pohgraph.read import read_page
from pohgraph.tables import package_table

PUBMED = """<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
<ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>Noonan syndrome causes short stature.</AbstractText></Abstract>
<PublicationTypeList><PublicationType>Journal Article</PublicationType>{types}</PublicationTypeList></Article>
<CommentsCorrectionsList>{references}</CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>"""
JATS = """<article article-type="{kind}"><front><article-meta><title-group><article-title>{title}</article-title></title-group>
{related}<abstract><p>Noonan syndrome causes short stature.</p></abstract></article-meta></front></article>"""


def _pubmed(title: str = "Noonan syndrome", types: str = "", references: str = "") -> str:
    return PUBMED.format(title=title, types=types, references=references)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (_pubmed(types="<PublicationType>Retracted Publication</PublicationType>"), "retracted"),
        (_pubmed(references='<CommentsCorrections RefType="RetractionIn"/>'), "retracted"),
        (_pubmed(references='<CommentsCorrections RefType="ExpressionOfConcernIn"/>'), "expression_of_concern"),
        (_pubmed(references='<CommentsCorrections RefType="ErratumIn"/>'), "corrected"),
        (_pubmed(references='<CommentsCorrections RefType="Cites"/>'), ""),
        (_pubmed(title="RETRACTED: Noonan syndrome in ten families"), "retracted"),
        (_pubmed(title="[Retracted] Noonan syndrome in ten families"), "retracted"),
        (_pubmed(title="Retraction of the eyelids in Noonan syndrome"), "retracted"),
        (_pubmed(title="Eyelid retraction in Noonan syndrome"), ""),
        (JATS.format(kind="retraction", title="Noonan syndrome", related=""), "retracted"),
        (JATS.format(kind="case-report", title="Noonan syndrome", related=""), ""),
        (
            JATS.format(
                kind="correction",
                title="Noonan syndrome",
                related='<related-article related-article-type="corrected-article"/>',
            ),
            "corrected",
        ),
        (
            "# Noonan syndrome\n\nThis page has been archived and is no longer updated.\n\nIt causes short stature.",
            "retired",
        ),
        ("ARCHIVED\n\n# Noonan syndrome\n\nIt causes short stature.", "retired"),
        ("# Noonan syndrome\n\nRetired chapter, for historical reference only\n\nIt causes short stature.", "retired"),
        ("# Noonan syndrome\n\nThe name Turner phenotype is no longer used. It causes short stature.", ""),
    ],
)
def test_the_publication_status_of_a_page(text: str, status: str) -> None:
    """By its own words, its publication types, or what refers to it."""
    page = read_page(text.encode(), name="page")

    assert page.document.source.status == status
    assert bool([remark for remark in page.remarks if remark.code == "publication_status"]) == bool(status)


@pytest.mark.parametrize(
    "row", [row for row in package_table("read", "publication_status.tsv") if row["where"] == "banner"]
)
def test_a_banner_has_a_word_that_it_is_looked_for_by(row: dict[str, str]) -> None:
    """A page without one of them is not searched."""
    assert is_proven(row["pattern"], row["needs"].split("|"))
