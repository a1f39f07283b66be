"""Holds quads against shapes and says what to mend, in words. pySHACL is the reference engine.

``check`` lives in ``metrograph.validate.reference``, apart, since pySHACL and rdflib take half a second to import.
"""

from metrograph.validate.report import SEVERITIES, Finding, Report
from metrograph.validate.rules import Rule, Rules, read_rules

__all__ = ["SEVERITIES", "Finding", "Report", "Rule", "Rules", "read_rules"]
