"""What people look at: pages and small pieces of HTML, pure functions from tables and values."""

from metrograph.pages.html import pilots_html, report_html, workspace_html

__all__ = ["pilots_html", "report_html", "workspace_html"]
