#include "ratestack/url/url.hpp"

#include "url/parser/input.hpp"
#include "url/parser/scheme.hpp"
#include "url/parser/url_parser.hpp"

namespace ratestack {
namespace {

using url_detail::Scheme;
using url_detail::scheme_of;

constexpr std::uint32_t or_end(std::uint32_t offset, std::size_t end) noexcept {
  return offset == UrlOffsets::kAbsent ? static_cast<std::uint32_t>(end) : offset;
}

}  // namespace

Result<Url> Url::parse(std::string_view input) {
  if (input.size() > kMaxUrlInputBytes) return Error(UrlError::invalid_url, "too long");
  const url_detail::CleanInput clean(input);
  return UrlParser(clean.view(), nullptr).parse();
}

Result<Url> Url::parse(std::string_view input, const Url& base) {
  if (base.href_.size() > kMaxUrlInputBytes || input.size() > kMaxUrlInputBytes - base.href_.size()) {
    return Error(UrlError::invalid_url, "too long");
  }
  const url_detail::CleanInput clean(input);
  return UrlParser(clean.view(), &base).parse();
}

std::string_view Url::username() const noexcept { return slice(at_.username_start, at_.username_end); }

std::string_view Url::password() const noexcept {
  // Between the ":" and the "@", if there is a ":".
  return at_.credentials_end > at_.username_end ? slice(at_.username_end + 1, at_.credentials_end) : std::string_view();
}

std::optional<std::string_view> Url::host() const noexcept {
  // Only the "//" of an authority lies between the scheme and it.
  if (at_.username_start == at_.scheme_end + 1) return std::nullopt;
  return slice(at_.host_start, at_.host_end);
}

std::optional<std::uint16_t> Url::port() const noexcept {
  if (at_.port == UrlOffsets::kAbsent) return std::nullopt;
  return static_cast<std::uint16_t>(at_.port);
}

std::string_view Url::path() const noexcept {
  return slice(at_.path_start, or_end(at_.query_start, or_end(at_.fragment_start, href_.size())));
}

std::optional<std::string_view> Url::query() const noexcept {
  if (at_.query_start == UrlOffsets::kAbsent) return std::nullopt;
  return slice(at_.query_start + 1, or_end(at_.fragment_start, href_.size()));
}

std::optional<std::string_view> Url::fragment() const noexcept {
  if (at_.fragment_start == UrlOffsets::kAbsent) return std::nullopt;
  return slice(at_.fragment_start + 1, href_.size());
}

bool Url::is_special() const noexcept { return url_detail::is_special(scheme_of(scheme())); }

bool Url::has_opaque_path() const noexcept {
  // A path that is a list begins with "/"; it is empty only behind a host.
  return at_.username_start == at_.scheme_end + 1 && !path().starts_with('/');
}

std::string Url::origin() const {
  switch (scheme_of(scheme())) {
    case Scheme::http:
    case Scheme::https:
    case Scheme::ws:
    case Scheme::wss:
    case Scheme::ftp:
      break;
    case Scheme::file:
      return "null";
    case Scheme::other:
      return blob_origin();
  }
  // Scheme, host and port, without the credentials between them.
  std::string text(slice(0, at_.scheme_end));
  text += "://";
  return text.append(slice(at_.host_start, at_.path_start));
}

// A blob URL's origin is that of the URL in its path, if that is one of HTTP(S).
std::string Url::blob_origin() const {
  if (scheme() != "blob") return "null";
  const Result<Url> inner = parse(path());
  if (!inner || (inner.value().scheme() != "http" && inner.value().scheme() != "https")) return "null";
  return inner.value().origin();
}

std::optional<std::uint16_t> default_port(std::string_view scheme) noexcept {
  const std::uint32_t port = url_detail::default_port_of(scheme_of(scheme));
  if (port == url_detail::kNoPort) return std::nullopt;
  return static_cast<std::uint16_t>(port);
}

}  // namespace ratestack
