#include "native/cli/passwords_check_filter.hpp"

#include <array>
#include <cstdio>

#include "native/cli/progress.hpp"
#include "native/service/identity/breached_passwords.hpp"

namespace ratestack::cli {
namespace {

std::string explain(const Error& error, const std::string& file) {
  if (error.code == service::BreachedPasswordsError::unreadable) return "cannot read " + file;
  if (error.code == BreachedFilterError::not_a_filter) {
    return file + " is no filter; make one with: ratestack passwords build-filter LIST -o " + file;
  }
  if (error.code == BreachedFilterError::unsupported_version) return file + " was made by a newer ratestack";
  if (error.code == BreachedFilterError::wrong_size) return file + " is cut off, or something follows; build it again";
  if (error.code == BreachedFilterError::malformed_header) return file + " is damaged; build it again";
  return file + ": " + error.message();
}

std::string rate_text(double rate) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2g", rate);
  return text.data();
}

}  // namespace

ExitCode check_filter(const std::string& file, const Console& console) {
  const auto opened = service::BreachedPasswords::open(file);
  if (!opened) return console.fail(ExitCode::unusable, explain(opened.error(), file));
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
