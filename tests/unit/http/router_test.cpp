#include "native/http/router.hpp"

#include <gtest/gtest.h>

#include <set>

#include "native/http/http_error.hpp"
#include "native/http/openapi.hpp"
#include "native/http/routes.hpp"
#include "native/http/schemas.hpp"
#include "ratestack/encoding/json.hpp"
#include "tests/unit/http/bare_route.hpp"

namespace ratestack::http {
namespace {

TEST(Router, MatchesSegmentBySegment) {
  EXPECT_TRUE(matches("/v1/orgs/{id}", "/v1/orgs/org_1"));
  EXPECT_FALSE(matches("/v1/orgs/{id}", "/v1/orgs/"));
  EXPECT_FALSE(matches("/v1/orgs/{id}", "/v1/orgs"));
  EXPECT_FALSE(matches("/v1/orgs/{id}", "/v1/orgs/a/b"));
  EXPECT_FALSE(matches("/healthz", "/healthz/"));
  EXPECT_FALSE(matches("/healthz", "/HEALTHZ"));
  EXPECT_FALSE(matches("/healthz", "/%68ealthz"));
  EXPECT_FALSE(matches("/healthz", "//healthz"));
  EXPECT_FALSE(matches("/healthz", ""));
}

TEST(Router, HeadFindsTheGetRoute) {
  const Router router(routes());
  EXPECT_EQ(router.find(Method::head, "/healthz").value()->pattern, "/healthz");
}

TEST(Router, WrongMethodNamesTheRightOnes) {
  const auto found = Router(routes()).find(Method::del, "/v1/audit/events");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, HttpError::method_not_allowed);
  EXPECT_EQ(found.error().context, "POST, GET, HEAD");
}

TEST(Router, UnknownPathIsUnknownWhateverTheMethod) {
  EXPECT_EQ(Router(routes()).find(Method::other, "/v1/nothing").error().code, HttpError::no_such_route);
}

// Patterns of a table, in the order that is wrong for a first match.
constexpr Route named(Method method, std::string_view pattern) {
  return bare_route(method, pattern, Access::anyone(), nullptr);
}
constexpr Route kOverlapping[] = {named(Method::get, "/v1/{id}"),     named(Method::del, "/v1/{id}"),
                                  named(Method::get, "/v1/readers"),  named(Method::put, "/v1/readers"),
                                  named(Method::get, "/v1/{id}/csv"), named(Method::get, "/v1/readers/{org}")};

TEST(Router, ALiteralSegmentGoesBeforeAPlaceholder) {
  const Router router(kOverlapping);
  EXPECT_EQ(router.find(Method::get, "/v1/readers").value()->pattern, "/v1/readers");
  EXPECT_EQ(router.find(Method::get, "/v1/readers2").value()->pattern, "/v1/{id}");
  EXPECT_EQ(router.find(Method::get, "/v1/readers/csv").value()->pattern, "/v1/readers/{org}");
  EXPECT_EQ(router.find(Method::get, "/v1/a/csv").value()->pattern, "/v1/{id}/csv");
}

TEST(Router, AWrongMethodNamesThoseOfTheOnePattern) {
  EXPECT_EQ(Router(kOverlapping).find(Method::del, "/v1/readers").error().context, "GET, HEAD, PUT");
  EXPECT_EQ(Router(kOverlapping).find(Method::put, "/v1/a").error().context, "GET, HEAD, DELETE");
}

std::string shape_of(std::string_view pattern) {
  std::string shape;
  bool inside = false;
  for (const char c : pattern) {
    if (c == '{') inside = true;
    if (!inside || c == '{') shape += c;
    if (c == '}') inside = false;
  }
  return shape;
}

// The router finds one pattern for a path, and the methods by it.
TEST(RouteTable, PatternsOfOneShapeAreOnePattern) {
  for (const Route& a : routes()) {
    for (const Route& b : routes()) {
      EXPECT_TRUE(a.pattern == b.pattern || shape_of(a.pattern) != shape_of(b.pattern))
          << a.pattern << ' ' << b.pattern;
    }
  }
}

TEST(RouteTable, NoTwoRoutesAnswerOneRequest) {
  for (const Route& a : routes()) {
    for (const Route& b : routes()) {
      EXPECT_TRUE(&a == &b || a.method != b.method || a.pattern != b.pattern) << a.pattern;
      EXPECT_TRUE(&a == &b || a.id != b.id) << a.id;
    }
  }
}

TEST(RouteTable, OnlyHealthTheDocumentsAndTheKeysArePublic) {
  for (const Route& route : routes()) {
    const bool open = route.pattern == "/healthz" || route.pattern == "/readyz" ||
                      route.pattern == "/v1/openapi.json" || route.pattern == "/v1/capabilities" ||
                      route.pattern == "/.well-known/jwks.json";
    EXPECT_EQ(route.access.is_public(), open) << route.pattern;
  }
}

TEST(RouteTable, NamesOnlySchemasThatExist) {
  for (const Route& route : routes()) {
    for (const std::string_view name : {route.request_schema, route.response_schema}) {
      EXPECT_TRUE(name.empty() || has_schema(name)) << route.pattern << ' ' << name;
    }
    for (const QueryParameter& parameter : route.query) EXPECT_TRUE(has_schema(parameter.type)) << parameter.name;
  }
}

TEST(Schemas, NoTwoAreasNameTheSame) {
  std::set<std::string> seen;
  for (const std::string_view area : schema_areas()) {
    const auto schemas = parse_json(area);  // refuses a name that an area has twice
    ASSERT_TRUE(schemas) << area.substr(0, 80);
    for (const auto& schema : schemas.value().as_object()) {
      EXPECT_TRUE(seen.insert(std::string(schema.key())).second) << schema.key();
    }
  }
  EXPECT_EQ(openapi_components().at("schemas").as_object().size(), seen.size());
}

TEST(Router, TellsWhatStandsInThePath) {
  EXPECT_EQ(path_parameter("/v1/secrets/{kind}/{name}", "/v1/secrets/imap/main", "kind"), "imap");
  EXPECT_EQ(path_parameter("/v1/secrets/{kind}/{name}", "/v1/secrets/imap/main", "name"), "main");
  EXPECT_EQ(path_parameter("/v1/secrets/{kind}/{name}", "/v1/secrets/imap/main", "nam"), "");
  EXPECT_EQ(path_parameter("/v1/secrets", "/v1/secrets", "name"), "");
}

TEST(OpenApi, DescribesEveryRouteWithItsRule) {
  const OpenApiDocument document(routes(), "1.2.3");
  const JsonValue json = parse_json(document.text()).value();
  EXPECT_EQ(json.at("openapi"), "3.1.0");
  EXPECT_EQ(json.at("info").at("version"), "1.2.3");
  for (const Route& route : routes()) {
    const JsonValue& path = json.at("paths").at({route.pattern.data(), route.pattern.size()});
    std::string method(to_string(route.method));
    for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
    const JsonValue& operation = path.at(method);
    EXPECT_EQ(operation.at("security").as_array().empty(), route.access.is_public());
    const auto needed = route.access.capability();
    EXPECT_EQ(operation.as_object().contains("x-capability"), needed.has_value());
    if (needed) {
      EXPECT_EQ(operation.at("x-capability"), JsonValue(to_string(*needed)));
    }
  }
}

// Each "$ref" of the document points at something in it.
void check_refs(const JsonValue& node, const JsonValue& document) {
  if (const auto* object = node.if_object()) {
    for (const auto& [key, value] : *object) {
      if (key == "$ref") {
        boost::system::error_code failure;
        const std::string pointer = std::string(value.as_string()).substr(1);
        EXPECT_NE(document.find_pointer(pointer, failure), nullptr) << pointer;
      }
      check_refs(value, document);
    }
  }
  if (const auto* array = node.if_array()) {
    for (const auto& value : *array) check_refs(value, document);
  }
}

TEST(OpenApi, HasNoDanglingReference) {
  const JsonValue json = parse_json(OpenApiDocument(routes(), "1").text()).value();
  check_refs(json, json);
}

constexpr std::string_view kJsonOrCsv[] = {"application/json", "text/csv"};
constexpr std::string_view kHeaders[] = {"IdempotencyKey", "IfMatch"};
constexpr Route kSheet[] = {{.method = Method::put,
                             .pattern = "/sheet",
                             .id = "putSheet",
                             .access = Access::anyone(),
                             .summary = "",
                             .query = {},
                             .request_schema = "NewEvents",
                             .success_status = 201,
                             .response_schema = "",
                             .response_type = "",
                             .handler = nullptr,
                             .request_types = kJsonOrCsv,
                             .headers = kHeaders}};

TEST(OpenApi, ListsTheTypesThatABodyMayComeIn) {
  const JsonValue json = parse_json(OpenApiDocument(kSheet, "1").text()).value();
  const JsonValue& content = json.at("paths").at("/sheet").at("put").at("requestBody").at("content");
  EXPECT_EQ(content.as_object().size(), 2U);
  EXPECT_EQ(content.at("application/json").at("schema").at("$ref"), "#/components/schemas/NewEvents");
  EXPECT_EQ(content.at("text/csv").at("schema").at("type"), "string");
}

TEST(OpenApi, ListsTheHeadersThatARouteUnderstands) {
  const JsonValue json = parse_json(OpenApiDocument(kSheet, "1").text()).value();
  check_refs(json, json);
  std::set<std::string> named;
  for (const JsonValue& parameter : json.at("paths").at("/sheet").at("put").at("parameters").as_array()) {
    named.emplace(parameter.at("$ref").as_string());
  }
  EXPECT_EQ(named,
            (std::set<std::string>{"#/components/parameters/CorrelationId", "#/components/parameters/IdempotencyKey",
                                   "#/components/parameters/IfMatch"}));
}

TEST(OpenApi, TagChangesWithTheText) {
  EXPECT_EQ(OpenApiDocument(routes(), "1").etag(), OpenApiDocument(routes(), "1").etag());
  EXPECT_NE(OpenApiDocument(routes(), "1").etag(), OpenApiDocument(routes(), "2").etag());
}

}  // namespace
}  // namespace ratestack::http
