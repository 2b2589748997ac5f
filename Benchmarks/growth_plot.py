"""Draws what an added row takes in time and memory, by the number of rows, as an SVG for light and dark pages."""

import math

WIDTH, HEIGHT = 720, 300
PANEL, TOP, BOTTOM = 300, 40, 250

STYLE = """
    text { font: 12px system-ui, sans-serif; fill: #333 }
    .title { font-weight: 600 }
    .axis { stroke: #999; stroke-width: 1; fill: none }
    .grid { stroke: #ddd; stroke-width: 1 }
    .line { stroke: #0a6; stroke-width: 2; fill: none }
    .dot { fill: #0a6 }
    @media (prefers-color-scheme: dark) {
      text { fill: #ddd } .axis { stroke: #888 } .grid { stroke: #444 } .line { stroke: #4d9 } .dot { fill: #4d9 }
    }
"""


def added(points):
    """For each of the points (rows, seconds, bytes at the peak) but the first: rows, and microseconds and bytes for each row
    that it has more than the one before."""
    for (fewer, sooner, lower), (rows, wall, peak) in zip(points, points[1:]):
        yield rows, (wall - sooner) / (rows - fewer) * 1e6, (peak - lower) / (rows - fewer)


def write(path, points):
    """`points` are (rows, seconds, bytes at the peak)."""
    series = list(added(points))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-label="Time and memory of an added row, by the number of rows">', f"<style>{STYLE}</style>"]
    parts += panel(50, "Microseconds for an added row", [(rows, time) for rows, time, _ in series])
    parts += panel(410, "Bytes of memory for an added row", [(rows, memory) for rows, _, memory in series])
    with open(path, "w") as file:
        file.write("\n".join(parts) + "\n</svg>\n")


def panel(left, title, series):
    lowest, highest = math.log10(series[0][0]), math.log10(series[-1][0])
    top = round_up(max(value for _, value in series))

    def place(rows, value):
        x = left + (math.log10(rows) - lowest) / max(highest - lowest, 1e-9) * (PANEL - 30)
        return x, BOTTOM - value / top * (BOTTOM - TOP - 10)

    yield f'<text class="title" x="{left}" y="22">{title}</text>'
    for step in range(5):
        value = top * step / 4
        _, y = place(series[0][0], value)
        yield f'<line class="grid" x1="{left}" y1="{y:.1f}" x2="{left + PANEL - 20}" y2="{y:.1f}"/>'
        yield f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
    yield f'<path class="axis" d="M{left} {TOP} V{BOTTOM} H{left + PANEL - 20}"/>'
    dots = [place(*point) for point in series]
    yield '<path class="line" d="M' + " L".join(f"{x:.1f} {y:.1f}" for x, y in dots) + '"/>'
    for (rows, _), (x, y) in zip(series, dots):
        yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
        yield f'<text x="{x:.1f}" y="{BOTTOM + 18}" text-anchor="middle">{short(rows)}</text>'
    yield f'<text x="{left + PANEL / 2 - 15}" y="{BOTTOM + 38}" text-anchor="middle">rows</text>'


def short(rows):
    return f"{rows // 1_000_000}M" if rows >= 1_000_000 else f"{rows // 1_000}k"


def round_up(value):
    """The next number that a scale may end with."""
    magnitude = 10 ** math.floor(math.log10(value))
    return next(step * magnitude for step in (1, 2, 4, 8, 10) if step * magnitude >= value)
