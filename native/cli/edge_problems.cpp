#include "native/cli/edge_problems.hpp"

#include <array>
#include <string_view>

namespace ratestack::cli {
namespace {

struct EdgeProblem {
  int nginx_status;  // nginx has codes of its own: 494 is a header field too large
  int status;
  std::string_view code;
  std::string_view title;
  std::string_view detail;  // no quotes of either kind: it stands inside both
};

constexpr std::array<EdgeProblem, 12> kProblems = {{
    {400, 400, "malformed_request", "Bad Request", "The request is not well-formed HTTP."},
    {404, 404, "not_found", "Not Found", "Nothing is served at this path."},
    {405, 405, "method_not_allowed", "Method Not Allowed", "This path does not answer that method."},
    {408, 408, "request_timeout", "Request Timeout", "The request did not arrive in time."},
    {413, 413, "payload_too_large", "Content Too Large", "The request body is too large."},
    {414, 414, "uri_too_long", "URI Too Long", "The request line is too long."},
    {494, 431, "headers_too_large", "Request Header Fields Too Large", "The request headers are too large."},
    {500, 500, "internal_error", "Internal Server Error", "Something failed on our side."},
    {501, 501, "not_implemented", "Not Implemented", "The request uses a transfer coding that is not served here."},
    {502, 502, "upstream_unavailable", "Bad Gateway", "The service is not reachable right now. Try again."},
    {503, 503, "upstream_unavailable", "Service Unavailable", "The service is not available right now. Try again."},
    {504, 504, "upstream_timeout", "Gateway Timeout",
     "The service did not answer in time. The change may have happened."},
}};

std::string body(const EdgeProblem& problem) {
  return R"({"code":")" + std::string(problem.code) + R"(","correlation_id":"$shown_correlation_id","detail":")" +
         std::string(problem.detail) + R"(","status":)" + std::to_string(problem.status) + R"(,"title":")" +
         std::string(problem.title) + R"(","type":"about:blank"})";
}

std::string location(const EdgeProblem& problem) {
  const std::string path = "/_edge/" + std::to_string(problem.nginx_status);
  const std::string status = std::to_string(problem.status);
  std::string out = "    error_page " + std::to_string(problem.nginx_status) + " =" + status + " " + path + ";\n";
  out += "    location = " + path + " {\n      internal;\n      default_type application/problem+json;\n";
  out += "      add_header X-Correlation-Id $shown_correlation_id always;\n";
  if (problem.status == 405) out += "      add_header Allow 'GET, HEAD, POST, PUT, PATCH, DELETE' always;\n";
  if (problem.status >= 502) out += "      add_header Retry-After 1 always;\n";
  return out + "      return " + status + " '" + body(problem) + "';\n    }\n";
}

}  // namespace

std::string edge_problem_locations() {
  std::string out;
  for (const EdgeProblem& problem : kProblems) out += location(problem);
  return out;
}

}  // namespace ratestack::cli
