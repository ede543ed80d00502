// For whom a command prints.
#pragma once

namespace ratestack::cli {

enum class OutputForm { words, json };

}  // namespace ratestack::cli
