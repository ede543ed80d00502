// The C ABI of the WebAssembly module: numbers in, numbers out; everything larger lies in linear memory.
//
// Conventions, for every function of exports.txt:
//  - Text and bytes enter as (pointer, size) of memory that the caller got from rs_alloc and frees with rs_free.
//  - What leaves is written to an rs_buffer that the caller passes; its `data` then belongs to the caller (rs_free).
//  - Objects are handles: a stale, foreign or invented handle is answered with `bad_handle` and reaches nothing.
//  - Pointers are not checked: one outside of linear memory traps, which the host must treat as the end of the
//  instance.
//  - No exceptions, no imports: a fault of the core or exhausted memory is a trap (`unreachable`).
//
// The ABI only translates; what the functions do is documented in core's headers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ratestack/base/error.hpp"
#include "ratestack/base/result.hpp"

/// Puts a function into the module under its own name; exports.txt must list it too.
#define RATESTACK_ABI extern "C" [[gnu::visibility("default"), gnu::used]]

namespace ratestack::abi {

enum class Status : std::int32_t {
  ok = 0,
  failed = 1,         // the core refused the input; the rs_buffer holds {"code":"...","detail":"..."}
  bad_handle = 2,     // no object of this kind lives under the handle
  wrong_state = 3,    // the object lives, but the call does not fit its state (update after finish)
  out_of_memory = 4,  // the answer could not be allocated
};

/// Answer written into the caller's memory, eight bytes: where the bytes are and how many.
struct Buffer {
  std::uint8_t* data;
  std::uint32_t size;
};
static_assert(sizeof(void*) != 4 || sizeof(Buffer) == 8, "the JavaScript side reads two 32-bit words");

/// Copies `text` into memory that the caller of the module will own.
Status answer(Buffer* out, std::string_view text) noexcept;
/// Answers `failed` with the error's stable name and its context.
Status refuse(Buffer* out, const Error& error);

inline std::string_view text_of(const char* data, std::size_t size) noexcept { return {data, size}; }

/// A text in what a caller wrote, eight bytes. It may be absent: `data` is null then.
struct TextIn {
  const char* data;
  std::uint32_t size;

  [[nodiscard]] std::optional<std::string_view> text() const {
    return data == nullptr ? std::nullopt : std::optional(text_of(data, size));
  }
};

}  // namespace ratestack::abi
