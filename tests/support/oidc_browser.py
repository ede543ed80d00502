"""A browser that signs in at a provider: follows redirects, keeps cookies, fills in forms, and stops at the redirect URI.

    browser = Browser(ssl_context)
    callback = browser.sign_in(authorization_url, {"login": "ada", "password": "x"})
    callback.form     # "code=...&state=...": what the redirect URI is called with
    callback.method   # "GET", or "POST" for form_post

Forms as the development pages of npm's oidc-provider have them: a login, then a consent.
"""

import http.cookiejar
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

MAX_STEPS = 20


@dataclass
class Callback:
    method: str
    form: str


class FormReader(HTMLParser):
    """The page's first form: where it goes, and its fields."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "form" and self.action is None:
            self.action = values.get("action", "")
        if tag == "input" and "name" in values and self.action is not None:
            self.fields[values["name"]] = values.get("value") or ""


class NoRedirects(urllib.request.HTTPErrorProcessor):
    def http_response(self, _, response):
        return response

    https_response = http_response


class Browser:
    def __init__(self, context=None):
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(NoRedirects, urllib.request.ProxyHandler({}),
                                                  urllib.request.HTTPSHandler(context=context),
                                                  urllib.request.HTTPCookieProcessor(self.jar))

    def sign_in(self, authorization_url, answers):
        """`answers`: what to type into fields of those names."""
        target = dict(parse_qsl(urlsplit(authorization_url).query))["redirect_uri"]
        url, form = authorization_url, None
        for _ in range(MAX_STEPS):
            if url.startswith(target):
                return self.callback(url, form)
            with self.opener.open(url, data=form, timeout=30) as response:
                status, location, page = response.status, response.headers.get("Location"), response.read().decode()
            if location is not None:
                url, form = urljoin(url, location), None
            else:
                url, form = self.fill_in(url, status, page, answers)
        raise AssertionError(f"no end of pages at {url}")

    @staticmethod
    def callback(url, form):
        return Callback("GET", urlsplit(url).query) if form is None else Callback("POST", form.decode())

    @staticmethod
    def fill_in(url, status, page, answers):
        form = FormReader(page)
        assert status == 200 and form.action is not None, f"{status} at {url}: {page[:2000]}"
        fields = {name: answers.get(name, value) for name, value in form.fields.items()}
        return urljoin(url, form.action), urlencode(fields).encode()
