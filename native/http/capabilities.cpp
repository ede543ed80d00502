// GET /v1/capabilities: the catalog, one for all.
#include "native/http/handlers.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/policy/catalog.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kTagDigits = 32;

struct CatalogDocument {
  std::string text = capability_catalog_json().text();
  std::string tag = '"' + sha256(as_bytes(text)).to_hex().substr(0, kTagDigits) + '"';
};

}  // namespace

void get_capabilities(Api&, const ExchangePtr& exchange) {
  static const CatalogDocument document;
  Answer answer = json_answer(200, document.text);
  if (exchange->request().header("If-None-Match") == document.tag) answer = {304, "", "", {}};
  answer.headers.push_back({"ETag", document.tag});
  answer.headers.push_back({"Cache-Control", "no-cache"});  // may be kept, must be asked for again
  exchange->answer(std::move(answer));
}

}  // namespace ratestack::http
