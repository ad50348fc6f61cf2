#include "schemagen/db/scratch_server.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>
#include <vector>

#include "db/postgres/open.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::db {

namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kLongestSocketFolder = 80;  // sun_path holds 107 bytes, `/.s.PGSQL.5432` included
constexpr auto kStartTimeout = std::chrono::seconds(60);
constexpr auto kStopTimeout = std::chrono::seconds(10);

struct Account {
  uid_t user;
  gid_t group;
};

/// The account that the server must run as; nothing when this process may run it itself.
std::optional<Account> unprivileged_account() {
  if (geteuid() != 0) return std::nullopt;
  for (const char* name : {"postgres", "nobody"})
    if (const passwd* entry = getpwnam(name)) return Account{entry->pw_uid, entry->pw_gid};
  throw Error(ErrorKind::unsupported, "A private PostgreSQL server cannot be run as root.",
              "Run as another user, or create the account `postgres`.");
}

bool is_executable(const fs::path& path) {
  return fs::is_regular_file(path) && access(path.c_str(), X_OK) == 0;
}

bool holds_server(const fs::path& folder) {
  return is_executable(folder / "initdb") && is_executable(folder / "postgres");
}

int version_of(const fs::path& folder) {
  const std::string name = folder.parent_path().filename().string();
  int version = 0;
  std::from_chars(name.data(), name.data() + name.size(), version);
  return version;
}

fs::path make_folder(const std::optional<Account>& account) {
  std::error_code ignored;
  fs::path parent = fs::temp_directory_path(ignored);
  if (ignored || parent.string().size() > kLongestSocketFolder || account) parent = "/tmp";
  std::string path = (parent / "schemagen-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr)
    throw Error(ErrorKind::io, "Cannot create a folder for a private PostgreSQL server in `" +
                                   parent.string() + "`: " + std::strerror(errno) + ".");
  if (account && chown(path.c_str(), account->user, account->group) != 0) {
    const int reason = errno;
    fs::remove_all(path, ignored);
    throw Error(ErrorKind::io, "Cannot hand the folder `" + path +
                                   "` to the account of the PostgreSQL server: " + std::strerror(reason) +
                                   ".");
  }
  return path;
}

/// What a child does between fork and exec: only calls that are safe there.
[[noreturn]] void become(const char* const* arguments, char* const* environment, const char* folder, int log,
                         const Account* account, pid_t parent) {
  constexpr int kCannotStart = 127;
  const int nothing = open("/dev/null", O_RDONLY);
  if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(log, STDOUT_FILENO) < 0 ||
      dup2(log, STDERR_FILENO) < 0)
    _exit(kCannotStart);
  if (account != nullptr &&
      (setgroups(0, nullptr) != 0 || setgid(account->group) != 0 || setuid(account->user) != 0))
    _exit(kCannotStart);
  setpgid(0, 0);
  if (prctl(PR_SET_PDEATHSIG, SIGQUIT) != 0 || getppid() != parent || chdir(folder) != 0) _exit(kCannotStart);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  execve(arguments[0], const_cast<char* const*>(arguments), environment);
  _exit(kCannotStart);
}

/// Without what would change the server's or initdb's doing: PG* and locale variables.
std::vector<std::string> clean_environment(const std::string& folder) {
  std::vector<std::string> kept = {"LC_ALL=C", "TZ=UTC", "HOME=" + folder};
  for (const char* name : {"PATH", "LD_LIBRARY_PATH"})
    if (const char* value = std::getenv(name)) kept.push_back(std::string(name) + "=" + value);
  return kept;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '_' || c == '-' || c == '.')
      encoded += c;
    else
      encoded.append("%").append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
  }
  return encoded;
}

}  // namespace

std::optional<std::string> find_server_binaries() {
  if (const char* given = std::getenv("SCHEMAGEN_PG_BIN"); given != nullptr && *given != '\0')
    return holds_server(given) ? std::optional<std::string>(given) : std::nullopt;
  std::vector<fs::path> folders;
  std::error_code ignored;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored))
    if (holds_server(version.path() / "bin")) folders.push_back(version.path() / "bin");
  if (!folders.empty())
    return std::max_element(
               folders.begin(), folders.end(),
               [](const fs::path& a, const fs::path& b) { return version_of(a) < version_of(b); })
        ->string();
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? std::string_view() : std::string_view(path);
  while (!rest.empty()) {
    const std::size_t colon = rest.find(':');
    const fs::path folder(rest.substr(0, colon));
    if (folder.is_absolute() && holds_server(folder)) return folder.string();
    rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
  }
  return std::nullopt;
}

