"""The library behind the command line: ``load`` a network, ``walk`` it, read the figures."""

from __future__ import annotations

import re
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc import bundled, walk
from cnncalc.core.fields import SHAPE
from cnncalc.core.problem import Problem
from cnncalc.core.scalars import as_integer
from cnncalc.core.shape import Shape
from cnncalc.core.size import LARGEST
from cnncalc.language.document import read_document
from cnncalc.language.elaborate import elaborate, input_shapes
from cnncalc.language.reader import MOST_BYTES, decode
from cnncalc.language.settings import Settings, UsageError
from cnncalc.source import Diagnostic, Findings, InputError, Source, did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from cnncalc.analyses.receptive_field import Field, Fields
    from cnncalc.analyses.totals import Totals
    from cnncalc.core.letters import Requirement
    from cnncalc.core.size import Size
    from cnncalc.language.declarations import Document
    from cnncalc.run.verification import Verification

__all__ = ["ArchitectureError", "DoesNotFit", "Network", "UsageError", "Walk", "forward", "load", "loads", "verify"]

STANDARD_INPUT = "-"

MOST_NAMED = 4
"""Layers that are named behind a condition."""


class ArchitectureError(InputError):
    """A file has errors; ``diagnostics`` are the findings, and the message is their text."""


class DoesNotFit(UsageError):
    """Sizes for the letters of a walk at which it is another one, or none: a layer's condition does not hold."""


class Text(NamedTuple):
    """A file's text, and what is known of where it comes from."""

    source: Source
    variant: str | None
    name: str
    """The network's name unless the file gives another."""
    is_bundled: bool
    also: tuple[str, ...] = ()
    """Other bundled networks of the same name."""


def load(architecture: str | Path, variant: str | None = None) -> Network:
    """Read an architecture: a path, a bundled network's name (``vgg16``, ``torchvision/resnet50``), or ``-`` for standard input.

    ``NAME@VARIANT`` names a variant, as does ``variant``.

    Raises:
        UsageError: there is no such file, network or variant.
        ArchitectureError: the text cannot be read; faults that leave a network to walk are raised by :meth:`Network.walk`.
    """
    return parse_network(locate(str(architecture)), variant)


class CatalogueEntry(NamedTuple):
    """What is known of a bundled network without walking it: figures are those that its file asserts."""

    name: str
    description: str
    source: str
    """The paper, or where the code is."""
    year: int | None
    input: str
    params: int | None
    macs: int | None


def catalogue() -> list[CatalogueEntry]:
    """Every bundled network with its facts."""
    entries = []
    documents: dict[Path, tuple[Document, Findings]] = {}
    for network in bundled.networks():
        if network.file not in documents:
            documents[network.file] = read_document(_read(network.file))
        entries.append(_entry(network, *documents[network.file]))
    return entries


def _entry(network: bundled.Bundled, document: Document, diagnostics: Findings) -> CatalogueEntry:
    expected = document.variants[network.variant].expect if network.variant else document.expect
    figures = {one.figure: as_integer(one.value.constant) for one in expected if one.figure in ("params", "macs")}
    inputs = input_shapes(document, Settings(network.variant), Findings(diagnostics))
    years = re.findall(r"\b(?:19|20)[0-9]{2}\b", document.description) or re.findall(r"\b(?:19|20)[0-9]{2}\b", document.reference)
    return CatalogueEntry(
        network.name,
        document.description,
        document.reference,
        int(years[0]) if years else None,
        " ".join(map(str, inputs)),
        figures.get("params"),
        figures.get("macs"),
    )


def loads(text: str, name: str = "<text>") -> Network:
    """Read an architecture from a text; ``name`` is what findings call it.

    Raises:
        ArchitectureError: the text cannot be read.
    """
    return parse_network(Text(Source(name, text), None, name.strip("<>"), is_bundled=False))


