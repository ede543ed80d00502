// Records of lending that the stores keep, free of any database's words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ratestack/base/ids.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/lending/loan.hpp"
#include "ratestack/lending/loan_status.hpp"
#include "ratestack/lending/rate_lock.hpp"

namespace ratestack::service {

struct LoanRecord {
  LoanId id;
  OrgId org_id;  // its owner
  Loan terms;
  LoanStatus status = LoanStatus::open;
  std::string borrower;                    // sealed, at kLoanBorrowers and the loan's id
  std::optional<std::string> external_id;  // as the owner's own system names it; unique in an organisation
  std::uint64_t version = 1;               // one more with each change: what an entity tag says
  Timestamp created_at;
  Timestamp updated_at;
  std::string owner_name = {};  // as the organisation is called now, where it was read from the store
};

/// Lets another organisation see a loan, without its borrower, and price it.
struct LoanShare {
  LoanId loan_id;
  OrgId owner_org_id;     // of the loan
  OrgId org_id;           // that sees it
  std::string shared_by;  // an actor's id
  Timestamp created_at;
  std::string org_name = {};  // likewise
};

enum class SheetState : std::uint8_t {
  draft,
  active,      // in force for one of its products at least
  superseded,  // was, and later sheets have taken over all of them
};
[[nodiscard]] std::string_view to_string(SheetState state) noexcept;

/// A rate sheet without its text. It never changes but by its activation.
struct SheetRecord {
  SheetId id;
  OrgId org_id;  // the lender
  std::string name;
  Digest digest;  // SHA-256 of its CSV text
  std::uint64_t cells = 0;
  std::vector<std::string> products;  // ascending
  std::string uploaded_by;            // an actor's id
  Timestamp created_at;
  std::optional<Timestamp> activated_at = {};
  std::optional<std::string> activated_by = {};
  std::vector<std::string> in_force = {};  // of `products`, those that it prices now; ascending
  std::string lender_name = {};            // as the lender is called now, where it was read from the store

  [[nodiscard]] SheetState state() const noexcept {
    if (!activated_at) return SheetState::draft;
    return in_force.empty() ? SheetState::superseded : SheetState::active;
  }
};

/// An organisation that a lender offers its sheets to.
struct SheetReader {
  OrgId org_id;
  Timestamp created_at;  // since when
  std::string org_name;  // as it is called now

  friend bool operator==(const SheetReader&, const SheetReader&) = default;
};

/// A product that a sheet prices now: of one lender and product there is one.
struct ProductInForce {
  OrgId org_id;  // the lender
  std::string product;
  SheetId sheet_id;
  std::string lender_name;
};

/// A rate lock. Two organisations see it: the one that requested it and the lender whose sheet it is on.
struct RateLock {
  LockId id;
  LoanId loan_id;
  OrgId org_id;         // the loan's owner, which requested it
  OrgId lender_org_id;  // the sheet's owner, which commits it
  SheetId sheet_id;
  std::string product;
  Rate rate;
  LockRecord lock;
  std::string evidence;  // canonical JSON {"loan":{terms},"offer":{...}}: what was locked, and how its price came about
  std::string requested_by;                      // an actor's id
  std::optional<LockId> relock_of = {};          // the lapsed lock that the price was held against
  std::optional<std::string> committed_by = {};  // an actor's id
  std::optional<std::string> confirmation = {};  // the lender's own number of it
  std::uint64_t version = 1;                     // one more with each change
  std::string owner_name = {};                   // as they are called now, where it was read from the store
  std::string lender_name = {};
};

/// A document of a loan, without its content, which is sealed in parts.
struct DocumentRecord {
  DocumentId id;
  LoanId loan_id;
  OrgId org_id;               // the loan's owner
  OrgId delivered_by_org_id;  // the owner, or one that the loan is shared with
  std::string kind;           // "appraisal"
  std::string name;           // a file's
  std::string media_type;
  std::uint64_t size = 0;    // bytes
  Digest digest;             // SHA-256 of the content
  std::string delivered_by;  // an actor's id
  Timestamp created_at;
  std::string deliverer_name = {};  // of delivered_by_org_id, where it was read from the store
};

/// A sealed stretch of a document's content, at kDocumentParts and its own id.
struct DocumentPart {
  std::string id;  // the document's, a dot, and the place from 0
  std::string envelope;
};

struct WebhookRecord {
  SubscriptionId id;
  OrgId org_id;
  std::string url;                  // canonical
  std::vector<std::string> events;  // ascending
  std::string secret;               // sealed, at kWebhookSecrets and the webhook's id
  std::string created_by;           // an actor's id
  Timestamp created_at;
};

}  // namespace ratestack::service
