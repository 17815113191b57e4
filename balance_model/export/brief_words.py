"""The standing words of a brief: the method in a paragraph, and the limits."""

from __future__ import annotations

METHOD = (
    "Material holdings are counted country by country and year by year: units in service, with deliveries as they "
    "fall due and without what is expected to leave. Usable units are multiplied by what a unit is worth within its "
    "category, by one rule for all countries; the sum is the strength of a category. Strength X becomes a value "
    "between 0 and 1, in the plain model X / (X + H) with the same H for all countries and years, so that each "
    "further unit adds less. The index is the mean of the category values under the weights stated here. Where "
    "futures are named, every uncertain number is drawn from its range and deals may fail or come late; bands hold "
    "the middle 50 and 80 % of the results. In the explorer every number opens to its rows and every row to its "
    "sources; docs/METHOD.md holds the formulas."
)
LIMITS = (
    "Holdings are not combat power. Training, command, ammunition, alliances and terrain are in no number, and no "
    "ratio here says who would prevail.",
    "A lead depends on the weights. Where each country leads in some category, the total is a matter of judgement.",
    "Small differences mean nothing: most ranges of holdings are wide. Read two figures at most; effects "
    "of changes stand in three decimals only so that they add up, to within 0.001.",
    "Bands hold what is in the ranges and no more; what nobody has announced yet is not in them.",
    "Many quantities and delivery years are assumed, readiness is hardly known, and old lists stand for stored units.",
    "Whether a system is offensive or defensive is not in the data. The brief takes no view on intent or law.",
)
FILE_OF_ZIP = "The file scenario.json is in the zip of this briefing."
COMMAND_APART = "The command is long: it stands in README.txt of the zip of this briefing."
COMMANDS_APART = (
    "Longer commands stand in the zip of this briefing, in the files of charts/, and in the notes of the slides."
)
LINK_CLICKED = "The link is long: it opens from here, and stands in README.txt of the zip of this briefing"
LINK_APART = "The link is long: it stands in README.txt of the zip of this briefing"
LEFT_OUT = (
    "{number} of the {total} pins have no room in six pages. They stand in full in the slides, the workbook, the web "
    "page and the zip of the same briefing, and each opens at its link here."
)
