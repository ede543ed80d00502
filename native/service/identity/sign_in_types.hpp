// What goes into a sign-in and what comes out, whatever the way.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "native/service/identity/sessions.hpp"
#include "native/service/identity/upstream.hpp"
#include "ratestack/audit/row.hpp"

namespace ratestack::service {

/// Where an attempt comes from.
struct SignInContext {
  ClientInfo client;
  std::string device;  // what an earlier SignedIn::device said, kept by the browser; empty: a new one
  std::string correlation_id;
  RequestInfo request;  // for the audit row; its ip is the client's
};

/// A first factor that has been proven.
struct FirstFactor {
  AuthMethod method = AuthMethod::password;
  Upstream upstream = {};
};

struct SignedIn {
  User user;
  SessionRecord session;
  SessionToken token;
  std::string device;  // for the browser to keep
};

/// The first factor was right, and another is wanted.
struct FactorNeeded {
  std::string challenge;
  std::vector<AuthMethod> methods;
};

using SignInOutcome = std::variant<SignedIn, FactorNeeded>;
/// Called exactly once, on any thread; must not block.
using SignInDone = std::function<void(Result<SignInOutcome>)>;
/// What must commit with the session, or the session does not.
using SignInChange = std::function<Result<void>(WriteTransaction&)>;

}  // namespace ratestack::service
