// What a URL takes from its base, and file URLs: the relative and file states of the URL Standard (section 4.4).
#include "url/parser/drive_letter.hpp"
#include "url/parser/host.hpp"
#include "url/parser/url_parser.hpp"

namespace ratestack {

using url_detail::is_drive_letter;
using url_detail::is_normalized_drive_letter;
using url_detail::starts_with_drive_letter;

void UrlParser::adopt_scheme() {
  at_.scheme_end = base_->offsets().scheme_end;
  href_.assign(base_->href(), 0, at_.scheme_end + 1);
  scheme_ = url_detail::scheme_of(base_->scheme());
}

// Scheme, credentials, host and port: all before the path, without the "/." that only guards a path.
void UrlParser::adopt_authority() {
  const bool has_host = base_->host().has_value();
  at_ = base_->offsets();
  at_.query_start = at_.fragment_start = UrlOffsets::kAbsent;
  href_.assign(base_->href(), 0, has_host ? at_.path_start : at_.scheme_end + 1);
  at_.path_start = here();
}

void UrlParser::adopt_path() {
  href_ += base_->path();
  separate_path_from_scheme();
}

void UrlParser::adopt_query() {
  const auto query = base_->query();
  if (!query) return;
  at_.query_start = here();
  href_ += '?';
  href_ += *query;
}

bool UrlParser::relative() {
  if (next_is_slash()) return relative_slash();
  return relative_path();
}

bool UrlParser::relative_slash() {
  rest_.remove_prefix(1);
  if (next_is_slash()) {
    rest_.remove_prefix(1);
    if (special()) skip_slashes();
    return authority();
  }
  adopt_authority();
  return path_and_rest();
}

// The end of the relative state and of the file state.
bool UrlParser::relative_path() {
  adopt_authority();
  if (path_is_over()) {
    adopt_path();
    if (!next_is('?')) adopt_query();
    return query_and_fragment();
  }
  // A drive letter does not stand on the base's path.
  if (scheme_ != url_detail::Scheme::file || !starts_with_drive_letter(rest_)) {
    href_ += base_->path();
    shorten_path();
  }
  return path_and_rest();
}

bool UrlParser::file() {
  if (next_is_slash()) return file_slash();
  if (base_is_file()) return relative_path();
  open_authority();
  return path_and_rest();
}

bool UrlParser::file_slash() {
  rest_.remove_prefix(1);
  if (next_is_slash()) return file_host();
  if (base_is_file()) {
    adopt_authority();
    if (!starts_with_drive_letter(rest_)) adopt_drive_letter();
  } else {
    open_authority();
  }
  return path_and_rest();
}

// "/x" against "file:///C:/y" stays on that drive.
void UrlParser::adopt_drive_letter() {
  std::string_view first = base_->path().substr(1);  // a file URL's path is never empty
  first = first.substr(0, first.find('/'));
  if (is_normalized_drive_letter(first)) href_.append(1, '/').append(first);
}

bool UrlParser::file_host() {
  rest_.remove_prefix(1);
  open_authority();
  const std::string_view before = rest_;
  const std::string_view host = take(authority_run().size);
  // "file://C:/x": a drive letter here is the path's first segment.
  if (is_drive_letter(host)) return rest_ = before, path_and_rest();
  if (host.empty()) return path_start();
  if (const char* const failure = append_host(href_, host, url_detail::HostKind::domain)) return fail(failure);
  if (std::string_view(href_).substr(at_.host_start) == "localhost") href_.resize(at_.host_start);
  at_.host_end = here();
  return path_start();
}

}  // namespace ratestack
