#include "native/cli/passwords_check_filter.hpp"

#include <array>
#include <cstdio>

#include "native/cli/progress.hpp"
#include "native/service/identity/breached_passwords.hpp"
#include "native/service/identity/breached_words.hpp"

namespace ratestack::cli {
namespace {

std::string rate_text(double rate) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2g", rate);
  return text.data();
}

}  // namespace

ExitCode check_filter(const std::string& file, const Console& console) {
  const auto opened = service::BreachedPasswords::open(file);
  if (!opened) return console.fail(ExitCode::unusable, service::explain_breached_error(opened.error(), file));
  const BreachedFilter& filter = opened.value().filter();
  const BreachedFilterShape& shape = filter.shape();
  const bool intact = filter.is_intact();
  console.out << "passwords        " << with_separators(shape.items) << '\n'
              << "size             " << byte_size(shape.file_size()) << '\n'
              << "hashes           " << shape.hashes << '\n'
              << "false positives  " << rate_text(shape.false_positive_rate()) << '\n'
              << "bytes            " << (intact ? "as written" : "changed since they were written; build it again")
              << '\n';
  return intact ? ExitCode::ok : ExitCode::broken;
}

}  // namespace ratestack::cli
