#include "live/faults/company.h"

#include <signal.h>

#include <chrono>
#include <thread>

namespace schemagen::tests {
namespace {

/// pgbench ends as if its time were over.
constexpr int kTimeIsOver = SIGALRM;

/// Until the other program has done its first work.
void let_it_begin() { std::this_thread::sleep_for(std::chrono::milliseconds(400)); }

}  // namespace

Company::Company(const std::string& url, const std::filesystem::path& folder, const Step& step) {
  if (!step.holding.empty()) {
    const std::string script = "BEGIN;\n" + step.holding + ";\nSELECT pg_sleep(3);\nCOMMIT;\n";
    holder_ = std::make_unique<Running>(std::vector<std::string>{"psql", "-X", "-q", "-f", "-", url},
                                        Surroundings{folder, script, {}});
  }
  if (!step.beside.empty()) {
    std::vector<std::string> command{"pgbench", "-n", "-c", "3", "-T", "600", "--max-tries=1"};
    for (const std::string& script : step.beside) command.insert(command.end(), {"-f", script});
    command.push_back(url);
    load_ = std::make_unique<Running>(command, Surroundings{folder, "", {}});
  }
  if (holder_ || load_) let_it_begin();
}

std::string Company::end() {
  std::string problems;
  if (holder_) {
    const Finished finished = holder_->wait();
    if (finished.code != 0) problems += finished.err;
  }
  if (load_) {
    load_->signal(kTimeIsOver);
    const Finished finished = load_->wait();
    if (finished.out.find("number of failed transactions: 0 ") == std::string::npos || finished.code != 0)
      problems += finished.out + finished.err;
  }
  return problems;
}

}  // namespace schemagen::tests
