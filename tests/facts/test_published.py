"""The classic networks come out at the counts of the literature."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fact_tables import sizes, table, walk

from cnncalc.analyses.totals import counts

PUBLISHED = table("published.csv")
LENET = {row["layer"]: row for row in table("lenet5.csv")}
GOOGLENET = table("googlenet_table1.csv")


def equals(count: int, figure: str) -> bool:
    """Whether ``count`` is ``figure``: exactly, or to the digits of a figure in G."""
    if not figure.endswith("G"):
        return count == int(figure)
    printed = Decimal(figure.removesuffix("G"))
    return (Decimal(count) / 10**9).quantize(printed) == printed


def test_equals_means_every_digit_written():
    assert equals(7_609_090_048, "7.609G")
    assert not equals(7_609_500_001, "7.609G")
    assert not equals(7_608_499_999, "7.609G")
    assert equals(150_428_424_448, "150.4G")
    assert not equals(138_357_543, "138357544")


@pytest.mark.parametrize("row", PUBLISHED, ids=[row["architecture"] for row in PUBLISHED])
def test_published(row):
    walked = walk(row["architecture"])
    assert str(walked.input.shape) == row["input"]
    assert walked.params == int(row["params"])
    if row["macs"]:
        assert equals(walked.macs, row["macs"]), walked.macs
    if row["output"]:
        assert walked.output_shape == sizes(row["output"])


def test_every_row_says_where_it_is_from():
    assert all(row["source"] and row["params"] for row in PUBLISHED)


def connections(record):
    """What LeNet-5's paper counts: the inputs of every output unit, its bias among them, before the trainable coefficient."""
    (window_height, window_width) = (window.kernel for window in record.operation.windows(record.input_shapes[0]))
    if record.op == "subsample":
        return record.output_shape.elements * (window_height * window_width + 1)
    return record.macs + record.output_shape.elements


@pytest.mark.parametrize("layer", ["C1", "S2", "C3", "S4", "C5", "F6"])
def test_lenet5_row_by_row(layer):
    (record,) = [record for record in walk("lenet5").layers if record.path == layer]
    assert record.params == int(LENET[layer]["params"])
    if layer == "F6":
        assert record.macs + record.output_shape.elements == int(LENET[layer]["connections"])
    else:
        assert connections(record) == int(LENET[layer]["connections"])


def test_lenet5_adds_up():
    rows = [row for layer, row in LENET.items() if layer != "total"]
    assert sum(int(row["connections"]) for row in rows) == int(LENET["total"]["connections"])
    assert walk("lenet5").params == int(LENET["total"]["params"]) == sum(int(row["params"]) for row in rows)


@pytest.mark.parametrize("row", GOOGLENET, ids=[row["layers"] for row in GOOGLENET])
def test_googlenet_rows_that_table_1_misprints(row):
    layers = [record for record in walk("googlenet").layers if record.path.partition(".")[0] == row["layers"]]
    biases = sum(record.output_shape.channels for record in layers if "bias" in record.weights)
    thousands = Decimal(counts(layers).params - biases) / 1024
    assert thousands.quantize(Decimal(row["counted_k"])) == Decimal(row["counted_k"])
    assert thousands.quantize(Decimal(row["printed_k"])) != Decimal(row["printed_k"])
