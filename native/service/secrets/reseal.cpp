#include "native/service/secrets/reseal.hpp"

#include <algorithm>

#include "native/service/secrets/sealed_values.hpp"
#include "ratestack/secrets/envelope.hpp"

namespace ratestack::service {
namespace {

/// One draw from the system for a whole stretch: a system call a row would cost as much as the cipher.
class DrawnEntropy final : public Entropy {
 public:
  DrawnEntropy(Entropy& source, std::size_t bytes) : source_(source), drawn_(bytes) { source.fill(drawn_); }

  // Each byte is given out once; what is missing is drawn afresh.
  void fill(MutableByteSpan out) override {
    if (drawn_.size() - used_ < out.size()) return source_.fill(out);
    std::copy_n(drawn_.begin() + static_cast<std::ptrdiff_t>(used_), out.size(), out.begin());
    used_ += out.size();
  }

 private:
  Entropy& source_;
  std::vector<std::uint8_t> drawn_;
  std::size_t used_ = 0;
};

Result<std::string> reseal_row(const SecretEncryptor& encryptor, const SecretColumn& column, const SealedRow& row,
                               const Kid& target, Entropy& entropy) {
  const auto place = place_of(column, row.org_id, row.id);
  if (!place) return place.error();
  const auto plaintext = encryptor.open(*place, row.envelope);
  if (!plaintext) return plaintext.error();
  const SecretBytes& opened = plaintext.value();
  return encryptor.seal(*place, opened.expose(), target, entropy);
}

}  // namespace

Result<ResealedStretch> reseal(SecretReader& secrets, const SecretEncryptor& encryptor, const Stretch& stretch,
                               const Kid& target, Timestamp now, Entropy& entropy) {
  const SecretColumn& column = kSecretColumns.at(stretch.column);
  auto read = secrets.sealed_rows(column, stretch.range);
  if (!read) return read.error();
  std::vector<SealedRow>& rows = read.value();
  DrawnEntropy drawn(entropy, rows.size() * (kSaltBytes + kAeadIvBytes));
  ResealedStretch out;
  out.column = stretch.column;
  out.read = rows.size();
  out.rows.reserve(rows.size());
  for (SealedRow& row : rows) {
    out.bytes += row.envelope.size();
    out.last_row = row.row_no;
    auto envelope = reseal_row(encryptor, column, row, target, drawn);
    if (envelope) {
      out.rows.push_back({row.row_no, std::move(row.id), std::move(row.envelope), std::move(*envelope)});
    } else {
      out.refused.push_back({std::string(column.table), std::string(column.column), std::move(row.id),
                             std::move(row.org_id), envelope.error().code.message(), now});
    }
  }
  return out;
}

}  // namespace ratestack::service
