// GET /v1/capabilities: the catalog, one for all.
#include "native/http/handlers.hpp"
#include "native/http/tagged_document.hpp"
#include "ratestack/policy/catalog.hpp"

namespace ratestack::http {

void get_capabilities(Api&, const ExchangePtr& exchange) {
  static const std::string text = capability_catalog_json().text();
  static const std::string tag = strong_tag(text);
  answer_tagged(exchange, text, tag);
}

}  // namespace ratestack::http
