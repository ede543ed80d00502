#include "native/service/identity/es256.hpp"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <vector>

#include "native/service/identity/evp.hpp"
#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kPointBytes = 1 + 2 * kP256Bytes;  // SEC 1 section 2.3.3, uncompressed
constexpr std::uint8_t kUncompressed = 0x04;
constexpr std::size_t kMaxDerBytes = 80;  // of a signature: SEQUENCE of two INTEGERs of up to 33 bytes
constexpr std::size_t kMaxPkcs8Bytes = 4096;

std::string_view describe(Es256Error error) {
  return error == Es256Error::malformed_key ? "malformed_key" : "signing_failed";
}

using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Free<PKCS8_PRIV_KEY_INFO_free>>;
using ReadBio = std::unique_ptr<BIO, Free<BIO_free>>;

// IEEE P1363 to the DER that OpenSSL takes; empty for what cannot be a signature.
std::vector<std::uint8_t> to_der(ByteSpan signature) {
  if (signature.size() != kEs256Bytes) return {};
  EcdsaSignature parts(ECDSA_SIG_new());
  BigNumber r = number_of(signature.first(kP256Bytes)), s = number_of(signature.last(kP256Bytes));
  if (!parts || !r || !s || ECDSA_SIG_set0(parts.get(), r.get(), s.get()) != 1) return {};
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  std::vector<std::uint8_t> der(kMaxDerBytes);
  std::uint8_t* end = der.data();
  const int size = i2d_ECDSA_SIG(parts.get(), &end);
  der.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return der;
}

Result<Es256Signature> to_p1363(ByteSpan der) {
  const std::uint8_t* begin = der.data();
  const EcdsaSignature parts(d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())));
  Es256Signature out{};
  if (!parts) return Es256Error::failed;
  const bool fits = BN_bn2binpad(ECDSA_SIG_get0_r(parts.get()), out.data(), kP256Bytes) == kP256Bytes &&
                    BN_bn2binpad(ECDSA_SIG_get0_s(parts.get()), out.data() + kP256Bytes, kP256Bytes) == kP256Bytes;
  if (!fits) return Es256Error::failed;
  return out;
}

// Its curve by the name that OpenSSL gives it: a key of another one must not come in by the size of its numbers.
bool is_p256(const EVP_PKEY* key) {
  std::array<char, 64> name{};
  std::size_t size = 0;
  return EVP_PKEY_is_a(key, "EC") == 1 &&
         EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name.data(), name.size(), &size) == 1 &&
         std::string_view(name.data(), size) == SN_X9_62_prime256v1;
}

// A file may hold a public half of its own, which OpenSSL would believe.
bool belongs_together(EVP_PKEY* key) {
  const EvpKeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  return context && EVP_PKEY_check(context.get()) == 1;
}

Result<P256Point> point_of(const EVP_PKEY* key) {
  std::array<std::uint8_t, kPointBytes> text{};
  std::size_t size = 0;
  const bool read = EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, text.data(), text.size(), &size) == 1;
  if (!read || size != kPointBytes || text[0] != kUncompressed) return Es256Error::malformed_key;
  P256Point point;
  std::copy_n(text.begin() + 1, kP256Bytes, point.x.begin());
  std::copy_n(text.begin() + 1 + kP256Bytes, kP256Bytes, point.y.begin());
  return point;
}

}  // namespace

boost::system::error_code make_error_code(Es256Error error) {
  static constexpr EnumCategory<Es256Error, describe> kCategory{"es256"};
  return {static_cast<int>(error), kCategory};
}

Result<Es256Verifier> Es256Verifier::of(const P256Point& point) {
  const NoErrorsLeft quiet;
  std::array<std::uint8_t, kPointBytes> text{kUncompressed};
  std::copy(point.x.begin(), point.x.end(), text.begin() + 1);
  std::copy(point.y.begin(), point.y.end(), text.begin() + 1 + kP256Bytes);
  std::array<char, 16> group{"prime256v1"};
  const std::array params{OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
                          OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, text.data(), text.size()),
                          OSSL_PARAM_construct_end()};
  EvpKey key = public_key_of("EC", params.data());
  if (!key) return Es256Error::malformed_key;
  return Es256Verifier(std::move(key), point);
}

bool Es256Verifier::verify(ByteSpan message, ByteSpan signature) const {
  const NoErrorsLeft quiet;
  const auto der = to_der(signature);
  return !der.empty() && verify_signature(key_, message, der);
}

Result<Es256PrivateKey> Es256PrivateKey::of(EvpKey key) {
  if (!key || !is_p256(key.get()) || !belongs_together(key.get())) return Es256Error::malformed_key;
  const auto point = point_of(key.get());
  if (!point) return point.error();
  return Es256PrivateKey(std::move(key), point.value());
}

Result<Es256PrivateKey> Es256PrivateKey::generate() {
  const NoErrorsLeft quiet;
  return of(EvpKey(EVP_EC_gen("P-256")));
}

Result<Es256PrivateKey> Es256PrivateKey::from_pkcs8(ByteSpan der) {
  const NoErrorsLeft quiet;
  const std::uint8_t* begin = der.data();
  if (der.size() > kMaxPkcs8Bytes) return Es256Error::malformed_key;
  const Pkcs8 info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &begin, static_cast<long>(der.size())));
  if (!info || begin != der.data() + der.size()) return Es256Error::malformed_key;
  return of(EvpKey(EVP_PKCS82PKEY(info.get())));
}

Result<Es256PrivateKey> Es256PrivateKey::from_pem(ByteSpan pem) {
  const NoErrorsLeft quiet;
  if (pem.size() > kMaxPkcs8Bytes) return Es256Error::malformed_key;
  const ReadBio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  const auto no_passphrase = [](char*, int, int, void*) { return 0; };
  return of(EvpKey(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr) : nullptr));
}

Result<Es256Signature> Es256PrivateKey::sign(ByteSpan message) const {
  const NoErrorsLeft quiet;
  std::array<std::uint8_t, kMaxDerBytes> der{};
  std::size_t size = der.size();
  const EvpContext context(EVP_MD_CTX_new());
  const bool made = context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
                    EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size()) == 1;
  if (!made) return Es256Error::failed;
  return to_p1363(ByteSpan(der).first(size));
}

Result<SecretBytes> Es256PrivateKey::to_pkcs8() const {
  const NoErrorsLeft quiet;
  const Pkcs8 info(EVP_PKEY2PKCS8(key_.get()));
  const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr) : 0;
  if (size <= 0) return Es256Error::failed;
  return SecretBytes::generate(static_cast<std::size_t>(size), [&info](MutableByteSpan out) {
    std::uint8_t* begin = out.data();
    i2d_PKCS8_PRIV_KEY_INFO(info.get(), &begin);
  });
}

}  // namespace ratestack::service
