#include "ratestack/identity/webauthn/credential_response.hpp"

#include <gtest/gtest.h>

#include "ratestack/base/bytes.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kRegistration =
    R"({"id":"AQID","rawId":"AQID","type":"public-key","authenticatorAttachment":"platform",)"
    R"("clientExtensionResults":{},"response":{"clientDataJSON":"e30","attestationObject":"oA","transports":["usb"]}})";
constexpr std::string_view kAssertion =
    R"({"id":"AQID","rawId":"AQID","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AAE",)"
    R"("signature":"MAA","userHandle":"dXNyXw"}})";

/// `text` with the first `from` in it replaced.
JsonValue edited(std::string_view text, std::string_view from = "", std::string_view to = "") {
  std::string copy(text);
  return parse_json(copy.replace(copy.find(from), from.size(), to)).value();
}

template <typename Response>
std::string refused_member(const JsonValue& json) {
  const auto response = Response::parse(json);
  return response ? "none" : response.error().context;
}

TEST(RegistrationResponse, GivesTheBytesOfItsMembers) {
  const auto response = RegistrationResponse::parse(edited(kRegistration)).value();
  EXPECT_EQ(response.credential_id, "AQID");
  EXPECT_EQ(as_text(response.client_data_json), "{}");
  EXPECT_EQ(response.attestation_object, std::vector<std::uint8_t>{0xA0});
}

TEST(RegistrationResponse, NamesTheMemberThatIsNotAsSpecified) {
  const auto refused = [](std::string_view from, std::string_view to) {
    return refused_member<RegistrationResponse>(edited(kRegistration, from, to));
  };
  EXPECT_EQ(refused("\"id\":\"AQID\"", "\"id\":1"), "id");
  EXPECT_EQ(refused("\"id\":\"AQID\"", "\"id\":\"\""), "id");
  EXPECT_EQ(refused("\"id\":\"AQID\"", "\"id\":\"A+ID\""), "id");
  EXPECT_EQ(refused("\"id\":\"AQID\"", "\"id\":\"AQIE\""), "rawId");
  EXPECT_EQ(refused("public-key", "password"), "type");
  EXPECT_EQ(refused("\"e30\"", "\"e31\""), "clientDataJSON");
  EXPECT_EQ(refused("\"oA\"", "null"), "attestationObject");
  EXPECT_EQ(refused("\"response\":", "\"reply\":"), "response");
  EXPECT_EQ(refused_member<RegistrationResponse>(parse_json("[]").value()), "credential");
  const std::string long_id(1368, 'A');  // of 1026 bytes
  EXPECT_EQ(refused("\"id\":\"AQID\"", "\"id\":\"" + long_id + "\""), "id");
}

TEST(AssertionResponse, GivesTheBytesOfItsMembers) {
  const auto response = AssertionResponse::parse(edited(kAssertion)).value();
  EXPECT_EQ(response.credential_id, "AQID");
  EXPECT_EQ(as_text(response.client_data_json), "{}");
  EXPECT_EQ(response.authenticator_data, (std::vector<std::uint8_t>{0, 1}));
  EXPECT_EQ(response.signature, (std::vector<std::uint8_t>{0x30, 0}));
  EXPECT_EQ(response.user_handle, "usr_");
}

TEST(AssertionResponse, AUserHandleMayBeAbsentButNotBroken) {
  EXPECT_FALSE(AssertionResponse::parse(edited(kAssertion, "\"dXNyXw\"", "null")).value().user_handle);
  EXPECT_FALSE(AssertionResponse::parse(edited(kAssertion, ",\"userHandle\":\"dXNyXw\"")).value().user_handle);
  EXPECT_EQ(AssertionResponse::parse(edited(kAssertion, "dXNyXw")).value().user_handle, "");
  EXPECT_EQ(refused_member<AssertionResponse>(edited(kAssertion, "\"dXNyXw\"", "7")), "userHandle");
  EXPECT_EQ(refused_member<AssertionResponse>(edited(kAssertion, "dXNyXw", "dXNyX")), "userHandle");
}

TEST(AssertionResponse, NamesTheMemberThatIsNotAsSpecified) {
  const auto refused = [](std::string_view from, std::string_view to) {
    return refused_member<AssertionResponse>(edited(kAssertion, from, to));
  };
  EXPECT_EQ(refused("\"MAA\"", "\"MAA=\""), "signature");
  EXPECT_EQ(refused("\"AAE\"", "{}"), "authenticatorData");
  EXPECT_EQ(refused("\"rawId\":\"AQID\",", ""), "rawId");
}

}  // namespace
}  // namespace ratestack
