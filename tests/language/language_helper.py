"""What the tests of the language share: from a text to its walk, its findings, and where they stand."""

from __future__ import annotations

from textwrap import dedent

from cnncalc.api import Text, parse_network
from cnncalc.source import InputError, Source


def network(text):
    """The network that a text describes; indentation that all lines share does not count."""
    if text.startswith("\n"):
        text = dedent(text[1:])
    return parse_network(Text(Source("net.yaml", text), None, "net", is_bundled=False))


def walked(text, **settings):
    """The walk of a text, faults included."""
    return network(text).try_walk(settings.pop("input", None), **settings)


def errors(text, **settings):
    """All findings about a text, in their order."""
    try:
        return walked(text, **settings).diagnostics
    except InputError as error:
        return error.diagnostics


def found(text, **settings):
    """Code, line and column of every finding."""
    return [(finding.code, *finding.position) for finding in errors(text, **settings)]


def layers(text, **settings):
    """Path and output shape of every layer of a text without faults."""
    walk = walked(text, **settings)
    assert walk.diagnostics == [], "\n\n".join(map(str, walk.diagnostics))
    return {layer.path: str(layer.output_shape) for layer in walk.layers}


def output(text, **settings):
    """The shape that comes out of a text without faults."""
    walk = walked(text, **settings)
    assert walk.diagnostics == [], "\n\n".join(map(str, walk.diagnostics))
    return str(walk.output_shape)


def shape_after(layer, input="32x32x3", **vars):
    """What one layer, written as in a list, makes of an input."""
    variables = "".join(f"  {name}: {value}\n" for name, value in vars.items())
    return output(f"input: {input}\n{'vars:' + chr(10) + variables if vars else ''}layers:\n  - {layer}\n")


def value_of(expression, **vars):
    """What an expression gives, by way of a variable."""
    from cnncalc.language.expressions import parse

    class Names:
        def value(self, name):
            return vars[name]

        def shape(self, name):
            return vars[name]

    return parse(expression).evaluate(Names())