def parse_network(text: Text, variant: str | None = None) -> Network:
    """The network that a text describes.

    Raises:
        ArchitectureError: the text cannot be read.
    """
    try:
        document, diagnostics = read_document(text.source)
    except InputError as error:
        raise ArchitectureError(error.diagnostics) from None
    return Network(document, diagnostics, text, variant or text.variant)


def locate(architecture: str) -> Text:
    """The text that ``architecture`` names.

    Raises:
        UsageError: it names none, or a file that cannot be read.
        ArchitectureError: it is not text.
    """
    if architecture == STANDARD_INPUT:
        return Text(_decode(sys.stdin.buffer.read(MOST_BYTES + 1), "<stdin>"), None, "stdin", is_bundled=False)
    path, variant = _path_and_variant(architecture)
    if path is not None:
        return Text(_read(path), variant, path.stem, is_bundled=False)
    name, _, at = architecture.rpartition("@")
    for wanted, asked in ((architecture, None), (name, at)):
        found = bundled.named(wanted) if wanted else []
        if len(found) > 1:
            raise UsageError(f"`{printable(wanted)}` is bundled more than once: {', '.join(network.name for network in found)}")
        if found:
            file = found[0].file
            text = _read(file, f"<bundled>/{'/'.join(file.relative_to(bundled.folder()).parts)}")
            return Text(text, asked or found[0].variant, found[0].name, is_bundled=True, also=tuple(bundled.also_called(found[0])))
    if any(network.name == name for network in bundled.networks()):
        raise UsageError(f"`{printable(name)}` is a variant itself: it has none called `{printable(at)}`")
    raise UsageError(_not_found(name or architecture))


def decode_text(path: Path) -> Text:
    """The text of a file, whatever its name looks like.

    Raises:
        UsageError: it cannot be read.
        ArchitectureError: it is not text.
    """
    return Text(_read(path), None, path.stem, is_bundled=False)


def _path_and_variant(architecture: str) -> tuple[Path | None, str | None]:
    """An existing path, the whole word or what stands before the last ``@``."""
    name, _, variant = architecture.rpartition("@")
    for text, asked in ((architecture, None), (name, variant)):
        try:
            if text and Path(text).exists() and not (Path(text).is_dir() and bundled.named(text)):
                return Path(text), asked
        except (OSError, ValueError):
            continue
    return None, None


def _not_found(name: str) -> str:
    shown = printable(name)
    if (
        "/" in name and not any(network.name.startswith(name.partition("/")[0] + "/") for network in bundled.networks())
    ) or name.endswith((".yaml", ".yml")):
        return f"no such file: {shown}"
    known = [network.name for network in bundled.networks()]
    return f"no file and no bundled network `{shown}`: {did_you_mean(name, known) if len(known) <= 300 else ''}".rstrip(": ")


def _read(path: Path, name: str | None = None) -> Source:
    try:
        if path.is_dir():
            raise UsageError(f"{printable(str(path))} is a folder: name a file in it")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {printable(str(path))}: {error.strerror}") from None
    return _decode(data, name or str(path))


def _decode(data: bytes, name: str) -> Source:
    try:
        return decode(data, printable(name, 4096))
    except InputError as error:
        raise ArchitectureError(error.diagnostics) from None


class Unreadable:
    """A file of which nothing could be walked, beside the others in an output."""

    def __init__(self, architecture: str, diagnostics: list[Diagnostic]) -> None:
        self.architecture = architecture
        self.diagnostics = diagnostics

    @property
    def file(self) -> str:
        """Where it would have been read from."""
        span = self.diagnostics[0].span
        return span.source.name if span else self.architecture

    def to_dict(self) -> dict[str, Any]:
        """A model without layers."""
        from cnncalc.report import unreadable

        return unreadable(self.architecture, self.file, self.diagnostics)


