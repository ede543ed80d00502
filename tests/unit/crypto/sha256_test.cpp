#include "ratestack/crypto/sha256.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

// FIPS 180-4 examples, as published by NIST ("SHA256.pdf").
TEST(Sha256, AnswersThePublishedExamples) {
  EXPECT_EQ(sha256(as_bytes("")).to_hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256(as_bytes("abc")).to_hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(as_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).to_hex(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

}  // namespace
}  // namespace ratestack
