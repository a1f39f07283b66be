"""Holds quads against shapes and says what to mend, in words. pySHACL is the reference engine."""

from metrograph.validate.reference import check
from metrograph.validate.report import SEVERITIES, Finding, Report
from metrograph.validate.rules import Rule, Rules, read_rules

__all__ = ["SEVERITIES", "Finding", "Report", "Rule", "Rules", "check", "read_rules"]
