"""What people look at: pictures as SVG and small pieces of HTML, pure functions from tables and values."""

from metrograph.pages.html import pilots_html, report_html, workspace_html
from metrograph.pages.wheel import Picture, wheel

__all__ = ["Picture", "pilots_html", "report_html", "wheel", "workspace_html"]
