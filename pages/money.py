"""Money: spending, what deals cost and when, who supplies whom, and what a billion buys."""

from ui import blocks, deal_values, deal_years, frame, per_billion, spending, suppliers

frame.guard("pages/money.py")

VIEWS = {
    "Spending": (spending.draw, spending.say),
    "Commitments": (deal_years.draw, deal_years.say),
    "Who arms whom": (suppliers.draw_flows, suppliers.say_flows),
    "Suppliers": (suppliers.draw_suppliers, suppliers.say_suppliers),
    "Categories": (suppliers.draw_categories, suppliers.say_categories),
    "Deal values": (deal_values.draw, deal_values.say),
    "Per billion": (per_billion.draw, per_billion.say),
}

blocks.views("money", VIEWS)
