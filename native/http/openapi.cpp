#include "native/http/openapi.hpp"

#include <algorithm>
#include <cctype>

#include "native/http/answer.hpp"
#include "native/http/schemas.hpp"
#include "native/http/tagged_document.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::http {
namespace {

JsonObject schema_ref(std::string_view name) { return {{"$ref", "#/components/schemas/" + std::string(name)}}; }

JsonObject parameter_ref(std::string_view name) { return {{"$ref", "#/components/parameters/" + std::string(name)}}; }

JsonObject content(std::string_view type, std::string_view schema) {
  JsonObject media;
  if (!schema.empty()) media["schema"] = schema_ref(schema);
  return {{type, media}};
}

JsonObject parameter(std::string_view name, std::string_view in, std::string_view type, std::string_view summary) {
  JsonObject json{{"name", name}, {"in", in}, {"schema", schema_ref(type)}, {"description", summary}};
  if (in == "path") json["required"] = true;
  return json;
}

JsonArray parameters_of(const Route& route) {
  JsonArray all;
  for (std::string_view rest = route.pattern; rest.find('{') != std::string_view::npos;) {
    rest.remove_prefix(rest.find('{') + 1);
    all.push_back(parameter(rest.substr(0, rest.find('}')), "path", "Id", "Id in the path"));
  }
  for (const QueryParameter& q : route.query) all.push_back(parameter(q.name, "query", q.type, q.summary));
  all.push_back(parameter_ref("CorrelationId"));
  for (const std::string_view header : route.headers) all.push_back(parameter_ref(header));
  return all;
}

// The schema is about JSON; what comes in another type is a text to it.
JsonObject request_body_of(const Route& route) {
  JsonObject types;
  for (const std::string_view type : route.request_types) {
    const bool is_json = type == kJson;
    types[type] = JsonObject{{"schema", is_json ? schema_ref(route.request_schema) : JsonObject{{"type", "string"}}}};
  }
  return {{"required", true}, {"content", types}};
}

JsonObject responses_of(const Route& route) {
  JsonObject success{{"description", "Success"}};
  if (!route.response_type.empty()) success["content"] = content(route.response_type, route.response_schema);
  JsonObject all;
  all[std::to_string(route.success_status)] = success;
  all["default"] = JsonObject{{"$ref", "#/components/responses/Problem"}};
  return all;
}

// Each element is one way in.
JsonArray security_of(const Access& access) {
  const auto way = [](const char* scheme) { return JsonObject{{scheme, JsonArray()}}; };
  if (access.is_public()) return {};
  const JsonArray none;
  if (access.is_for_services() && access.is_for_people()) {
    return {JsonObject{{"internalToken", none}, {"accessToken", none}}};
  }
  if (access.is_for_services()) return {way("internalToken")};
  if (access.is_for_people()) return {way("accessToken")};
  return {way("apiKey"), way("accessToken")};
}

JsonObject operation_of(const Route& route) {
  JsonObject json;
  json["operationId"] = route.id;
  json["summary"] = route.summary;
  json["parameters"] = parameters_of(route);
  json["responses"] = responses_of(route);
  json["security"] = security_of(route.access);
  if (const auto needed = route.access.capability()) json["x-capability"] = to_string(*needed);
  if (!route.request_schema.empty()) json["requestBody"] = request_body_of(route);
  return json;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

JsonObject paths_of(std::span<const Route> routes) {
  JsonObject paths;
  for (const Route& route : routes) {
    JsonValue& path = paths[route.pattern];
    if (!path.is_object()) path.emplace_object();
    path.get_object()[lower(to_string(route.method))] = operation_of(route);
  }
  return paths;
}

}  // namespace

OpenApiDocument::OpenApiDocument(std::span<const Route> routes, std::string_view version) {
  JsonObject document;
  document["openapi"] = "3.1.0";
  document["info"] = JsonObject{{"title", "RateStack security platform"}, {"version", version}};
  document["paths"] = paths_of(routes);
  document["components"] = openapi_components();
  const auto text = CanonicalJson::from_value(document);
  text_ = text.value().text();
  etag_ = strong_tag(text_);
}

}  // namespace ratestack::http
