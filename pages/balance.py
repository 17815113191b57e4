"""Balance: how the countries compare, by category and over the years."""

from ui import balance_views, blocks, frame, questions

frame.guard("pages/balance.py")

VIEWS = {
    "By category": ("profile", balance_views.by_category),
    "Over the years": ("index", balance_views.over_the_years),
    "Pair by pair": ("pairs", balance_views.pair_by_pair),
}

blocks.answer(balance_views.answer)
blocks.tiles()
questions.draw()
with blocks.view("balance", list(VIEWS)) as view:
    blocks.picture(*VIEWS[view])
