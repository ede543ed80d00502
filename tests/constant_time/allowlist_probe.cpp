// Runs the allowlist with its table marked as undefined memory: under memcheck every branch and every index that
// depends on the table is then reported as one on an uninitialised value. (The trick is known as ctgrind.)
//
//   allowlist_probe ours           the table as it is used: no report
//   allowlist_probe early_exit     planted mistakes, which must be reported: the test of the test
//   allowlist_probe index_by_list
//
// Exit 0: ran. 77: not under valgrind. Without valgrind the marks do nothing.
#include <valgrind/memcheck.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "ratestack/url/host_allowlist.hpp"
#include "url/host_table.hpp"

namespace {

using ratestack::HostAllowlist;
using ratestack::HostTable;

constexpr int kNotUnderValgrind = 77;

using Lookup = bool (*)(const HostAllowlist&, std::string_view);

const HostTable& table_of(const HostAllowlist& list) {
  return *reinterpret_cast<const HostTable*>(list.table_bytes().data());
}

bool ours(const HostAllowlist& list, std::string_view host) { return list.matches(host); }

// The last word of every slot, until one is alike: what a plain loop does.
bool early_exit(const HostAllowlist& list, std::string_view host) {
  std::uint64_t last = 0;
  std::memcpy(&last, host.data() + host.size() - sizeof last, sizeof last);
  const auto& row = table_of(list).text[HostTable::kWords - 1];
  return std::find(row.begin(), row.end(), last) != row.end();
}

// No branch, but the place in memory that is read depends on the list: a cache would tell.
bool index_by_list(const HostAllowlist& list, std::string_view host) {
  static const std::array<std::uint8_t, 256> kSquares{1, 4, 9};
  return kSquares[list.table_bytes()[HostTable::kSlotBytes - 1]] == host.size();
}

Lookup lookup_of(std::string_view name) {
  if (name == "ours") return ours;
  if (name == "early_exit") return early_exit;
  return name == "index_by_list" ? index_by_list : nullptr;
}

void run(Lookup lookup, const HostAllowlist& list) {
  const std::string longest(ratestack::kMaxHostBytes, 'a');
  for (const std::string_view host :
       {std::string_view("api.example.com"), std::string_view("a.b.example.org"), std::string_view("nowhere.example"),
        std::string_view("not-short"), std::string_view(longest)}) {
    bool matched = lookup(list, host);
    VALGRIND_MAKE_MEM_DEFINED(&matched, sizeof matched);  // the answer is no secret: whoever asked is told it
    std::printf("%.*s: %s\n", static_cast<int>(std::min<std::size_t>(host.size(), 32)), host.data(),
                matched ? "listed" : "not listed");
  }
}

}  // namespace

int main(int argc, char** argv) {
  const Lookup lookup = lookup_of(argc == 2 ? argv[1] : "");
  if (lookup == nullptr) return 2;
  if (RUNNING_ON_VALGRIND == 0) return kNotUnderValgrind;
  const auto list = HostAllowlist::create({"api.example.com", "*.example.org", "192.0.2.1"});
  if (!list) return 2;
  const ratestack::ByteSpan table = list->table_bytes();
  VALGRIND_MAKE_MEM_UNDEFINED(table.data(), table.size());
  run(lookup, *list);
  VALGRIND_MAKE_MEM_DEFINED(table.data(), table.size());
  return 0;
}
