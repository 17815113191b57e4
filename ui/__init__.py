"""Everything that may import Streamlit, besides the entry and the pages."""
