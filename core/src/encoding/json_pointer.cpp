#include "encoding/json_pointer.hpp"

namespace ratestack::encoding_detail {
namespace {

// RFC 6901 section 3: "~" is written ~0 and "/" is written ~1.
void append_key(std::string& out, std::string_view key) {
  for (const char c : key.substr(0, kMaxPointerBytes)) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
}

void append_steps(std::string& out, const PathStep* step) {
  if (step == nullptr) return;
  append_steps(out, step->up);
  if (out.size() > kMaxPointerBytes) return;
  out += '/';
  if (step->key.data() == nullptr)
    out += std::to_string(step->index);
  else
    append_key(out, step->key);
}

constexpr bool continues_sequence(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string json_pointer(const PathStep* last) {
  std::string pointer;
  append_steps(pointer, last);
  if (pointer.size() <= kMaxPointerBytes) return pointer;
  std::size_t cut = kMaxPointerBytes;
  while (continues_sequence(pointer[cut])) --cut;
  return pointer.substr(0, cut) + "...";
}

}  // namespace ratestack::encoding_detail
