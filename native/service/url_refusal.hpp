// The audit row of a refused URL: who asked, for which service, and why not. The reason stands here and nowhere else
// that a tenant's answer could repeat it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "native/service/principal.hpp"
#include "ratestack/audit/row.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack::service {

enum class JudgedAt { server, edge };

struct UrlRefusal {
  std::string_view service;
  std::optional<std::string> host;  // all that the row keeps of the URL: host_of_refused()
  const Error& why;                 // a UrlError
  JudgedAt judged_at = JudgedAt::server;
};

/// The host of a URL as it was sent, cut to kMaxHostBytes; absent where it has none. Path, query and credentials may
/// hold secrets, and a longer host is none that DNS knows.
[[nodiscard]] std::optional<std::string> host_of_refused(std::string_view url);

/// Who asked, and by which request.
struct AskedBy {
  const Principal& principal;
  std::string correlation_id;
  Timestamp now;
  RequestInfo request;
};

/// URL_REFUSED, outcome failure, payload {"code","detail","host","service"}, and "judged_at":"edge" where the portal's
/// worker refused; `host` is null where the URL has none. Not yet redacted: the writer sees to that.
[[nodiscard]] Result<AuditEvent> url_refused(const UrlRefusal& refusal, AskedBy asked);

}  // namespace ratestack::service
