#pragma once
// SQLite's C API with owners: a connection and its prepared statements.
//
// Guarantee: every result that is not a success arrives as a SqliteFailure with SQLite's extended
// code; nothing here interprets it.
// Threads: one (the connection is opened without mutexes).
// Ownership: a statement must die before its connection.

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace candela {

class SqliteFailure : public std::exception {
 public:
  SqliteFailure(int code, std::string message) : code_(code), message_(std::move(message)) {}

  /// The extended result code; its low byte is the primary one.
  int code() const { return code_; }
  int primary_code() const { return code_ & 0xff; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  int code_;
  std::string message_;
};

class SqliteConnection {
 public:
  /// Opens or makes the file. `vfs_name` empty: the operating system's.
  SqliteConnection(const std::string& path, const std::string& vfs_name);
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;
  ~SqliteConnection();

  sqlite3* get() const { return database_; }

  void execute(const char* sql);
  std::int64_t number(const char* sql);
  std::string text(const char* sql);
  bool in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }

  /// Throws unless `code` is SQLITE_OK.
  void check(int code) const;

 private:
  sqlite3* database_ = nullptr;
};

class SqliteStatement {
 public:
  SqliteStatement(SqliteConnection& connection, std::string_view sql);
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement();

  /// Parameters count from 1. Bytes are not copied: they must live until the statement is reset.
  SqliteStatement& bind(int parameter, std::int64_t number);
  SqliteStatement& bind_bytes(int parameter, std::string_view bytes);

  /// True: there is a row. False: done, and reset.
  bool step();
  /// All steps of a statement that has no rows.
  void run();
  void reset() noexcept;

  std::int64_t number(int column) const;
  /// Lives until the next step or reset.
  std::string_view bytes(int column) const;

 private:
  const SqliteConnection& connection_;
  sqlite3_stmt* statement_ = nullptr;
};

/// Resets a statement that is left in the middle of its rows.
class SqliteReset {
 public:
  explicit SqliteReset(SqliteStatement& statement) : statement_(statement) {}
  SqliteReset(const SqliteReset&) = delete;
  SqliteReset& operator=(const SqliteReset&) = delete;
  ~SqliteReset() { statement_.reset(); }

 private:
  SqliteStatement& statement_;
};

}  // namespace candela
