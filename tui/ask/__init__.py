"""Questions: one line of words becomes a request, the request an answer, the answer a page. Pure functions."""
