"""Pictures of answers: pure functions from a table to a ``Picture``, which is SVG text and can be saved as SVG, PNG or PDF."""

from metrograph.pictures.bars import bars
from metrograph.pictures.cobenefits import cobenefits
from metrograph.pictures.drawing import Drawing
from metrograph.pictures.gallery import PICTURES, picture
from metrograph.pictures.matrix import matrix
from metrograph.pictures.picture import ENDINGS, Picture, encoded
from metrograph.pictures.series import series
from metrograph.pictures.timeline import timeline
from metrograph.pictures.to_pdf import paint, pdf
from metrograph.pictures.to_png import png
from metrograph.pictures.to_svg import svg
from metrograph.pictures.wheel import wheel

__all__ = [
    "ENDINGS",
    "PICTURES",
    "Drawing",
    "Picture",
    "bars",
    "cobenefits",
    "encoded",
    "matrix",
    "paint",
    "pdf",
    "picture",
    "png",
    "series",
    "svg",
    "timeline",
    "wheel",
]
