// The audit row of a refused URL: who asked, for which service, and why not. The reason stands here and nowhere else
// that a tenant's answer could repeat it.
#pragma once

#include <string>
#include <string_view>

#include "native/service/principal.hpp"
#include "ratestack/audit/row.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack::service {

struct UrlRefusal {
  std::string_view service;
  std::string_view url;  // as it was sent; of it the row keeps the host alone
  const Error& why;      // a UrlError
};

/// Who asked, and by which request.
struct AskedBy {
  const Principal& principal;
  std::string correlation_id;
  Timestamp now;
  RequestInfo request;
};

/// URL_REFUSED, outcome failure, payload {"code","detail","host","service"}; `host` is null where the URL has none. Not
/// yet redacted: the writer sees to that.
[[nodiscard]] Result<AuditEvent> url_refused(const UrlRefusal& refusal, AskedBy asked);

}  // namespace ratestack::service
