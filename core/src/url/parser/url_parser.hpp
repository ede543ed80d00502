// The basic URL parser without a state override (URL Standard section 4.4) and the serialiser (section 4.5) in one:
// what is read is appended to the href at once, since both go through a URL in the same order.
//
// The Standard's states are the functions here, named after them; a run of bytes that a state would take one by one is
// taken whole. The states' buffers are slices of the input.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/url/url.hpp"
#include "url/parser/byte_class.hpp"
#include "url/parser/scheme.hpp"

namespace ratestack {

class UrlParser {
 public:
  /// `input` is clean (see CleanInput) and outlives the parser, as does `base` (nullptr: none).
  UrlParser(std::string_view input, const Url* base);
  Result<Url> parse();

 private:
  // Each reads its part from the front of rest_; false: failure_ names the rule.
  bool url();
  bool after_scheme();
  bool no_scheme();
  bool path_or_authority();
  bool relative();
  bool relative_slash();
  bool relative_path();
  bool file();
  bool file_slash();
  bool file_host();
  bool authority();
  bool host_and_port(std::string_view text);
  bool port(std::string_view digits);
  bool path_start();
  bool path_and_rest();
  bool opaque_path();
  bool query_and_fragment();

  bool take_scheme();
  void take_credentials(std::string_view text);
  /// Credentials, host and port, or a file's host: up to the path, query or fragment.
  [[nodiscard]] url_detail::Run authority_run() const noexcept {
    return url_detail::run_before(rest_, slashes() | url_detail::kPathEnd);
  }
  void skip_slashes() noexcept;
  void take_path();
  void take_fragment();

  // What a relative URL has from its base.
  void adopt_scheme();
  void adopt_authority();
  void adopt_path();
  void adopt_query();
  void adopt_drive_letter();

  void open_authority();
  void no_authority() noexcept;
  void append_segments(std::string_view path);
  void append_segment(std::string_view segment);
  bool take_dot_segment(std::string_view segment) noexcept;  // false: it is another
  void shorten_path() noexcept;
  void separate_path_from_scheme();

  [[nodiscard]] bool special() const noexcept { return url_detail::is_special(scheme_); }
  [[nodiscard]] bool base_is_file() const noexcept { return base_ != nullptr && base_->scheme() == "file"; }
  /// The bytes that separate segments: "\" is one in special URLs.
  [[nodiscard]] unsigned slashes() const noexcept {
    return special() ? url_detail::kSlash | url_detail::kBackslash : url_detail::kSlash;
  }
  [[nodiscard]] bool next_is(char c) const noexcept { return rest_.starts_with(c); }
  [[nodiscard]] bool next_is_slash() const noexcept {
    return !rest_.empty() && url_detail::is_in(rest_.front(), slashes());
  }
  [[nodiscard]] bool path_is_over() const noexcept { return rest_.empty() || next_is('?') || next_is('#'); }
  [[nodiscard]] std::string_view take(std::size_t size) noexcept {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  [[nodiscard]] std::uint32_t here() const noexcept { return static_cast<std::uint32_t>(href_.size()); }
  bool fail(const char* rule) noexcept { return failure_ = rule, false; }

  std::string_view rest_;
  const Url* base_;
  std::string href_;
  UrlOffsets at_;
  url_detail::Scheme scheme_ = url_detail::Scheme::other;
  const char* failure_ = nullptr;
};

}  // namespace ratestack
