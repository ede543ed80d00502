#include "native/cli/secrets_keygen.hpp"

#include "native/cli/output_file.hpp"
#include "native/service/system.hpp"
#include "ratestack/crypto/secure_wipe.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/secrets/master_key.hpp"

namespace ratestack::cli {

// The kid behind the key tells a mistyped key from a right one, and which key a piece of text is.
ExitCode make_key(const KeygenOptions& options, const Console& console) {
  service::SystemEntropy entropy;
  const auto key = SecretBytes::generate(kMasterKeyBytes, [&](MutableByteSpan out) { entropy.fill(out); });
  const Kid kid = Kid::of(key.expose());
  std::string text = base64url_encode(key.expose()) + '.' + std::string(kid.view()) + '\n';
  std::optional<InputProblem> problem;
  if (options.output.empty()) {
    console.out << text << std::flush;
  } else {
    problem = write_file(options.output, text);
  }
  secure_wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
  if (problem) return console.fail(ExitCode::unusable, problem->text);
  console.err << "key id " << kid.view() << ". Keep the key where its database's backups are not; without it nothing "
              << "sealed under it opens.\n";
  return ExitCode::ok;
}

}  // namespace ratestack::cli
