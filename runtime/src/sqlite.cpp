#include "sqlite.hpp"

namespace candela {

SqliteConnection::SqliteConnection(const std::string& path, const std::string& vfs_name) {
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const char* vfs = vfs_name.empty() ? nullptr : vfs_name.c_str();
  const int code = sqlite3_open_v2(path.c_str(), &database_, flags, vfs);
  if (code == SQLITE_OK) return;
  const std::string message = database_ != nullptr ? sqlite3_errmsg(database_) : "out of memory";
  sqlite3_close(database_);
  throw SqliteFailure(code, message);
}

SqliteConnection::~SqliteConnection() {
  sqlite3_close_v2(database_);
}

void SqliteConnection::check(int code) const {
  if (code != SQLITE_OK) throw SqliteFailure(code, sqlite3_errmsg(database_));
}

void SqliteConnection::execute(const char* sql) {
  check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr));
}

std::int64_t SqliteConnection::number(const char* sql) {
  SqliteStatement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

std::string SqliteConnection::text(const char* sql) {
  SqliteStatement statement(*this, sql);
  return statement.step() ? std::string(statement.bytes(0)) : std::string();
}

SqliteStatement::SqliteStatement(SqliteConnection& connection, std::string_view sql)
    : connection_(connection) {
  connection.check(sqlite3_prepare_v3(connection.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
}

SqliteStatement::~SqliteStatement() {
  sqlite3_finalize(statement_);
}

SqliteStatement& SqliteStatement::bind(int parameter, std::int64_t number) {
  connection_.check(sqlite3_bind_int64(statement_, parameter, number));
  return *this;
}

SqliteStatement& SqliteStatement::bind_bytes(int parameter, std::string_view bytes) {
  // A null pointer would bind NULL, which is not the empty blob.
  const char* data = bytes.data() != nullptr ? bytes.data() : "";
  connection_.check(sqlite3_bind_blob64(statement_, parameter, data, bytes.size(), SQLITE_STATIC));
  return *this;
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(statement_);
    return false;
  }
  SqliteFailure failure(code, sqlite3_errmsg(connection_.get()));
  sqlite3_reset(statement_);
  throw failure;
}

void SqliteStatement::run() {
  while (step()) {
  }
}

void SqliteStatement::reset() noexcept {
  sqlite3_reset(statement_);
}

std::int64_t SqliteStatement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteStatement::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  if (data == nullptr) {
    // Empty, or there was no memory for an overflowing blob: only the error code tells.
    if (sqlite3_errcode(connection_.get()) == SQLITE_NOMEM) {
      throw SqliteFailure(SQLITE_NOMEM, "out of memory");
    }
    return {};
  }
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

}  // namespace candela
