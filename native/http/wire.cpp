#include "native/http/wire.hpp"

#include <algorithm>
#include <array>

#include "native/http/status.hpp"

namespace ratestack::http {
namespace {

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

bool has_header(const Answer& answer, std::string_view name) {
  return std::any_of(answer.headers.begin(), answer.headers.end(), [&](const Header& h) { return h.name == name; });
}

}  // namespace

std::string to_wire(const Answer& answer, AfterAnswer after, SendBody body) {
  std::string out;
  out.reserve(answer.body.size() + 512);
  out += "HTTP/1.1 " + std::to_string(answer.status) + ' ';
  out += reason_phrase(answer.status);
  out += "\r\n";
  if (!answer.content_type.empty()) append_header(out, "Content-Type", answer.content_type);
  // RFC 9110 section 8.6: a 304 has no body, and a length here would be that of the selected representation; with a 204
  // the field must not stand at all.
  if (answer.status != 304 && answer.status != 204)
    append_header(out, "Content-Length", std::to_string(answer.body.size()));
  append_header(out, "Connection", after == AfterAnswer::close ? "close" : "keep-alive");
  if (!has_header(answer, "Cache-Control")) append_header(out, "Cache-Control", "no-store");
  append_header(out, "X-Content-Type-Options", "nosniff");
  for (const Header& header : answer.headers) append_header(out, header.name, header.value);
  out += "\r\n";
  if (body == SendBody::yes) out += answer.body;
  return out;
}

void RequestHead::feed(std::string_view bytes) {
  feed_line(bytes);
  feed_end(bytes);
  bytes_ += bytes.size();
}

void RequestHead::feed_line(std::string_view bytes) {
  if (line_complete_ || line_.size() > kMaxRequestLine) return;
  const auto end = bytes.find('\r');
  line_ += bytes.substr(0, end);
  line_complete_ = end != std::string_view::npos && line_.size() <= kMaxRequestLine;
}

void RequestHead::feed_end(std::string_view bytes) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  for (std::size_t i = 0; i < bytes.size() && head_size_ == 0; ++i) {
    const bool next = bytes[i] == kEnd[end_matched_];
    end_matched_ = next ? end_matched_ + 1 : (bytes[i] == '\r' ? 1 : 0);
    if (end_matched_ == kEnd.size()) head_size_ = bytes_ + i + 1;
  }
}

std::string_view RequestHead::method() const noexcept {
  return line_complete_ ? std::string_view(line_).substr(0, line_.find(' ')) : std::string_view();
}

bool RequestHead::has_unknown_method() const noexcept {
  constexpr std::array<std::string_view, 9> kKnown{"GET",    "HEAD",    "POST",  "PUT",    "PATCH",
                                                   "DELETE", "OPTIONS", "TRACE", "CONNECT"};
  const std::string_view sent = method(), rest = target();
  const bool token = !sent.empty() && std::all_of(sent.begin(), sent.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
  });
  const bool known = std::find(kKnown.begin(), kKnown.end(), sent) != kKnown.end();
  return token && !known && rest.starts_with('/') && line_.ends_with(" HTTP/1.1");
}

std::string_view RequestHead::target() const noexcept {
  if (!line_complete_) return {};
  const auto first = line_.find(' '), last = line_.rfind(' ');
  if (first == std::string::npos || last <= first) return {};
  return std::string_view(line_).substr(first + 1, last - first - 1);
}

}  // namespace ratestack::http
