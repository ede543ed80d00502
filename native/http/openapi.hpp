// The OpenAPI 3.1 document, generated from the route table and the schemas: what is served is what is described.
#pragma once

#include <span>
#include <string>

#include "native/http/route.hpp"

namespace ratestack::http {

class OpenApiDocument {
 public:
  OpenApiDocument(std::span<const Route> routes, std::string_view version);

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// A strong entity tag (RFC 9110 section 8.8.3), quotes included: equal texts have equal tags.
  [[nodiscard]] const std::string& etag() const noexcept { return etag_; }

 private:
  std::string text_;
  std::string etag_;
};

}  // namespace ratestack::http
