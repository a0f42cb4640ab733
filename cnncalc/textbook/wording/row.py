"""Sorts readings into layers: to which of them a number belongs, and where the next one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording.draft import CONVOLUTIONS, POOLS, SLIDING, Draft, Question
from cnncalc.textbook.wording.readings import (
    AfterEach,
    Asked,
    Before,
    Begin,
    Channels,
    Classes,
    Code,
    Expects,
    Filters,
    Framework,
    Input,
    Layers,
    Letter,
    Loose,
    Output,
    Pads,
    Prose,
    Setting,
    Side,
    Stop,
    Then,
    Units,
    Unread,
)
from cnncalc.textbook.wording.vocabulary import PREPOSITIONS

if TYPE_CHECKING:
    from cnncalc.textbook.wording.readings import Reading, Sizes

LARGEST_KERNEL = 11
"""Sizes without a noun: those larger than any kernel of the texts are the input's."""


class Row:
    """Takes readings in order."""

    def __init__(self) -> None:
        self.question = Question()
        self.drafts: list[Draft] = []
        self.inputs: list[Input] = []
        self.sides: dict[str, int] = {}
        self.asked: list[tuple[str, bool]] = []
        """Quantities that are named, each with whether its sentence asks."""
        self.bias: Setting | None = None
        """What is said of the biases of all layers."""
        self.is_torch = False
        self.axes = 2
        """Spatial axes of the input, as code says."""
        self.classes: int | None = None
        """How many classes the text speaks of."""
        self.announced: int | None = None
        """How many convolutions there are said to be, before each is described by its name."""
        self._current: Draft | None = None
        self._first_of_sentence = 0
        """How many layers there were when the sentence began."""
        self._is_before = False
        """Whether a layer that comes stands before the one being described."""
        self._waiting: list[Setting] = []
        """Settings behind ``then``, before the layer that they belong to."""
        self._is_next = False
        """Whether a layer that comes is another one."""
        self._is_after_each = False
        """Whether a layer that comes stands behind each one before it."""
        self._is_padding = False
        """Whether something is padded by an amount that is yet to come."""
        self._last: Reading | None = None

    @property
    def draft(self) -> Draft | None:
        """The layer that is being described."""
        return self._current

    def take(self, reading: Reading, text: str, *, is_question: bool) -> None:
        """One more reading; ``text`` is what it stands for, ``is_question`` whether its sentence asks.

        Raises:
            Contradiction: it cannot be true together with those before it.
        """
        match reading:
            case Input() | Side() | Output():
                self._take_volume(reading)
            case Channels():
                self._take_channels(reading, text)
            case Begin():
                self._begin(reading, is_question=is_question)
            case Filters():
                self._take_filters(reading)
            case Units(number):
                self._take_units(number)
            case Setting("bias") if is_question or (self.draft is not None and self.draft.kind in POOLS):
                self.bias = reading
            case Setting() if reading.others and not is_question:
                self._take_setting(reading._replace(others=()))
                self.question.unread += map(str, reading.others)
            case Setting():
                self._take_setting(reading)
            case Letter():
                self._take_letter(reading, text)
            case Loose():
                self._take_loose(reading, text)
            case Expects(number):
                if self.draft is not None:
                    self.draft.expects = number
            case Framework(is_torch, axes):
                self.is_torch, self.axes = self.is_torch or is_torch, axes if axes != 2 else self.axes
            case Layers():
                if self.draft is not None and self.draft.before is not None:
                    self.draft.is_plural = True
            case Pads():
                self._is_padding = True
            case Then():
                self._is_next = bool(self.drafts)
            case Before():
                is_told = len(self.drafts) > self._first_of_sentence and not isinstance(self._last, Asked)
                self._is_next = bool(self.drafts)
                self._is_before = is_told
            case AfterEach():
                self._is_next, self._is_after_each = bool(self.drafts), True
            case Classes(number):
                self._take_classes(number)
            case Stop():
                self.end_sentence()
            case Asked(quantity, is_general):
                if not (is_general and isinstance(self._last, Asked)):
                    self.asked.append((quantity, is_question))
            case Code(readings, unread):
                for inner in readings:
                    self.take(inner, text, is_question=False)
                self.question.unread += unread
            case Prose(note):
                self._note(note)
            case Unread(unread):
                self.question.unread.append(unread)
        self._last = reading

    def end_sentence(self) -> None:
        """Settings that still wait for a layer belong to the last one."""
        for setting in self._waiting:
            self._set(self.drafts[-1], setting)
        self._waiting, self._is_before = [], False
        self._current = self.drafts[-1] if self.drafts else None
        self._first_of_sentence = len(self.drafts)

    def _note(self, note: str) -> None:
        if note and note not in self.question.notes:
            self.question.notes.append(note)

    def _next(self, kind: str = "") -> Draft:
        """A new layer: behind all others, or before the one that is told to work on it."""
        draft = Draft(kind, is_after_each=self._is_after_each)
        for setting in self._waiting:
            self._set(draft, setting)
        at = next((at for at, other in enumerate(self.drafts) if self._is_before and other is self._current), len(self.drafts))
        self.drafts.insert(at, draft)
        self._current = draft
        self._waiting, self._is_next, self._is_before, self._is_after_each = [], False, False, False
        return draft

    def _set(self, draft: Draft, setting: Setting) -> None:
        draft.set(setting.field, setting.value, setting.said)
        if setting.others:
            draft.alternatives[setting.field] = setting.others

    # Layers

    def _begin(self, said: Begin, *, is_question: bool) -> None:
        is_name = said.kernel is None and said.filters is None and said.number is None and not self._is_next
        is_known = any(draft.kind == said.kind for draft in self.drafts)
        if is_name and self.drafts and not said.name and said.kind != "flatten":
            is_of_before = said.is_reference and is_question
            if is_of_before or (is_known and (said.is_reference or is_question)):
                return
        draft = self.draft
        if said.kind == "flatten" and draft is not None and draft.kind == "flatten":
            # What is flat stays flat: "the flattened vector".
            return
        if draft is None or self._is_next or not self._belongs(draft, said):
            draft = self._next(said.kind)
        if said.name and not draft.name and not draft.is_begun:
            # "It has two convolutional layers. Conv1: …": the number announces those that follow.
            self.announced, draft.before = draft.before or self.announced, None
        draft.kind = said.kind
        draft.name = draft.name or said.name
        draft.is_layer = draft.is_layer or said.is_layer
        if said.kernel is not None:
            self._set_kernel(draft, said.kernel)
            draft.has_sizes = len(said.kernel) > 2
        if said.filters is not None:
            draft.count, draft.is_counted, draft.counts_after = said.filters, True, said.others
        if said.number is not None:
            draft.before, draft.is_plural = said.number, said.is_plural
        if said.expects is not None:
            draft.expects = said.expects
        if said.axes is not None:
            self.axes = said.axes
        if said.stride is not None:
            draft.set("stride", said.stride)
        if said.assumed:
            draft.assumed.append(said.assumed)

    def _belongs(self, draft: Draft, said: Begin) -> bool:
        """Whether a layer's name speaks of the layer that is being described."""
        if (said.kernel is not None and draft.kernel is not None) or (said.filters is not None and draft.count is not None):
            return False
        if not draft.kind:
            return said.kind in CONVOLUTIONS or (said.kind in POOLS and draft.count is None)
        if draft.kind != said.kind:
            if draft.kind == "separable":
                return said.kind == "depthwise_conv" and not draft.is_begun
            return draft.kind == "conv" and said.kind in CONVOLUTIONS and not draft.is_whole
        is_counted_only = draft.kernel is None and draft.count is not None and said.number is None
        if is_counted_only and said.kernel is not None and not said.name:
            return True
        is_over = draft.is_whole and (isinstance(self._last, Stop) or bool(said.name))
        return not is_over and not (said.kernel is not None and draft.is_begun)

    def _take_filters(self, said: Filters) -> None:
        draft = self.draft
        is_vague = said.is_bare and said.number is None
        if draft is None or (self._is_next and (said.kernel is not None or not said.is_one)):
            draft = self._next("" if is_vague else "conv")
        elif draft.kind in POOLS and said.number in (None, 1):
            if draft.kernel is None and said.kernel is not None:
                draft.kernel = said.kernel
                return
            if draft.kernel == said.kernel:
                return
            draft = self._next("conv")
        elif (draft.kind and not draft.is_convolution) or self._contradicts(draft, said):
            draft = self._next("conv")
        if not is_vague or said.is_one:
            draft.kind = draft.kind or "conv"
        if said.kernel is not None:
            self._set_kernel(draft, said.kernel)
        if said.number is not None:
            draft.count, draft.is_counted, draft.counts_after = said.number, True, said.others
        elif said.is_one and draft.count is None:
            draft.count, draft.is_bare = 1, said.is_bare

    def _contradicts(self, draft: Draft, said: Filters) -> bool:
        """Whether these filters cannot be those that were spoken of before."""
        has_other_count = said.number is not None and draft.is_counted and draft.count != said.number
        if said.kernel is None or draft.kernel is None:
            return has_other_count
        axes = max(2, min(len(said.kernel), len(draft.kernel)))
        one, other = (sizes * axes if len(sizes) == 1 else sizes[:axes] for sizes in (said.kernel, draft.kernel))
        return has_other_count or one != other

    def _set_kernel(self, draft: Draft, sizes: Sizes) -> None:
        """The kernel's sizes; four are height, width, channels and filters, as TensorFlow lays out weights."""
        if len(sizes) == 4 and draft.count is None:
            draft.count, draft.is_counted, sizes = sizes[3], True, sizes[:3]
        draft.kernel = sizes

    def _take_units(self, number: int) -> None:
        draft = self.draft
        if draft is None or draft.kind != "linear" or draft.count not in (None, number):
            draft = self._next("linear")
        draft.count, draft.is_counted = number, True

    def _take_classes(self, number: int) -> None:
        """The units of a layer that has none yet, else of whichever layer comes last without."""
        if self.draft is not None and self.draft.kind == "linear" and self.draft.count is None:
            self._take_units(number)
        else:
            self.classes = number

    def _take_setting(self, said: Setting) -> None:
        if self.draft is not None and self._is_next and self.draft.is_begun:
            self._waiting.append(said)
        else:
            self._set(self.draft or self._next(), said)

    # What goes in

    def _take_volume(self, said: Input | Side | Output) -> None:
        draft = self.draft
        match said:
            case Input():
                self.inputs.append(said)
                if said.examples is not None and said.examples > 1:
                    self._note(f"{said.examples} of them: figures are for one example")
            case Side("depth", size):
                self.inputs.append(Input(channels=size, word="depth"))
            case Side(name, size):
                for each in ("height", "width") if name == "both" else (name,):
                    if self.sides.setdefault(each, size) != size:
                        self.question.unread.append(f"{each} {size}")
            case Output(sizes):
                if len(sizes) == 1 and draft is not None and draft.kind == "linear" and draft.count is None:
                    self._take_units(sizes[0])
                self.question.output = self.question.output or sizes

    def _take_channels(self, said: Channels, text: str) -> None:
        """The input's channels, or the filters of a layer, whichever is not known yet."""
        draft = self.draft
        of_input = Input(channels=said.number, word="maps" if said.of == "maps" else "channels")
        is_after_input = isinstance(self._last, (Input, Side)) or draft is None
        lacks_count = draft is not None and draft.kind in ("", *CONVOLUTIONS) and draft.count is None
        known = self._channels_known()
        if said.to is not None:
            self.inputs.append(of_input)
            self._take_filters(Filters(said.to))
        elif said.of == "input" or (said.of == "" and is_after_input) or (said.of == "maps" and draft is None):
            self.inputs.append(of_input)
        elif said.of == "output" or lacks_count or (draft is not None and draft.is_whole and self._is_next):
            self._take_filters(Filters(said.number))
        elif known is None:
            self.inputs.append(of_input)
        elif said.number not in (known, draft.count if draft is not None else None):
            self.question.unread.append(text)

    def _channels_known(self) -> int | None:
        """The input's channels as far as they have been said."""
        for part in self.inputs:
            if part.channels is not None:
                return part.channels
            if part.sizes is not None and len(part.sizes) > 2:
                return part.sizes[-1]
        return None

    # Letters, and what has no noun

    def _take_letter(self, said: Letter, text: str) -> None:
        value, first = said.value, said.value[0]
        match said.letter:
            case "w" | "i" if len(value) > 1:
                self.inputs.append(Input(value, word="W"))
            case "w" | "i":
                self.sides.setdefault("width", first)
            case "n" if not self.inputs and not self.sides:
                self.sides["width"] = first
            case "h":
                self.sides.setdefault("height", first)
            case "d" | "c":
                self.inputs.append(Input(channels=first, word=said.letter.upper()))
            case "f":
                self._take_filters(Filters(kernel=value, is_bare=True))
            case "m":
                self._take_filters(Filters(first))
            case "k":
                (self.draft or self._next()).k = value
            case "s":
                self._take_setting(Setting("stride", first if len(value) == 1 else value))
            case "p":
                self._take_setting(Setting("padding", first if len(value) == 1 else value))
            case "o":
                self.question.output = value
            case _:
                self.question.unread.append(text)

    def _take_loose(self, said: Loose, text: str) -> None:
        is_taken = self._take_loose_number(said) if said.is_number else self._take_loose_sizes(said)
        if not is_taken:
            self.question.unread.append(text)

    def _take_loose_number(self, said: Loose) -> bool:
        """``padded by 2``; ``3x3 conv, 64``; ``FC 10``."""
        draft, number = self.draft, said.sizes[0]
        if self._is_padding and said.follows in ("by", "with", "of"):
            self._is_padding = False
            self._take_setting(Setting("padding", number))
            return True
        if draft is None or draft.count is not None:
            return False
        is_behind_kernel = draft.kernel is not None and (
            (isinstance(self._last, Begin) and draft.kind == "conv")
            or (
                isinstance(self._last, Loose)
                and draft.kind in ("", "conv")
                and draft.kernel == self._last.sizes
                and said.follows in (",", ":")
            )
            or (isinstance(self._last, Filters) and draft.kind in ("", "conv") and said.follows in (",", ":", "x", "@", "×"))
        )
        if is_behind_kernel or (draft.kind == "linear" and isinstance(self._last, Begin)):
            draft.kind = draft.kind or "conv"
            draft.count, draft.is_counted = number, True
            return True
        return False

    def _take_loose_sizes(self, said: Loose) -> bool:
        """The input's if it has none and they look like it, else a kernel's."""
        draft = self.draft
        has_input = bool(self.sides) or any(part.sizes for part in self.inputs)
        lacks_kernel = draft is not None and draft.kernel is None and draft.kind in ("", *SLIDING)
        is_small = max(said.sizes) <= LARGEST_KERNEL
        is_volume = said.follows in PREPOSITIONS or not is_small or len(said.sizes) > 3
        if has_input and said.follows in ("to", "into", "->") and not is_small:
            self.question.output = self.question.output or said.sizes
            return True
        if not has_input and (not lacks_kernel or is_volume):
            self.inputs.append(Input(said.sizes, is_list=said.is_list))
        elif lacks_kernel and draft is not None:
            self._set_kernel(draft, said.sizes)
        elif has_input and is_small and (draft is None or draft.is_whole or self._is_next):
            self._set_kernel(self._next(), said.sizes)
        else:
            return False
        return True
