#include "native/http/pistache/convert.hpp"

#include <strings.h>

#include <charconv>

#include "native/http/http_error.hpp"
#include "native/http/request_info.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::http {
namespace {

Method to_method(Pistache::Http::Method method) {
  switch (method) {
    case Pistache::Http::Method::Get:
      return Method::get;
    case Pistache::Http::Method::Head:
      return Method::head;
    case Pistache::Http::Method::Post:
      return Method::post;
    case Pistache::Http::Method::Put:
      return Method::put;
    case Pistache::Http::Method::Patch:
      return Method::patch;
    case Pistache::Http::Method::Delete:
      return Method::del;
    case Pistache::Http::Method::Options:
      return Method::options;
    default:
      return Method::other;
  }
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

Request to_request(Pistache::Http::Request& parsed, std::string_view target, std::string_view peer_ip) {
  Request request;
  request.method = to_method(parsed.method());
  request.target = std::string(target);
  request.body = parsed.body();
  for (const auto& [name, raw] : parsed.headers().rawList()) request.headers.push_back({name, raw.value()});
  request.client_ip = client_ip(request, peer_ip);
  return request;
}

Result<void> check_length(const Pistache::Http::Request& parsed) {
  const auto header = parsed.headers().tryGetRaw("Content-Length");
  if (!header) return {};
  const std::string length = header->value();
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(length.data(), length.data() + length.size(), value);
  if (failure == std::errc::result_out_of_range) return Error(HttpError::payload_too_large);
  if (failure != std::errc() || end != length.data() + length.size()) return Error(HttpError::malformed_request);
  if (value > limits::kMaxBodyBytes) return Error(HttpError::payload_too_large);
  return {};
}

AfterAnswer after_answer(const Request& request, Pistache::Http::Version version) {
  const std::string_view connection = request.header("Connection").value_or("");
  if (same(connection, "close")) return AfterAnswer::close;
  if (version == Pistache::Http::Version::Http11 || same(connection, "keep-alive")) return AfterAnswer::keep_alive;
  return AfterAnswer::close;
}

}  // namespace ratestack::http
