#include "native/cli/secrets_rekey.hpp"

#include "native/cli/command_asker.hpp"
#include "native/cli/progress.hpp"
#include "native/cli/store_words.hpp"
#include "native/service/secrets/rekeyer.hpp"
#include "native/service/secrets/secret_error.hpp"

namespace ratestack::cli {
namespace {

using service::RekeyJob;

std::string words_of(const Error& error, const std::string& place) {
  const bool is_ours = error.code.category() == make_error_code(service::KeyFitError::key_missing).category();
  return is_ours ? place + ": " + error.context : explain_error(error, place);
}

ExitCode report(const RekeyJob& job, std::uint64_t quarantined, double seconds, const Console& console) {
  if (job.state == service::RekeyState::superseded) {
    return console.fail(ExitCode::unusable, "the keys were rotated again meanwhile: run it once more with those keys");
  }
  console.out << "every row that opens is under " << job.target.view() << ": " << with_separators(job.done)
              << " resealed in " << static_cast<std::uint64_t>(seconds * 1000) << " ms\n";
  if (quarantined == 0) return ExitCode::ok;
  return console.fail(ExitCode::broken, std::to_string(quarantined) +
                                            " rows do not open and were set aside: see `ratestack secrets status`");
}

Result<std::optional<RekeyJob>> run(service::Rekeyer& rekeyer, service::Asker asker, ProgressLine& line) {
  auto begun = rekeyer.begin(std::move(asker));
  if (!begun || !begun.value()) return begun;
  auto done = rekeyer.work([&line](const RekeyJob& job) {
    line.show({ProgressUnit::rows, job.done, job.total, job.done});
    return true;
  });
  if (!done) return done.error();
  return std::optional<RekeyJob>(std::move(done.value()));
}

}  // namespace

ExitCode rekey_secrets(DataAccess& data, const Console& console) {
  const auto installation = data.open(console);
  if (!installation) return ExitCode::unusable;
  const auto encryptor = data.open_keys(*installation, console);
  if (!encryptor) return ExitCode::unusable;
  auto asker = command_asker(*installation);
  if (!asker) return console.fail(ExitCode::unusable, explain_error(asker.error(), installation->place));
  service::Store& store = *installation->store;
  service::AuditWriter writer(store, installation->clock);
  service::Rekeyer rekeyer(store, writer, installation->clock, installation->entropy, *encryptor);
  ProgressLine line(console);
  const auto job = run(rekeyer, std::move(asker.value()), line);
  if (!job) return console.fail(ExitCode::unusable, words_of(job.error(), installation->place));
  const auto quarantined = store.secrets().count_quarantined();
  if (!quarantined) return console.fail(ExitCode::unusable, explain_error(quarantined.error(), installation->place));
  if (job.value()) return report(*job.value(), quarantined.value(), line.elapsed().count(), console);
  console.out << "nothing to do: every row that opens is under " << encryptor->ring().current().kid().view() << '\n';
  return quarantined.value() == 0 ? ExitCode::ok : ExitCode::broken;
}

}  // namespace ratestack::cli
