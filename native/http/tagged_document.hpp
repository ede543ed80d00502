// Documents that may be kept, and asked for again by their entity tag.
#pragma once

#include <string>
#include <string_view>

#include "native/http/exchange.hpp"

namespace ratestack::http {

/// A strong entity tag (RFC 9110 section 8.8.3), quotes included: equal texts have equal tags.
[[nodiscard]] std::string strong_tag(std::string_view text);

/// 200 with the JSON text, or 304 where the caller has it.
void answer_tagged(const ExchangePtr& exchange, const std::string& text, const std::string& tag);

}  // namespace ratestack::http
