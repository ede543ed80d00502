#include "url/parser/url_parser.hpp"

#include <algorithm>

#include "url/parser/percent.hpp"

namespace ratestack {

using url_detail::is_ascii_alpha;
using url_detail::is_in;
using url_detail::Scheme;

UrlParser::UrlParser(std::string_view input, const Url* base) : rest_(input), base_(base) {
  // Enough for all that needs no escapes: the serialiser adds at most "//" and "/".
  href_.reserve(input.size() + (base == nullptr ? 0 : base->href().size()) + 4);
}

Result<Url> UrlParser::parse() {
  if (!url()) return Error(UrlError::invalid_url, failure_);
  return Url(std::move(href_), at_);
}

bool UrlParser::url() { return take_scheme() ? after_scheme() : no_scheme(); }

// Scheme start state and scheme state: a letter, then scheme bytes up to ":". Without them there is no scheme.
bool UrlParser::take_scheme() {
  if (rest_.empty() || !is_ascii_alpha(rest_.front())) return false;
  const auto is_scheme_byte = [](char c) { return is_in(c, url_detail::kSchemeByte); };
  const auto* const stop = std::find_if_not(rest_.begin(), rest_.end(), is_scheme_byte);
  if (stop == rest_.end() || *stop != ':') return false;
  at_.scheme_end = static_cast<std::uint32_t>(stop - rest_.begin());
  href_ = take(at_.scheme_end + 1);
  if ((url_detail::classes_in(href_) & url_detail::kUpperAlpha) != 0) {
    for (char& c : href_) c = url_detail::to_ascii_lower(c);
  }
  scheme_ = url_detail::scheme_of(std::string_view(href_).substr(0, at_.scheme_end));
  return true;
}

bool UrlParser::after_scheme() {
  if (scheme_ == Scheme::file) return file();
  if (!special()) return next_is('/') ? path_or_authority() : opaque_path();
  // Special relative or authority state.
  if (base_ != nullptr && base_->scheme() == std::string_view(href_).substr(0, at_.scheme_end) &&
      !rest_.starts_with("//")) {
    return relative();
  }
  skip_slashes();
  return authority();
}

// Special authority (ignore) slashes state.
void UrlParser::skip_slashes() noexcept {
  while (next_is_slash()) rest_.remove_prefix(1);
}

bool UrlParser::path_or_authority() {
  rest_.remove_prefix(1);
  if (next_is('/')) {
    rest_.remove_prefix(1);
    return authority();
  }
  no_authority();
  return path_and_rest();
}

bool UrlParser::no_scheme() {
  if (base_ == nullptr) return fail("missing-scheme-non-relative-URL");
  adopt_scheme();
  if (!base_->has_opaque_path()) return scheme_ == Scheme::file ? file() : relative();
  if (!next_is('#')) return fail("missing-scheme-non-relative-URL");
  adopt_authority();
  adopt_path();
  adopt_query();
  take_fragment();
  return true;
}

void UrlParser::no_authority() noexcept {
  const std::uint32_t end = at_.scheme_end + 1;
  at_.username_start = at_.username_end = at_.credentials_end = at_.host_start = at_.host_end = at_.path_start = end;
}

bool UrlParser::query_and_fragment() {
  if (next_is('?')) {
    at_.query_start = here();
    href_ += '?';
    rest_.remove_prefix(1);
    // Query state: "'" is escaped in special URLs alone.
    append_encoded(href_, take(rest_.find('#')), special() ? url_detail::kSpecialQuerySet : url_detail::kQuerySet);
  }
  if (next_is('#')) take_fragment();
  return true;
}

void UrlParser::take_fragment() {
  at_.fragment_start = here();
  href_ += '#';
  append_encoded(href_, rest_.substr(1), url_detail::kFragmentSet);
  rest_ = {};
}

}  // namespace ratestack
