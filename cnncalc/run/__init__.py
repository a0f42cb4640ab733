"""Running a network with NumPy: the second method, which proves the figures of the first.

``forwards`` mirrors ``layers``: one forward a kind. A forward works from the layer's fields and from the arrays it is given; it
takes no size, no weight shape and no count from the layer's own methods, so that a wrong formula there is seen here.
"""
