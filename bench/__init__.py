"""Speed as ratios against plain peers, measured in one run: ``python -m bench``."""
