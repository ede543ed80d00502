// The body of POST /v1/redact: what is taken for the JSON value is, byte for byte, a part of the body, and the value
// that a reader of the whole body finds under that name.
#include "native/http/redact_body.hpp"

#include "exact_copy.hpp"
#include "ratestack/encoding/json.hpp"
#include "require.hpp"

namespace {

using ratestack::fuzzing::require;
using ratestack::http::parse_redact_body;
using ratestack::http::RedactInput;

constexpr ratestack::JsonLimits kAnyNumber{.integers = ratestack::IntegerRule::nearest};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ratestack::fuzzing::ExactCopy input(data, size);
  const auto body = parse_redact_body(input.view());
  if (!body) return 0;
  const auto tree = ratestack::parse_json(input.view(), kAnyNumber);
  require(tree.has_value(), "a body that was read is JSON");
  if (body->input == RedactInput::text) {
    require(tree->at("text").as_string() == body->content, "the text is the text");
    return 0;
  }
  require(input.view().find(body->content) != std::string_view::npos, "the value stands in the body");
  const auto value = ratestack::parse_json(body->content, kAnyNumber);
  require(value.has_value() && *value == tree->at("json"), "the value is the value");
  return 0;
}