struct ScratchServer::Impl {
  explicit Impl(std::string bin) : bin_folder(std::move(bin)), account(unprivileged_account()) {
    folder = make_folder(account).string();
    try {
      initialise();
      start();
    } catch (...) {
      stop();
      throw;
    }
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { stop(); }

  std::string url(const std::string& database) const {
    return "postgresql://postgres@/" + percent_encoded(database) + "?host=" + percent_encoded(folder) +
           "&port=5432&sslmode=disable";
  }

  Database& admin() {
    if (connection == nullptr) connection = open_postgres(url("postgres"), OpenMode::read_write);
    return *connection;
  }

  std::string log_path() const { return folder + "/log"; }

  pid_t spawn(std::vector<std::string> command) const {
    const int log = open(log_path().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0)
      throw Error(ErrorKind::io, "Cannot write `" + log_path() + "`: " + std::strerror(errno) + ".");
    std::vector<std::string> environment = clean_environment(folder);
    const std::vector<char*> arguments = pointers(command);
    const std::vector<char*> variables = pointers(environment);
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child == 0)
      become(arguments.data(), variables.data(), folder.c_str(), log, account ? &*account : nullptr, parent);
    const int reason = errno;
    close(log);
    if (child < 0)
      throw Error(ErrorKind::io, "Cannot start `" + command.front() + "`: " + std::strerror(reason) + ".");
    return child;
  }

  [[noreturn]] void fail(const std::string& what) const {
    std::vector<std::string> lines;
    try {
      lines = base::split_lines(base::read_file(log_path()));
    } catch (const Error&) {  // then there is nothing to quote
    }
    if (lines.size() > 5) lines.erase(lines.begin(), lines.end() - 5);
    throw Error(ErrorKind::connection, "The private PostgreSQL server did not start: " + what + ".",
                base::join(lines, "\n"));
  }

  void initialise() {
    const pid_t child = spawn({bin_folder + "/initdb", "--pgdata=" + folder + "/data", "--username=postgres",
                               "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"});
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) fail("initdb failed");
  }

  void start() {
    std::vector<std::string> command = {bin_folder + "/postgres", "-D", folder + "/data", "-k", folder};
    for (const char* setting :
         {"listen_addresses=", "port=5432", "unix_socket_permissions=0700", "fsync=off",
          "full_page_writes=off", "synchronous_commit=off", "max_locks_per_transaction=256",
          "max_connections=50", "autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "jit=off",
          "logging_collector=off", "dynamic_shared_memory_type=posix", "shared_buffers=64MB"}) {
      command.emplace_back("-c");
      command.emplace_back(setting);
    }
    postmaster = spawn(std::move(command));
    const std::string target = url("postgres");
    const auto limit = steady_clock::now() + kStartTimeout;
    while (PQping(target.c_str()) != PQPING_OK) {
      int status = 0;
      if (waitpid(postmaster, &status, WNOHANG) == postmaster) {
        postmaster = 0;
        fail("postgres ended at once");
      }
      if (steady_clock::now() > limit) fail("it took longer than a minute");
      std::this_thread::sleep_for(milliseconds(10));
    }
  }

  void stop() noexcept {
    connection.reset();
    if (postmaster > 0) {
      kill(postmaster, SIGQUIT);
      const auto limit = steady_clock::now() + kStopTimeout;
      while (waitpid(postmaster, nullptr, WNOHANG) == 0) {
        if (steady_clock::now() > limit) {
          kill(postmaster, SIGKILL);
          waitpid(postmaster, nullptr, 0);
          break;
        }
        std::this_thread::sleep_for(milliseconds(5));
      }
      postmaster = 0;
    }
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }

  std::string bin_folder;
  std::optional<Account> account;
  std::string folder;
  pid_t postmaster = 0;
  std::unique_ptr<Database> connection;
};

ScratchServer::ScratchServer(const std::string& bin_folder) : impl_(std::make_unique<Impl>(bin_folder)) {}

ScratchServer::~ScratchServer() = default;

std::string ScratchServer::create_database(const std::string& name) {
  impl_->admin().execute("CREATE DATABASE " + sql::quote_name(name, sql::Dialect::postgresql) +
                         " TEMPLATE template0");
  return impl_->url(name);
}

void ScratchServer::drop_database(const std::string& name) {
  impl_->admin().execute("DROP DATABASE IF EXISTS " + sql::quote_name(name, sql::Dialect::postgresql) +
                         " WITH (FORCE)");
}

}  // namespace schemagen::db
