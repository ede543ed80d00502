// A full disk, and a file that may not be written: what a test cannot make by other means.
#pragma once

#include <sys/fsuid.h>
#include <sys/mount.h>
#include <unistd.h>

#include <string>

#include "tests/support/temp_dir.hpp"

namespace ratestack::testing {

/// While this lives, this thread's file accesses are those of a user without rights; root obeys no permission
/// otherwise.
class AsNobody {
 public:
  AsNobody() { ::setfsuid(65534); }
  ~AsNobody() { ::setfsuid(::geteuid()); }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
};

/// A file system of a fixed size; absent where the system does not let us mount one.
class SmallDisk {
 public:
  explicit SmallDisk(int megabytes = 4) {
    const std::string options = "size=" + std::to_string(megabytes) + "m,mode=0700";
    mounted_ = ::mount("tmpfs", directory_.path().c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(directory_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] std::filesystem::path path() const { return directory_.path(); }

 private:
  TempDir directory_;
  bool mounted_ = false;
};

}  // namespace ratestack::testing
