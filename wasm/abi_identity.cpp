// What the edge decides about a request by itself: session tokens, cookies, CSRF tokens, origins, return paths. Keys
// and tokens lie in memory of the caller, who wipes it: rs_free does not. Nothing of them stays in the module but what
// rs_set_cookie wrote, which is on its way into a header.
#include <algorithm>

#include "abi.hpp"
#include "ratestack/crypto/secure_wipe.hpp"
#include "ratestack/identity/cookie.hpp"
#include "ratestack/identity/csrf.hpp"
#include "ratestack/identity/origin_check.hpp"
#include "ratestack/identity/return_path.hpp"
#include "ratestack/identity/session_token.hpp"

namespace ratestack::abi {
namespace {

/// Where in the header the value lies: 20 bytes.
struct FoundCookie {
  Buffer refusal;  // set where the header was refused
  std::uint32_t is_there;
  std::uint32_t start;
  std::uint32_t size;
};
static_assert(sizeof(void*) != 4 || sizeof(FoundCookie) == 20);

/// Written by the caller: 40 bytes.
struct OriginCall {
  TextIn public_origin, method, origin, referer, sec_fetch_site;
};
static_assert(sizeof(void*) != 4 || sizeof(OriginCall) == 40);

Digest digest_of(const std::uint8_t* bytes) {
  Digest digest;
  std::copy_n(bytes, Digest::kSize, digest.bytes.begin());
  return digest;
}

CsrfTokens csrf_tokens(const std::uint8_t* key, std::size_t size) { return CsrfTokens(HmacSha256Key({key, size})); }

const CookieSpec* spec_of(std::uint32_t kind) {
  constexpr auto kLast = static_cast<std::uint32_t>(CookieKind::known_device);
  return kind > kLast ? nullptr : &cookie_spec(static_cast<CookieKind>(kind));
}

Status answer_cookie(Buffer* out, const Result<std::string>& written) {
  return written ? answer(out, written.value()) : refuse(out, written.error());
}

}  // namespace
}  // namespace ratestack::abi

using ratestack::abi::answer_cookie;
using ratestack::abi::Buffer;
using ratestack::abi::csrf_tokens;
using ratestack::abi::digest_of;
using ratestack::abi::FoundCookie;
using ratestack::abi::OriginCall;
using ratestack::abi::spec_of;
using ratestack::abi::Status;
using ratestack::abi::text_of;

/// Writes 32 bytes to `out`; `failed`, and nothing is written, where that is no session token.
RATESTACK_ABI Status rs_session_token_hash(const char* text, std::size_t size, std::uint8_t* out) {
  const auto token = ratestack::SessionToken::parse(text_of(text, size));
  if (!token) return Status::failed;
  const ratestack::Digest hash = token.value().hash();
  std::copy(hash.bytes.begin(), hash.bytes.end(), out);
  return Status::ok;
}

/// `kind` is a CookieKind; another one is `wrong_state`, here and below.
RATESTACK_ABI Status rs_find_cookie(const char* header, std::size_t size, std::uint32_t kind, FoundCookie* out) {
  *out = {};
  const auto* spec = spec_of(kind);
  if (spec == nullptr) return Status::wrong_state;
  const auto cookies = ratestack::CookieHeader::parse(text_of(header, size));
  if (!cookies) return ratestack::abi::refuse(&out->refusal, cookies.error());
  const auto found = cookies.value().find(spec->name);
  if (!found) return ratestack::abi::refuse(&out->refusal, found.error());
  if (!found.value()) return Status::ok;
  const std::string_view value = *found.value();
  out->is_there = 1;
  // An empty value may be a view of nothing.
  out->start = value.empty() ? 0 : static_cast<std::uint32_t>(value.data() - header);
  out->size = static_cast<std::uint32_t>(value.size());
  return Status::ok;
}

/// Answers the value of a Set-Cookie header.
RATESTACK_ABI Status rs_set_cookie(std::uint32_t kind, const char* value, std::size_t size, Buffer* out) {
  const auto* spec = spec_of(kind);
  if (spec == nullptr) return Status::wrong_state;
  return answer_cookie(out, set_cookie(*spec, text_of(value, size)));
}

RATESTACK_ABI Status rs_clear_cookie(std::uint32_t kind, Buffer* out) {
  const auto* spec = spec_of(kind);
  return spec == nullptr ? Status::wrong_state : answer_cookie(out, clear_cookie(*spec));
}

/// `session_hash` is 32 bytes. Writes the 43 characters of the token to `out`.
RATESTACK_ABI void rs_csrf_token(const std::uint8_t* key, std::size_t key_size, const std::uint8_t* session_hash,
                                 char* out) {
  std::string token = csrf_tokens(key, key_size).token(digest_of(session_hash));
  std::copy(token.begin(), token.end(), out);
  ratestack::secure_wipe({reinterpret_cast<std::uint8_t*>(token.data()), token.size()});
}

/// 1 where the token is that session's, else 0.
RATESTACK_ABI std::uint32_t rs_csrf_matches(const std::uint8_t* key, std::size_t key_size,
                                            const std::uint8_t* session_hash, const char* text, std::size_t size) {
  return csrf_tokens(key, key_size).matches(digest_of(session_hash), text_of(text, size)) ? 1 : 0;
}

/// Writes an OriginVerdict; `failed` where the public origin is none.
RATESTACK_ABI Status rs_judge_origin(const OriginCall* call, std::uint32_t* verdict) {
  const auto ours = ratestack::PublicOrigin::parse(call->public_origin.text().value_or(""));
  if (!ours) return Status::failed;
  const ratestack::RequestSource source{call->method.text().value_or(""), call->origin.text(), call->referer.text(),
                                        call->sec_fetch_site.text()};
  *verdict = static_cast<std::uint32_t>(judge_origin(source, ours.value()));
  return Status::ok;
}

/// 1 where a browser may be sent there, else 0.
RATESTACK_ABI std::uint32_t rs_is_local_return_path(const char* text, std::size_t size) {
  return ratestack::is_local_return_path(text_of(text, size)) ? 1 : 0;
}
