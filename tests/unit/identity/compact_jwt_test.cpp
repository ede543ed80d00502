#include "ratestack/identity/compact_jwt.hpp"

#include <gtest/gtest.h>

#include "signed_tokens.hpp"

namespace ratestack {
namespace {

using testing::segment;

// RFC 7515 appendix A.3.1.
const std::string kRfcToken =
    "eyJhbGciOiJFUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

std::string token(std::string_view header, std::string_view claims = "{}") {
  return segment(header) + '.' + segment(claims) + ".AAAA";
}

TEST(CompactJwt, TakesTheRfcsExampleApart) {
  const auto parsed = CompactJwt::parse(kRfcToken);
  ASSERT_TRUE(parsed);
  const CompactJwt& jwt = parsed.value();
  EXPECT_EQ(jwt.algorithm(), "ES256");
  EXPECT_EQ(jwt.kid(), "");
  EXPECT_EQ(jwt.type(), "");
  const JsonObject expected{{"iss", "joe"}, {"exp", 1300819380}, {"http://example.com/is_root", true}};
  EXPECT_EQ(jwt.unproven_claims(), expected);
  EXPECT_EQ(jwt.signing_input(), kRfcToken.substr(0, kRfcToken.rfind('.')));
  EXPECT_EQ(base64url_encode(jwt.signature()), kRfcToken.substr(kRfcToken.rfind('.') + 1));
}

TEST(CompactJwt, ReadsWhatIsWritten) {
  const JsonObject claims{{"sub", "somebody"}};
  const std::string text =
      finish_jwt(jwt_signing_input(SignatureAlgorithm::es256, "k1", "at+jwt", claims), as_bytes("\x01\x02\x03"));
  const auto parsed = CompactJwt::parse(text);
  ASSERT_TRUE(parsed);
  const CompactJwt& jwt = parsed.value();
  EXPECT_EQ(jwt.algorithm(), "ES256");
  EXPECT_EQ(jwt.kid(), "k1");
  EXPECT_EQ(jwt.type(), "at+jwt");
  EXPECT_EQ(jwt.unproven_claims(), claims);
  EXPECT_EQ(as_text(jwt.signature()), "\x01\x02\x03");
}

TEST(CompactJwt, ItsSigningInputSurvivesAMove) {
  auto parsed = CompactJwt::parse(kRfcToken);
  ASSERT_TRUE(parsed);
  const CompactJwt moved = std::move(parsed.value());
  EXPECT_EQ(moved.signing_input(), kRfcToken.substr(0, kRfcToken.rfind('.')));
}

// RFC 7515 section 4.1: a token that brings or names its own key is answered with the keys that we have.
TEST(CompactJwt, LooksAtNoKeyThatTheTokenBrings) {
  const auto jwt = CompactJwt::parse(
      token(R"({"alg":"ES256","jku":"https://evil.example/keys","jwk":{"kty":"EC"},"x5c":["AA"],"x5u":"https://x"})"));
  ASSERT_TRUE(jwt);
  EXPECT_EQ(jwt->kid(), "");
}

struct Malformed {
  std::string text;
  std::string part;
};
void PrintTo(const Malformed& malformed, std::ostream* out) { *out << malformed.part << ": " << malformed.text; }

class MalformedJwt : public ::testing::TestWithParam<Malformed> {};

TEST_P(MalformedJwt, IsRefusedByThePartThatIsWrong) {
  const auto jwt = CompactJwt::parse(GetParam().text);
  ASSERT_FALSE(jwt);
  EXPECT_EQ(jwt.error().code, make_error_code(JwtError::malformed));
  EXPECT_EQ(jwt.error().context, GetParam().part);
}

const std::string kHeader = segment(R"({"alg":"ES256"})");

INSTANTIATE_TEST_SUITE_P(Segments, MalformedJwt,
                         ::testing::Values(Malformed{"", "segments"}, Malformed{"e30", "segments"},
                                           Malformed{kHeader + ".e30", "segments"},
                                           Malformed{kHeader + ".e30.AAAA.", "segments"},
                                           // A JWE (RFC 7516 section 3.1).
                                           Malformed{kHeader + ".AA.AA.e30.AA", "segments"}, Malformed{"..", "header"},
                                           Malformed{".e30.AAAA", "header"}, Malformed{kHeader + "..AAAA", "claims"}));

// RFC 7515 section 2: no padding, no line breaks, no white space; RFC 4648 section 3.5: one spelling of each byte
// string.
INSTANTIATE_TEST_SUITE_P(
    Base64url, MalformedJwt,
    ::testing::Values(Malformed{kHeader + "=.e30.AAAA", "header"}, Malformed{kHeader + ".e30=.AAAA", "claims"},
                      Malformed{kHeader + ".e30.AAA=", "signature"}, Malformed{kHeader + ".e30.AA==", "signature"},
                      Malformed{kHeader + ".e30.AB", "signature"}, Malformed{kHeader + ".e31.AAAA", "claims"},
                      Malformed{kHeader + ".e30.AA+A", "signature"}, Malformed{kHeader + ".e30.AA/A", "signature"},
                      Malformed{kHeader + ".e30.AAAAA", "signature"}, Malformed{kHeader + ".e30.AAAA\n", "signature"},
                      Malformed{" " + kHeader + ".e30.AAAA", "header"}, Malformed{kHeader + ".e3\n0.AAAA", "claims"},
                      Malformed{kHeader + std::string(".e30.AA\0A", 9), "signature"}));

INSTANTIATE_TEST_SUITE_P(
    Headers, MalformedJwt,
    ::testing::Values(Malformed{token(R"({"alg":"ES256","alg":"none"})"), "header"},
                      Malformed{token(R"({"alg":"ES256","\u0061lg":"none"})"), "header"},
                      Malformed{token(R"({"kid":"k1"})"), "header"}, Malformed{token(R"({"alg":""})"), "header"},
                      Malformed{token(R"({"alg":null})"), "header"}, Malformed{token(R"({"alg":["ES256"]})"), "header"},
                      Malformed{token(R"({"alg":"ES256","kid":1})"), "header"},
                      Malformed{token(R"({"alg":"ES256","typ":{}})"), "header"},
                      Malformed{token(R"({"alg":"ES256","kid":")" + std::string(CompactJwt::kMaxKid + 1, 'k') + "\"}"),
                                "header"},
                      Malformed{token(R"({"alg":"ES256","x":")" + std::string(2'048, 'x') + "\"}"), "header"},
                      Malformed{token("[]"), "header"}, Malformed{token("{"), "header"}, Malformed{token(""), "header"},
                      Malformed{token("{\"alg\":\"ES256\"} {}"), "header"},
                      Malformed{token("{\"alg\":\"ES256\",\"kid\":\"\xFF\"}"), "header"}));

// RFC 7515 section 4.1.11; RFC 7797 section 6.
INSTANTIATE_TEST_SUITE_P(CriticalExtensions, MalformedJwt,
                         ::testing::Values(Malformed{token(R"({"alg":"ES256","crit":["exp"],"exp":1})"), "crit"},
                                           Malformed{token(R"({"alg":"ES256","crit":[]})"), "crit"},
                                           Malformed{token(R"({"alg":"ES256","crit":["b64"],"b64":false})"), "crit"},
                                           Malformed{token(R"({"alg":"ES256","b64":false})"), "crit"}));

const std::string kHeaderText = R"({"alg":"ES256"})";

INSTANTIATE_TEST_SUITE_P(
    Claims, MalformedJwt,
    ::testing::Values(Malformed{token(kHeaderText, R"({"iss":"a","iss":"b"})"), "claims"},
                      Malformed{token(kHeaderText, R"({"a":{"b":1,"b":2}})"), "claims"},
                      Malformed{token(kHeaderText, "[]"), "claims"}, Malformed{token(kHeaderText, "null"), "claims"},
                      Malformed{token(kHeaderText, "{\"a\":\"\xC3\"}"), "claims"},
                      Malformed{token(kHeaderText, "{\"a\":" + std::string(16, '[') + std::string(16, ']') + "}"),
                                "claims"},
                      // A token within a token (RFC 7519 section 5.2).
                      Malformed{token(R"({"alg":"ES256","cty":"JWT"})", kRfcToken), "claims"}));

TEST(CompactJwt, IsBoundedBeforeItIsReadAtAll) {
  const auto empty_signature = [](std::size_t size) {
    const std::string start = kHeader + ".e30.";
    return start + std::string(size - start.size(), 'A');
  };
  EXPECT_TRUE(CompactJwt::parse(empty_signature(CompactJwt::kMaxBytes)));
  const auto over = CompactJwt::parse(empty_signature(CompactJwt::kMaxBytes + 1));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, make_error_code(JwtError::too_long));
  EXPECT_EQ(CompactJwt::parse(std::string(1 << 20, '.')).error().code, make_error_code(JwtError::too_long));
}

TEST(CompactJwt, TakesTheLongestKeyName) {
  const std::string kid(CompactJwt::kMaxKid, 'k');
  const auto jwt = CompactJwt::parse(token(R"({"alg":"ES256","kid":")" + kid + "\"}"));
  ASSERT_TRUE(jwt);
  EXPECT_EQ(jwt->kid(), kid);
}

}  // namespace
}  // namespace ratestack
