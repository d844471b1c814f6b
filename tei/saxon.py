"""Saxon, hardened: the one processor of this process, and a stylesheet run on a document.

Saxon reads external entities and DTDs from local files unless it is told not to.
"""

from __future__ import annotations

import os
from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# What the parser of the JDK may not read, and the limits that it need not set: no entity can
# swell here, and what is too deep for libxml2 never comes this far.
_FEATURES: Mapping[str, str] = {
    "parserFeature?uri=http%3A//apache.org/xml/features/disallow-doctype-decl": "true",
    "parserFeature?uri=http%3A//xml.org/sax/features/external-general-entities": "false",
    "parserFeature?uri=http%3A//xml.org/sax/features/external-parameter-entities": "false",
    "parserProperty?uri=jdk.xml.maxElementDepth": "0",
    "parserProperty?uri=jdk.xml.elementAttributeLimit": "0",
    "allow-external-functions": "false",
    "allowedProtocols": "file",
}
# One processor serves one call at a time.
_TURN = RLock()


class SaxonError(Exception):
    """A stylesheet that does not compile, or that stops."""


def compiled(stylesheet: str) -> Any:
    """Return an XSLT 3 stylesheet, ready to be run.

    Raises `SaxonError`.
    """
    with _TURN:
        return _compiled(stylesheet, os.getpid())


def run(stylesheet: str, document: str) -> str:
    """Return what a stylesheet makes of a document without DOCTYPE.

    Raises `SaxonError`.
    """
    with _TURN:
        executable = compiled(stylesheet)
        try:
            node = _processor(os.getpid()).parse_xml(xml_text=document)
            executable.set_global_context_item(xdm_item=node)
            return str(executable.transform_to_string(xdm_node=node))
        except _errors() as error:
            raise SaxonError(str(error)) from error


def transform(stylesheet: Path, document: str, parameters: Mapping[str, str]) -> str:
    """Return what a stylesheet in a file, which may include others, makes of a document.

    Raises `SaxonError`.
    """
    with _TURN:
        processor = _processor(os.getpid())
        try:
            compiler = processor.new_xslt30_processor()
            executable = compiler.compile_stylesheet(stylesheet_file=str(stylesheet.resolve()))
            for name, value in parameters.items():
                executable.set_parameter(name, processor.make_string_value(value))
            node = processor.parse_xml(xml_text=document)
            executable.set_global_context_item(xdm_item=node)
            return str(executable.transform_to_string(xdm_node=node))
        except _errors() as error:
            raise SaxonError(str(error)) from error


@cache
def _compiled(stylesheet: str, process: int) -> Any:
    compiler = _processor(process).new_xslt30_processor()
    try:
        return compiler.compile_stylesheet(stylesheet_text=stylesheet)
    except _errors() as error:
        raise SaxonError(str(error)) from error


@cache
def _processor(process: int) -> Any:
    """Return the processor of this process: one that a fork inherits is of no use to it."""
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    for name, value in _FEATURES.items():
        processor.set_configuration_property(f"http://saxon.sf.net/feature/{name}", value)
    return processor


def _errors() -> type[Exception]:
    from saxonche import PySaxonApiError

    error: type[Exception] = PySaxonApiError
    return error