class Network:
    """A file that has been read: what it declares, and what is wrong with it so far."""

    def __init__(self, document: Document, diagnostics: Findings, text: Text, variant: str | None) -> None:
        self.document = document
        self.diagnostics: list[Diagnostic] = list(diagnostics)
        self.text = text
        self.variant = variant

    @property
    def name(self) -> str:
        """What it is asked for as, when bundled; else the name in the file, or the file's; with its variant."""
        return self.name_of(self.variant)

    def name_of(self, variant: str | None) -> str:
        """The name of one of its variants."""
        name = self.text.name if self.text.is_bundled else self.document.name or self.text.name
        return name if variant is None or name.endswith((f"/{variant}", f"@{variant}")) else f"{name}@{variant}"

    @property
    def variants(self) -> list[str]:
        """The variants that the file has."""
        return list(self.document.variants)

    def walk(
        self,
        input: str | Shape | Mapping[str, str | Shape] | None = None,
        *,
        variant: str | None = None,
        batch: int = 1,
        dtype: str = "float32",
        set: Mapping[str, Any] | None = None,
        freeze: str | None = None,
        **variables: Any,
    ) -> Walk:
        """Send a size through the network; keywords (or ``set``) override the file's variables.

        ``freeze`` (``all``, ``all-but-last``) says which parameters are not trained, beside those that the file freezes.

        Raises:
            UsageError: an unknown variable, variant or input, or a value that is none.
            ArchitectureError: the network has errors.
        """
        walked = self.try_walk(input, variant=variant, batch=batch, dtype=dtype, set={**(set or {}), **variables}, freeze=freeze)
        errors = [found for found in walked.diagnostics if found.severity == "error" and not found.code.startswith("CC2")]
        if errors:
            raise ArchitectureError(errors)
        return walked

    def try_walk(
        self,
        input: str | Shape | Mapping[str, str | Shape] | None = None,
        *,
        variant: str | None = None,
        batch: int = 1,
        dtype: str = "float32",
        set: Mapping[str, Any] | None = None,
        freeze: str | None = None,
    ) -> Walk:
        """As :meth:`walk`, but a network with errors gives what could be walked; its ``diagnostics`` say what is wrong.

        Raises:
            UsageError: an unknown variable, variant, input or dtype, or a value that is none.
        """
        from cnncalc.analyses.memory import BYTES_OF

        if batch < 1:
            raise UsageError(f"the batch must be at least 1, not {batch}")
        if dtype not in BYTES_OF:
            raise UsageError(f"unknown dtype `{printable(dtype)}`: {did_you_mean(dtype, tuple(BYTES_OF))}")
        given: Mapping[str, str | Shape] = {} if input is None else {"": input} if isinstance(input, (str, tuple, int)) else input
        shapes = _shapes(given)
        settings = Settings(variant or self.variant, set or {}, shapes, freeze)
        findings = Findings(self.diagnostics)
        try:
            placed = elaborate(self.document, settings, findings)
        except InputError as error:
            placed = walk.Walk({}, [], None, {}, complete=False, diagnostics=error.diagnostics)
        return Walk(placed, self, settings, batch, dtype)


def _shapes(given: Mapping[str, str | Shape]) -> dict[str, Shape]:
    """The shapes that a user gives; a letter is the same size in all of them.

    Raises:
        UsageError: one is none.
    """
    texts = {name: "x".join(map(str, shape)) if isinstance(shape, (tuple, list)) else str(shape) for name, shape in given.items()}
    if not any(character.isalpha() and character != "x" for text in texts.values() for character in text):
        return {name: _shape(text, SHAPE.read) for name, text in texts.items()}
    from cnncalc.core.letters import Letters

    letters = Letters()
    return {name: _shape(text, letters.shape) for name, text in texts.items()}


def _shape(text: str, read: Callable[[str], Shape]) -> Shape:
    try:
        return read(text)
    except Problem as problem:
        raise UsageError(f"{problem.message}{': ' if problem.help else ''}{problem.help}") from None


