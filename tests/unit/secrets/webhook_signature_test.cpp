#include "ratestack/secrets/webhook_signature.hpp"

#include <gtest/gtest.h>

#include <string>

#include "ratestack/encoding/base64.hpp"

namespace ratestack {
namespace {

using std::chrono::seconds;

// The example of the specification and of its reference libraries, with the signature that these answer for it.
constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::string_view kId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr std::string_view kTime = "1614265330";
constexpr std::string_view kBody = R"({"test": 2432232314})";
constexpr std::string_view kSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
constexpr seconds kNow{1614265330};

constexpr std::string_view kOtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

ReceivedWebhook received() { return {kId, kTime, kSignature, as_bytes(kBody)}; }
WebhookSecrets secrets_of(std::string_view text) { return WebhookSecrets::parse(text).value(); }
boost::system::error_code error_of(const ReceivedWebhook& webhook, seconds now = kNow) {
  return secrets_of(kSecret).verify(webhook, now).error().code;
}
std::string secret_text(std::size_t bytes) {
  return "whsec_" + base64_encode(std::vector<std::uint8_t>(bytes, static_cast<std::uint8_t>(bytes)));
}
std::string sign(const WebhookSecrets& secrets, std::string_view body = kBody) {
  return secrets.sign(WebhookId::parse(kId).value(), kNow, as_bytes(body));
}

TEST(WebhookSignature, IsThatOfTheReferenceLibraries) {
  EXPECT_EQ(sign(secrets_of(kSecret)), kSignature);
  EXPECT_TRUE(secrets_of(kSecret).verify(received(), kNow));
}

TEST(WebhookSignature, CoversIdTimestampAndBody) {
  ReceivedWebhook other = received();
  other.id = "msg_p5jXN8AQM9LWM0D4loKWxJeK";
  EXPECT_EQ(error_of(other), WebhookError::no_match);
  other = received();
  other.timestamp = "1614265331";
  EXPECT_EQ(error_of(other), WebhookError::no_match);
  other = received();
  other.body = as_bytes(R"({"test":2432232314})");
  EXPECT_EQ(error_of(other), WebhookError::no_match);
  other = received();
  other.body = {};
  EXPECT_EQ(error_of(other), WebhookError::no_match);
}

TEST(WebhookSignature, OfEachSecretStandsInTheHeaderNewestFirst) {
  const std::string both = std::string(kOtherSecret) + " " + std::string(kSecret);
  const std::string header = sign(secrets_of(both));
  EXPECT_EQ(header, sign(secrets_of(kOtherSecret)) + " " + std::string(kSignature));
  ReceivedWebhook webhook = received();
  webhook.signature = header;
  for (const std::string_view known : {kSecret, kOtherSecret, std::string_view(both)}) {
    EXPECT_TRUE(secrets_of(known).verify(webhook, kNow)) << known;
  }
  EXPECT_EQ(secrets_of(secret_text(24)).verify(webhook, kNow).error().code, WebhookError::no_match);
}

TEST(WebhookSignature, OfAnyBytesIsVerified) {
  const std::string body("\0\xFF.\r\n", 5);
  const std::string header = sign(secrets_of(kOtherSecret), body);
  EXPECT_TRUE(secrets_of(kOtherSecret).verify({kId, kTime, header, as_bytes(body)}, kNow));
}

TEST(WebhookSignature, OfAnotherVersionIsPassedOver) {
  ReceivedWebhook webhook = received();
  const std::string digits(kSignature.substr(3));
  const std::string good = "v1a," + digits + " v2,x " + std::string(kSignature) + " v1,bm9wZQ== v1,";
  webhook.signature = good;
  EXPECT_TRUE(secrets_of(kSecret).verify(webhook, kNow));
  for (const std::string& other : {"v1a," + digits, "v2," + digits, "V1," + digits, "v10," + digits}) {
    webhook.signature = other;
    EXPECT_EQ(error_of(webhook), WebhookError::no_match) << other;
  }
}

TEST(WebhookSignature, ThatDiffersAnywhereDoesNotMatch) {
  for (std::size_t i = 3; i < kSignature.size(); ++i) {
    std::string changed(kSignature);
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    ReceivedWebhook webhook = received();
    webhook.signature = changed;
    EXPECT_EQ(error_of(webhook), WebhookError::no_match) << i;
  }
  for (const std::string& other :
       {std::string(kSignature.substr(0, kSignature.size() - 1)), std::string(kSignature) + "="}) {
    ReceivedWebhook webhook = received();
    webhook.signature = other;
    EXPECT_EQ(error_of(webhook), WebhookError::no_match) << other;
  }
}

TEST(WebhookVerification, HoldsWithinTheToleranceOnEitherSide) {
  EXPECT_EQ(error_of(received(), kNow + seconds(300)), boost::system::error_code());
  EXPECT_EQ(error_of(received(), kNow - seconds(300)), boost::system::error_code());
  EXPECT_EQ(error_of(received(), kNow + seconds(301)), WebhookError::too_old);
  EXPECT_EQ(error_of(received(), kNow - seconds(301)), WebhookError::too_new);
  EXPECT_EQ(secrets_of(kSecret).verify(received(), kNow + seconds(2), seconds(1)).error().code, WebhookError::too_old);
}

TEST(WebhookVerification, RefusesHeadersThatAreNotAsSpecifiedByName) {
  const auto context_of = [](auto change) {
    ReceivedWebhook webhook = received();
    change(webhook);
    const Error error = secrets_of(kSecret).verify(webhook, kNow).error();
    return error.code == WebhookError::malformed ? error.context : "not malformed";
  };
  for (const std::string_view id : {"", "a.b", "a b", "a\n", "\xC3\xA9"}) {
    EXPECT_EQ(context_of([&](auto& webhook) { webhook.id = id; }), kWebhookIdHeader) << id;
  }
  for (const std::string_view time : {"", "-1", "+1614265330", "01614265330", "1614265330 ", "1614265330.0", "0x1",
                                      "1e9", "9999999999999", "99999999999999999999999999"}) {
    EXPECT_EQ(context_of([&](auto& webhook) { webhook.timestamp = time; }), kWebhookTimestampHeader) << time;
  }
  const std::string good(kSignature);
  for (const std::string& signature : {std::string(), good.substr(3), std::string(",x"), good + "  " + good, " " + good,
                                       good + " ", good + " v2," + std::string(kMaxWebhookSignatureBytes, 'x')}) {
    EXPECT_EQ(context_of([&](auto& webhook) { webhook.signature = signature; }), kWebhookSignatureHeader) << signature;
  }
}

TEST(WebhookId, IsVisibleAsciiWithoutADot) {
  EXPECT_EQ(WebhookId::parse(kId).value().text(), kId);
  EXPECT_TRUE(WebhookId::parse(std::string(256, 'x')));
  for (const std::string& text : {std::string(), std::string(257, 'x'), std::string("a.b"), std::string("a b"),
                                  std::string("a\x7F"), std::string("a\0b", 3)}) {
    EXPECT_EQ(WebhookId::parse(text).error().code, WebhookError::malformed_id);
  }
}

TEST(WebhookSecret, Holds24To64Bytes) {
  EXPECT_EQ(WebhookSecret::parse(kSecret).value().key().size(), 24U);
  for (const std::size_t size : {24U, 25U, 32U, 63U, 64U}) EXPECT_TRUE(WebhookSecret::parse(secret_text(size))) << size;
  for (const std::size_t size : {0U, 1U, 23U, 65U, 1000U}) {
    EXPECT_EQ(WebhookSecret::parse(secret_text(size)).error().message(), "webhook: malformed_webhook_secret (length)")
        << size;
  }
}

TEST(WebhookSecret, IsReadStrictly) {
  const std::string padded(kOtherSecret);
  for (const std::string& text :
       {std::string(), std::string("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "WHSEC_" + padded.substr(6),
        padded.substr(0, padded.size() - 1), padded + "=", padded + " ", padded + "\n",
        std::string("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9="),
        std::string("whsec_-_-_9r8GKYqrTwjUPD8ILPZIo2LaLaSw")}) {
    EXPECT_EQ(WebhookSecret::parse(text).error().code, WebhookError::malformed_secret) << text;
  }
}

class CountingEntropy final : public Entropy {
 public:
  void fill(MutableByteSpan out) override {
    for (auto& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

TEST(WebhookSecret, IsGeneratedFromEntropyAndWritesWhatItReads) {
  CountingEntropy entropy;
  const WebhookSecret secret = WebhookSecret::generate(entropy);
  const SecretBytes text = secret.to_text();
  EXPECT_EQ(as_text(text.expose()), kOtherSecret);
  EXPECT_TRUE(WebhookSecret::parse(as_text(text.expose())).value() == secret);
  EXPECT_FALSE(WebhookSecret::generate(entropy) == secret);
}

TEST(WebhookSecrets, AreOneToFourWithSingleSpacesAndNoneTwice) {
  std::string text;
  for (std::size_t size = 24; size < 28; ++size) {
    text += (text.empty() ? "" : " ") + secret_text(size);
    const SecretBytes again = secrets_of(text).to_text();
    EXPECT_EQ(as_text(again.expose()), text);
  }
  const std::string one(kSecret), two(kOtherSecret);
  for (const std::string& wrong : {std::string(), std::string(" "), one + "  " + two, " " + one, one + " ",
                                   one + "\t" + two, one + "," + two, one + " " + one, text + " " + two}) {
    EXPECT_EQ(WebhookSecrets::parse(wrong).error().code, WebhookError::malformed_secret) << wrong;
  }
}

TEST(WebhookSecrets, RotateToTheNewestAndForgetTheFifth) {
  WebhookSecrets secrets(WebhookSecret::parse(kSecret).value());
  for (std::size_t size = 24; size < 27; ++size) {
    EXPECT_TRUE(secrets.rotate(WebhookSecret::parse(secret_text(size)).value()));
    EXPECT_TRUE(secrets.verify(received(), kNow));
  }
  EXPECT_EQ(secrets.size(), kMaxWebhookSecrets);
  EXPECT_EQ(secrets.rotate(WebhookSecret::parse(kSecret).value()).error().code, WebhookError::malformed_secret);
  EXPECT_TRUE(secrets.rotate(WebhookSecret::parse(kOtherSecret).value()));
  EXPECT_EQ(secrets.size(), kMaxWebhookSecrets);
  EXPECT_EQ(secrets.verify(received(), kNow).error().code, WebhookError::no_match);
  EXPECT_TRUE(sign(secrets).starts_with(sign(secrets_of(kOtherSecret))));
}

}  // namespace
}  // namespace ratestack
