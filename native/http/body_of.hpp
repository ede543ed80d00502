// A request body as an object of known members.
#pragma once

#include <initializer_list>

#include "native/http/exchange.hpp"
#include "native/http/json_fields.hpp"

namespace ratestack::http {

/// Keeps the tree that its fields are views into.
class Body {
 public:
  /// Any of `known`, none of others.
  static Result<Body> read(const Exchange& exchange, std::initializer_list<std::string_view> known) {
    auto tree = parse_json(exchange.request().body);
    if (!tree) return tree.error();
    Body body(std::move(tree.value()));
    const auto fields = Fields::of(body.tree_, "");
    if (!fields) return fields.error();
    if (auto fit = fields->only(known); !fit) return fit.error();
    return body;
  }
  /// A view: this body must outlive it, and not move.
  [[nodiscard]] Fields fields() const { return Fields::of(tree_, "").value(); }

 private:
  explicit Body(JsonValue tree) : tree_(std::move(tree)) {}
  JsonValue tree_;
};

}  // namespace ratestack::http
