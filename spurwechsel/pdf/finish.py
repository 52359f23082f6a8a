"""What WeasyPrint leaves open for PDF/UA: its mark in the metadata, header cells, signs, running lines."""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

# The description of the schema is what PDF/A asks for before a file may carry the mark of PDF/UA.
_UA_MARK = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

_POINTS_PER_PIXEL = 0.75


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Called by WeasyPrint when all objects exist and nothing has been written."""
    _mark_as_pdf_ua(pdf)
    for page in document.pages:
        for box in _boxes(page._page_box):
            if hasattr(box, "mark"):
                _complete_cell(box, pdf)
    _name_languages(document, pdf)
    _place_figures(document, pdf)
    _set_running_lines_apart(pdf)


def _mark_as_pdf_ua(pdf: pydyf.PDF) -> None:
    metadata = _resolve(pdf, pdf.catalog["Metadata"])
    metadata.stream = [part.replace(b"</rdf:RDF>", _UA_MARK + b"</rdf:RDF>") for part in metadata.stream]


def _boxes(box: Any) -> Iterator[Any]:
    # Absolutely placed boxes hang behind a placeholder.
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _complete_cell(box: Any, pdf: pydyf.PDF) -> None:
    """Header cells say what they head; a sign like „·“ gets the words a screen reader should say."""
    cell, html = box.mark, box.element
    if cell["S"] == "/TH":
        cell["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    if spoken := html.get("data-spoken"):
        leaves = list(_leaves(pdf, cell))
        target = leaves[0] if len(leaves) == 1 else cell
        target["ActualText"] = pydyf.String(spoken)


def _name_languages(document: Any, pdf: pydyf.PDF) -> None:
    """An article with a language is read out in it; both lists are in the order of the document."""
    articles = [
        box
        for page in document.pages
        for box in _boxes(page._page_box)
        if box.element_tag == "article" and not isinstance(box, boxes.LineBox | boxes.TextBox)
    ]
    elements = [element for element in _structure_elements(pdf) if element["S"] == "/Art"]
    for box, element in zip(articles, elements, strict=True):
        if language := box.element.get("lang"):
            element["Lang"] = pydyf.String(language)


def _place_figures(document: Any, pdf: pydyf.PDF) -> None:
    """WeasyPrint writes the box of a figure in pixels from the top, PDF counts points from the bottom."""
    heights = {
        reference: page.height for reference, page in zip(pdf.page_references, document.pages, strict=True)
    }
    for element in _structure_elements(pdf):
        if element["S"] == "/Figure":
            left, top, right, bottom = element["A"]["BBox"]
            height = heights[element["Pg"]]
            element["A"]["BBox"] = pydyf.Array(
                round(number * _POINTS_PER_PIXEL, 3)
                for number in (left, height - bottom, right, height - top)
            )


def _set_running_lines_apart(pdf: pydyf.PDF) -> None:
    """
    Header and footer lines are tagged but hang outside the structure tree: make them page artifacts.

    A reader then hears the report once and not the same line on every page.
    """
    root = _resolve(pdf, pdf.catalog["StructTreeRoot"])
    inside = {id(element) for element in _descendants(pdf, root)}
    numbers = _resolve(pdf, root["ParentTree"])["Nums"]
    for element in _structure_elements(pdf):
        if id(element) in inside:
            continue
        for mark in (kid for kid in element["K"] if isinstance(kid, int)):
            page = _resolve(pdf, element["Pg"])
            _turn_into_artifact(_resolve(pdf, page["Contents"]).stream, mark)
            # The tree of marks is a flat list: number of the page, its elements, number of the next page …
            numbers[2 * page["StructParents"] + 1][mark] = "null"
        element.clear()


def _turn_into_artifact(stream: list[Any], mark: int) -> None:
    for position, part in enumerate(stream):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") == mark:
            stream[position - 1] = "/Artifact"
            stream[position] = pydyf.Dictionary({"Type": "/Pagination"})
            return


def _structure_elements(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"
    ]


def _descendants(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    yield element
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            yield from _descendants(pdf, _resolve(pdf, kid))


def _leaves(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """The elements that hold the text itself."""
    for each in _descendants(pdf, element):
        if any(isinstance(kid, int) for kid in each.get("K", ())):
            yield each


def _resolve(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
