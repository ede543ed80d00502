// Paths: the path start, path and opaque path states of the URL Standard (section 4.4).
#include "url/parser/drive_letter.hpp"
#include "url/parser/percent.hpp"
#include "url/parser/url_parser.hpp"

namespace ratestack {
namespace {

using url_detail::Scheme;

// Reads one "." or "%2e" from the front.
bool take_dot(std::string_view& text) noexcept {
  if (text.starts_with('.')) return text.remove_prefix(1), true;
  if (!text.starts_with("%2e") && !text.starts_with("%2E")) return false;
  return text.remove_prefix(3), true;
}

bool is_single_dot(std::string_view segment) noexcept { return take_dot(segment) && segment.empty(); }

bool is_double_dot(std::string_view segment) noexcept {
  return take_dot(segment) && take_dot(segment) && segment.empty();
}

// False only where no segment begins with a dot in any spelling; `classes` are those of the path.
bool may_have_dot_segments(std::string_view path, unsigned classes) noexcept {
  if ((classes & url_detail::kDot) != 0 && (path.starts_with('.') || path.find("/.") != std::string_view::npos)) {
    return true;
  }
  return (classes & url_detail::kPercent) != 0 && path.find("%2") != std::string_view::npos;
}

}  // namespace

bool UrlParser::path_start() {
  at_.path_start = here();
  if (next_is_slash()) {
    rest_.remove_prefix(1);
  } else if (!special() && path_is_over()) {
    return query_and_fragment();
  }
  return path_and_rest();
}

bool UrlParser::path_and_rest() {
  take_path();
  separate_path_from_scheme();
  return query_and_fragment();
}

// Path state. rest_ stands after the path's first slash. Most paths need no change at all, which one look tells.
void UrlParser::take_path() {
  const auto [size, classes] = url_detail::run_before(rest_, url_detail::kPathEnd);
  const std::string_view path = take(size);
  const bool is_changed = (classes & (url_detail::kPathSet | url_detail::kBackslash)) != 0 || scheme_ == Scheme::file;
  if (is_changed || may_have_dot_segments(path, classes)) return append_segments(path);
  href_ += '/';
  href_ += path;
}

void UrlParser::append_segments(std::string_view path) {
  for (;;) {
    const std::size_t size = url_detail::run_before(path, slashes()).size;
    const bool is_dots = take_dot_segment(path.substr(0, size));
    if (!is_dots) append_segment(path.substr(0, size));
    if (size == path.size()) {
      if (is_dots) href_ += '/';  // "a/." is "a/"
      return;
    }
    path.remove_prefix(size + 1);
  }
}

bool UrlParser::take_dot_segment(std::string_view segment) noexcept {
  if (is_single_dot(segment)) return true;
  if (!is_double_dot(segment)) return false;
  shorten_path();
  return true;
}

void UrlParser::append_segment(std::string_view segment) {
  const bool is_first = here() == at_.path_start;
  href_ += '/';
  append_encoded(href_, segment, url_detail::kPathSet);
  if (is_first && scheme_ == Scheme::file && url_detail::is_drive_letter(segment)) href_.back() = ':';
}

// Section 4.3, "shorten a url's path". Each byte is looked at once in all, since what was passed is gone.
void UrlParser::shorten_path() noexcept {
  const std::string_view path = std::string_view(href_).substr(at_.path_start);
  if (path.empty()) return;
  const bool is_drive = path.size() == 3 && url_detail::is_normalized_drive_letter(path.substr(1));
  if (scheme_ == Scheme::file && is_drive) return;
  href_.resize(at_.path_start + path.rfind('/'));
}

// Section 4.5: without a host, "//" after the scheme would be read as one.
void UrlParser::separate_path_from_scheme() {
  const bool has_host = at_.username_start != at_.scheme_end + 1;
  if (has_host || !std::string_view(href_).substr(at_.path_start).starts_with("//")) return;
  href_.insert(at_.path_start, "/.");
  at_.path_start += 2;
}

// Opaque path state: a space stays, unless query or fragment follow it.
bool UrlParser::opaque_path() {
  no_authority();
  std::string_view path = take(url_detail::run_before(rest_, url_detail::kPathEnd).size);
  const bool ends_in_space = !rest_.empty() && path.ends_with(' ');
  if (ends_in_space) path.remove_suffix(1);
  append_encoded(href_, path, url_detail::kC0ControlSet);
  if (ends_in_space) href_ += "%20";
  return query_and_fragment();
}

}  // namespace ratestack
