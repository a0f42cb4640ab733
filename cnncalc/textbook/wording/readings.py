"""What a phrase of a question can say. A reading is not yet part of a layer: the row decides to which it belongs."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Sizes: TypeAlias = "tuple[int, ...]"


class Input(NamedTuple):
    """What goes in: its sizes as they are written, its channels as a word says them."""

    sizes: Sizes | None = None
    channels: int | None = None
    word: str = ""
    """The word that says the channels, or the sizes: ``RGB``, ``MNIST``."""
    is_list: bool = False
    has_batch: bool = False
    is_vector: bool = False
    examples: int | None = None
    """How many of them there are."""
    is_side: bool = False
    """Whether the one size is a side of a square, or the length of a vector: ``input 28``."""


class Side(NamedTuple):
    """One side of the input by name: ``height``, ``width``, ``both`` (height and width), ``length`` or ``depth``."""

    name: str
    size: int


class Channels(NamedTuple):
    """How many channels there are; ``of`` says of what: the ``input``, the ``output``, or nothing."""

    number: int
    of: str = ""
    to: int | None = None
    """How many the layer makes of them: ``256 channels to 64``."""


class Output(NamedTuple):
    """What the text itself says comes out."""

    sizes: Sizes


class Begin(NamedTuple):
    """A layer is named."""

    kind: str
    """An operation of the language; ``separable`` is a depthwise convolution and a pointwise one."""
    kernel: Sizes | None = None
    number: int | None = None
    """The number before it: how many layers, or how many filters, as what follows shows."""
    is_reference: bool = False
    """Whether it is a layer already spoken of: ``this layer``."""
    is_plural: bool = False
    is_layer: bool = False
    """Whether it is called a layer."""
    filters: int | None = None
    """Filters that its name counts (``conv3-64``), or the units of a fully connected layer."""
    expects: int | None = None
    """As in ``from 512 to 10``."""
    stride: int | None = None
    """As in ``7x7/2``."""
    assumed: str = ""
    """What the text leaves open about the kind."""
    name: str = ""
    axes: int | None = None
    """Spatial axes, where they are said: ``3D convolution``."""
    others: Sizes = ()
    """The units of the layers after it: ``with 120 and 84 units``."""


class Filters(NamedTuple):
    """Filters: how many, how large, or both."""

    number: int | None = None
    kernel: Sizes | None = None
    is_one: bool = False
    """Whether the text speaks of one filter without counting: ``a 5x5 filter``."""
    others: Sizes = ()
    """How many the layers after it have: ``16, 32 and 64 filters``."""
    is_bare: bool = False
    """Whether not even an article says that it is one: ``3x3 filter``."""


class Setting(NamedTuple):
    """A parameter of a layer under its name in the language."""

    field: str
    value: int | str | bool | Sizes
    said: str = ""
    """How it was said, where that is no number."""
    others: Sizes = ()
    """What it is as well, in turn: ``with stride 1, 2 and 3``."""


class Letter(NamedTuple):
    """A letter of the textbooks with its number: ``K=96``."""

    letter: str
    value: Sizes


class Units(NamedTuple):
    """Outputs of a fully connected layer."""

    number: int


class Classes(NamedTuple):
    """How many classes there are to tell apart."""

    number: int


class Layers(NamedTuple):
    """That it is several layers which are spoken of: ``three 3x3 conv (stride 1) layers``."""


class Pads(NamedTuple):
    """Something is padded; by how much stands further on."""


class Then(NamedTuple):
    """What comes is a layer of its own: ``followed by``."""


class AfterEach(NamedTuple):
    """What comes stands behind each layer so far: ``each followed by``."""


class Before(NamedTuple):
    """What comes is the layer before the one being described: ``applied to the output of``."""


class Stop(NamedTuple):
    """A sentence or line ends."""


class Asked(NamedTuple):
    """A quantity is asked for, or at least named."""

    quantity: str
    is_general: bool = False
    """Whether the word alone could speak of anything: ``size``."""


class Loose(NamedTuple):
    """Sizes or a number without a noun."""

    sizes: Sizes
    is_number: bool = False
    is_list: bool = False
    follows: str = ""
    """The word before it."""


class Expects(NamedTuple):
    """The channels, or numbers of a vector, that code tells a layer to expect."""

    number: int


class Framework(NamedTuple):
    """Whose code it is, and how many spatial axes its layers have."""

    is_torch: bool
    axes: int = 2


class Code(NamedTuple):
    """What a call in Python says."""

    readings: tuple[Reading, ...]
    unread: tuple[str, ...] = ()


class Prose(NamedTuple):
    """Words and numbers that belong to no layer: a question's number, marks, a batch."""

    note: str = ""


class Unread(NamedTuple):
    """Something that looks as if it mattered, and could not be read."""

    text: str


Reading: TypeAlias = (
    Input
    | Side
    | Channels
    | Output
    | Begin
    | Filters
    | Setting
    | Letter
    | Units
    | Classes
    | Layers
    | Pads
    | Then
    | Before
    | AfterEach
    | Stop
    | Asked
    | Loose
    | Expects
    | Framework
    | Code
    | Prose
    | Unread
)
