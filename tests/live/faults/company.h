// What goes on beside a file of a migration: pgbench, and a transaction that stays open.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "live/faults/fault_case.h"
#include "support/program.h"

namespace schemagen::tests {

class Company {
 public:
  /// Starts what `step` asks for: `holding` and `beside`.
  Company(const std::string& url, const std::filesystem::path& folder, const Step& step);

  /// Ends it. What went wrong in it; empty when no transaction failed.
  std::string end();

 private:
  std::unique_ptr<Running> holder_;
  std::unique_ptr<Running> load_;
};

}  // namespace schemagen::tests