class Walk(walk.Walk):
    """A walked network with its figures; in a notebook it shows itself as a table."""

    def __init__(self, placed: walk.Walk, network: Network, settings: Settings, batch: int, dtype: str) -> None:
        super().__init__(
            placed.inputs, placed.layers, placed.output, placed.heads, complete=placed.complete,
            expectations=placed.expectations, diagnostics=placed.diagnostics, fault=placed.fault,
            declared=placed.declared, letters=placed.letters,
        )  # fmt: skip
        self.network = network
        self.settings = settings
        self.batch = batch
        self.dtype = dtype
        if self.expectations:
            from cnncalc.analyses.expectations import failed_expectations

            self.diagnostics = [*self.diagnostics, *failed_expectations(self)]
        self.diagnostics = sorted(self.diagnostics, key=lambda found: found.position)

    @cached_property
    def totals(self) -> Totals:
        """All totals, for this batch and dtype."""
        from cnncalc.analyses.totals import totals

        return totals(self, self.batch, self.dtype)

    @cached_property
    def fields(self) -> Fields:
        """The receptive field of every tensor."""
        from cnncalc.analyses.receptive_field import receptive_fields

        return receptive_fields(self)

    @property
    def receptive_field(self) -> Field | None:
        """That of the last layer on the main path before the first that sees everything."""
        from cnncalc.analyses.receptive_field import network_field

        return network_field(self, self.fields)

    @property
    def name(self) -> str:
        return self.network.name_of(self.settings.variant)

    @property
    def params(self) -> Size:
        """Trainable and frozen parameters, shared ones once."""
        return self.totals.params

    @property
    def macs(self) -> Size:
        """Multiply-accumulates of this batch."""
        return self.totals.macs

    @property
    def flops(self) -> Size:
        """2 x macs + elementwise operations, of this batch."""
        return self.totals.flops

    @property
    def output_shape(self) -> Shape | None:
        """The shape that comes out; None after a fault."""
        return self.output.shape if self.output is not None else None

    def at(self, **sizes: int) -> Walk:
        """The walk at sizes that are numbers, worked out from its formulas: ``walk.at(H=224, W=224)``.

        Raises:
            UsageError: a letter of the input has no size, or there is no such letter.
            DoesNotFit: a size does not meet one of the walk's ``conditions``.
        """
        from cnncalc.analyses.evaluation import evaluated, unmet

        self._check(sizes)
        broken = unmet(self, sizes)
        given = ", ".join(f"{name} = {size}" for name, size in sizes.items())
        if broken is not None:
            raise DoesNotFit(f"{given} does not fit: {self.asks(broken)}")
        known = evaluated(self, sizes)
        vast = next((tensor for tensor in (*known.inputs.values(), *known.layers) if tensor.shape.elements > LARGEST), None)
        if vast is not None:
            raise DoesNotFit(f"{given} does not fit: {vast.path} has {vast.shape.elements:,} elements, more than 2^53")
        return Walk(known, self.network, self.settings, self.batch, self.dtype)

    def _check(self, sizes: Mapping[str, int]) -> None:
        letters = sorted(self.letters.allowed) if self.letters is not None else []
        for name, size in sizes.items():
            if name not in letters:
                raise UsageError(f"the input has no letter `{printable(name)}`: it has {', '.join(letters) or 'none'}")
            if not isinstance(size, int) or size < 1:
                raise UsageError(f"`{name}` is a whole number of at least 1, not {printable(repr(size))}")
        missing = [name for name in letters if name not in sizes]
        if missing:
            raise UsageError(f"`{missing[0]}` has no size: the input's letters are {', '.join(letters)}")

    def asks(self, condition: Requirement) -> str:
        """A condition, with the layers that need it: ``H >= 32 (pool5)``."""
        paths = [self.layers[layer].path for layer in condition.layers if layer < len(self.layers)]
        more = f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
        return f"{condition.text} ({', '.join(paths[:MOST_NAMED])}{more})" if paths else condition.text

    def to_dict(self) -> dict[str, Any]:
        """The model as ``cnncalc show --json`` prints it."""
        from cnncalc.report import model

        return model(self)

    def __str__(self) -> str:
        from cnncalc.render.table import render

        return render([self])

    def _repr_html_(self) -> str:
        from cnncalc.render.html import render

        return render(self)


