// E-mail addresses are kept and looked up in lower case.
#pragma once

#include <string>

namespace ratestack::service {

/// ASCII letters alone; every other byte stays as it is.
inline std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace ratestack::service
