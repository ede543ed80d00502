// Memory, version, and the two ways an answer leaves the module.
#include "abi.hpp"

#include <cstdlib>
#include <cstring>
#include <string>

#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::abi {

Status answer(Buffer* out, std::string_view text) noexcept {
  // malloc(0) may answer null, which the host would read as exhaustion.
  auto* data = static_cast<std::uint8_t*>(std::malloc(text.empty() ? 1 : text.size()));
  if (data == nullptr) return Status::out_of_memory;
  std::memcpy(data, text.data(), text.size());
  *out = {data, static_cast<std::uint32_t>(text.size())};
  return Status::ok;
}

Status refuse(Buffer* out, const Error& error) {
  std::string json = R"({"code":)";
  append_canonical_string(json, error.code.message());
  json += R"(,"detail":)";
  append_canonical_string(json, error.context);
  json += '}';
  const Status copied = answer(out, json);
  return copied == Status::ok ? Status::failed : copied;
}

}  // namespace ratestack::abi

using ratestack::abi::Buffer;
using ratestack::abi::Status;

RATESTACK_ABI void* rs_alloc(std::size_t size) { return std::malloc(size == 0 ? 1 : size); }

RATESTACK_ABI void rs_free(void* data) { std::free(data); }

RATESTACK_ABI Status rs_version(Buffer* out) { return ratestack::abi::answer(out, RATESTACK_VERSION); }
