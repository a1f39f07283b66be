"""What a plan does for the goals: pilots and their gaps, coverage, depth, evidence, risks, synergies, a scorecard, peers."""

from metrograph.assess.pilots import COVERAGE, Ask, Pilot, PilotLink, pilots, pilots_table, short_names, unserved

__all__ = ["COVERAGE", "Ask", "Pilot", "PilotLink", "pilots", "pilots_table", "short_names", "unserved"]