RUNS_IN = ("float32", "float64")
"""The dtypes that a network can be run in."""


def forward(
    walk: Walk,
    x: ArrayLike | Mapping[str, ArrayLike],
    weights: Mapping[str, NDArray[Any]] | None = None,
    outputs: Sequence[str] | None = None,
    seed: int = 0,
    memory_limit: int | None = None,
) -> dict[str, NDArray[Any]]:
    """Run a walked network with NumPy: an array batch x channels x spatial in, arrays by path out.

    ``x`` is a mapping by name for several inputs; its batch need not be the walk's. ``weights`` maps ``"<path>.weight"``,
    ``.bias``, ``.running_mean`` and ``.running_var`` to arrays shaped as PyTorch's; without it they are drawn from ``seed``.
    ``outputs`` names the layers whose arrays are wanted; None: the result and the heads. Numerics are PyTorch's in evaluation
    mode.

    Raises:
        UsageError: NumPy is not installed, or the network has errors or sizes that are letters.
        ValueError: an array is missing, unknown or of another shape, there is no such output, or the pass would take more than
            ``memory_limit`` bytes (a share of the free memory unless given).
    """
    _require_numpy()
    _require_numbers(walk)
    from cnncalc.run import inference

    return inference.forward(walk, x, weights, outputs, seed, memory_limit)


def verify(
    walk: Walk,
    *,
    layer: str | None = None,
    seed: int = 0,
    weights: Mapping[str, NDArray[Any]] | Path | str | None = None,
    image: Path | str | None = None,
    memory_limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Run a walked network with NumPy and compare every layer with what was counted, up to the first disagreement.

    ``layer`` runs that layer alone, or all below that path; ``weights`` are arrays by name or the path of an .npz or .safetensors
    file; ``image`` is a picture for the input. ``memory_limit`` is in bytes, and a share of the free memory unless given.
    ``progress`` is told how many layers of how many are done.

    Raises:
        UsageError: NumPy is not installed, the pass would take more memory than the limit, or an option means nothing.
    """
    _require_numpy()
    from cnncalc.run.call import RunError
    from cnncalc.run.verification import prove

    if walk.dtype not in RUNS_IN:
        raise UsageError(f"a network runs in {' or '.join(RUNS_IN)}, not in {walk.dtype}")
    _require_numbers(walk)
    try:
        return prove(
            walk, batch=walk.batch, dtype=walk.dtype, seed=seed, layer=layer,
            weights=Path(weights) if isinstance(weights, str) else weights,
            image=Path(image) if image is not None else None, memory_limit=memory_limit, progress=progress,
        )  # fmt: skip
    except RunError as error:
        raise UsageError(str(error)) from None


def _require_numbers(walk: Walk) -> None:
    """Raise a :class:`UsageError` where a network cannot be run: it has errors, or sizes that are letters."""
    if not walk.complete:
        raise UsageError("a network with errors cannot be run")
    for tensor in walk.inputs.values():
        if not all(isinstance(size, int) for size in tensor.shape):
            raise UsageError(f"a network is run on numbers: give the input {tensor.shape} sizes, as in 224x224x3")


def _require_numpy() -> None:
    """Raise a :class:`UsageError` that says how to get it, where NumPy is missing."""
    from importlib.util import find_spec

    if find_spec("numpy") is None:
        raise UsageError("running a network needs NumPy: pip install 'cnncalc[verify]'")
