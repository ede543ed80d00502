// Parsing of API keys as presented.
