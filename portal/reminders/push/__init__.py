"""Web Push: a notice to a browser, through the push service that the browser chose (RFC 8030).

It knows neither database nor HTTP requests: others say what goes where, and get told how it went.
"""
