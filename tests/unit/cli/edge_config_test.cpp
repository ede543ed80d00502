#include "native/cli/edge_config.hpp"

#include <gmock/gmock.h>

#include "native/cli/edge_problems.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

EdgeLayout layout() {
  EdgeLayout out;
  out.dir = "/srv/edge";
  out.exports = "/srv/exports";
  out.listen = "127.0.0.1:8080";
  out.upstreams = {"127.0.0.1:8081"};
  return out;
}

TEST(EdgeConfig, LeavesNoPlaceholder) {
  EdgeLayout full = layout();
  full.internal_listen = "127.0.0.1:8082";
  full.portal_listen = "127.0.0.1:8787";
  full.portal_upstream = "127.0.0.1:8788";
  EXPECT_THAT(edge_config(full), Not(HasSubstr("{{")));
}

TEST(EdgeConfig, ListensOnlyWhereItWasAsked) {
  EXPECT_THAT(edge_config(layout()), Not(HasSubstr("upstream portal")));
  EdgeLayout with = layout();
  with.internal_listen = "127.0.0.1:8082";
  EXPECT_THAT(edge_config(with), HasSubstr("listen 127.0.0.1:8082"));
  EXPECT_THAT(edge_config(layout()), Not(HasSubstr("8082")));
}

TEST(EdgeConfig, BalancesBetweenServersOfOneDatabase) {
  EdgeLayout two = layout();
  two.upstreams.emplace_back("127.0.0.1:8082");
  EXPECT_THAT(edge_config(two), HasSubstr("least_conn;\n    server 127.0.0.1:8081 max_fails=0;\n"
                                          "    server 127.0.0.1:8082 max_fails=0;\n"));
  EXPECT_THAT(edge_config(layout()), Not(HasSubstr("least_conn")));
}

TEST(EdgeConfig, KeepsEveryPathInsideItsDirectory) {
  for (const char* path :
       {"pid /srv/edge/nginx.pid;", "error_log /srv/edge/error.log", "proxy_temp_path /srv/edge/tmp/proxy;",
        "client_body_temp_path /srv/edge/tmp/body;", "alias /srv/exports/;"}) {
    EXPECT_THAT(edge_config(layout()), HasSubstr(path));
  }
}

TEST(EdgeConfig, StaysWithinTheFilesThatTheSystemAllows) {
  EdgeLayout small = layout();
  small.open_files = 1024;
  EXPECT_THAT(edge_config(small), HasSubstr("worker_connections 1024;"));
  EXPECT_THAT(edge_config(layout()), HasSubstr("worker_connections 16384;"));
}

TEST(EdgeConfig, RunsWorkersAsRootOnlyWhereRootStartsIt) {
  EXPECT_THAT(edge_config(layout()), Not(HasSubstr("user root;")));
  EdgeLayout root = layout();
  root.run_as = RunAs::root;
  EXPECT_THAT(edge_config(root), HasSubstr("user root;"));
}

TEST(EdgeConfig, ValuesAreNotSearchedForPlaceholders) {
  EdgeLayout odd = layout();
  odd.dir = "/srv/{{listen}}";
  EXPECT_THAT(edge_config(odd), HasSubstr("pid /srv/{{listen}}/nginx.pid;"));
}

TEST(EdgeProblems, AreJsonOnceNginxHasFilledThemIn) {
  const std::string text = edge_problem_locations();
  std::size_t bodies = 0;
  for (std::size_t at = 0; (at = text.find(" '{", at)) != std::string::npos; ++bodies) {
    const std::size_t end = text.find("';", at);
    const auto problem = parse_json(std::string_view(text).substr(at + 2, end - at - 2));
    ASSERT_TRUE(problem) << text.substr(at, end - at);
    EXPECT_TRUE(problem.value().as_object().contains("code"));
    at = end;
  }
  EXPECT_EQ(bodies, 12U);
}

}  // namespace
}  // namespace ratestack::cli
