"""Library: saved scenarios with their versions, and published results that stay as they were."""

from ui import frame, library_page

frame.guard("pages/library.py")

library_page.draw()
