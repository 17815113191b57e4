"""A transparent, editable index of material holdings in the Western Balkans.

Public face: ``load_world`` reads and checks the data, ``load_scenario`` a scenario (``load_link`` that of a
link copied from the explorer), ``assess`` gives the answer and ``assess_many`` the answers of many futures.
"""

from balance_model.analysis.ensembles import Ensemble, assess_many
from balance_model.core.assess import Assessment, assess
from balance_model.records.links import load_link
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import load_scenario, scenario_ids
from balance_model.records.world import load_world
from balance_model.version import __version__

__all__ = [
    "Assessment",
    "Ensemble",
    "Scenario",
    "__version__",
    "assess",
    "assess_many",
    "load_link",
    "load_scenario",
    "load_world",
    "scenario_ids",
]
