#include <candela/runtime/testing/simulated_disk.hpp>

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include <sqlite3.h>

#include "simulated_file.hpp"

namespace candela {
namespace {

constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

/// Counts down to one event; true at that event.
bool reached(std::uint64_t& countdown) {
  if (countdown == never || --countdown > 0) return false;
  countdown = never;
  return true;
}

}  // namespace

/// https://www.sqlite.org/vfs.html. The static functions are SQLite's callbacks: C functions, which
/// find their disk in the VFS's pAppData and their file in the handle behind the sqlite3_file.
class SimulatedDisk::State {
 public:
  explicit State(Chance& chance);
  ~State() { sqlite3_vfs_unregister(&vfs_); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  SimulatedFile& file(std::string_view path) { return files_[std::string(path)]; }
  bool exists(std::string_view path) const { return files_.count(std::string(path)) > 0; }
  void lose_power() { powered_ = false; }
  void restart();

  std::string name_;
  std::uint64_t capacity_ = never;
  std::uint64_t sync_countdown_ = never;
  std::uint64_t power_countdown_ = never;
  std::uint64_t changes_ = 0;
  std::uint64_t syncs_ = 0;
  std::string read_only_path_;
  FailedSync failed_sync_ = FailedSync::keeps_the_cache;
  bool powered_ = true;

 private:
  struct Handle {
    sqlite3_file base;
    State* disk;
    SimulatedFile* file;
    std::uint64_t boot;
    int lock;
  };

  static State& of(sqlite3_vfs* vfs) { return *static_cast<State*>(vfs->pAppData); }
  static Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

  bool dead(const Handle& handle) const { return !powered_ || handle.boot != boot_; }
  /// Counts a change, after which the power may be gone.
  bool survives_change();
  bool fits(const Handle& handle, std::uint64_t end) const;
  bool is_open(const SimulatedFile& file) const;

  static const sqlite3_io_methods* methods();

  static int open(sqlite3_vfs*, const char* path, sqlite3_file*, int flags, int* out_flags);
  static int remove(sqlite3_vfs*, const char* path, int sync_folder);
  static int access(sqlite3_vfs*, const char* path, int flags, int* result);
  static int full_path(sqlite3_vfs*, const char* path, int size, char* out);
  static int randomness(sqlite3_vfs*, int size, char* out);
  static int pause(sqlite3_vfs*, int microseconds) { return microseconds; }
  static int current_time(sqlite3_vfs*, double* days);
  static int last_error(sqlite3_vfs*, int, char*) { return 0; }

  static int close(sqlite3_file*);
  static int read(sqlite3_file*, void* out, int size, sqlite3_int64 offset);
  static int write(sqlite3_file*, const void* bytes, int size, sqlite3_int64 offset);
  static int truncate(sqlite3_file*, sqlite3_int64 size);
  static int sync(sqlite3_file*, int flags);
  static int file_size(sqlite3_file*, sqlite3_int64* size);
  static int lock(sqlite3_file*, int level);
  static int unlock(sqlite3_file*, int level);
  static int check_reserved_lock(sqlite3_file*, int* result);
  static int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int sector_size(sqlite3_file*) { return sector_bytes; }
  static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

  Chance& chance_;
  sqlite3_vfs vfs_{};
  using Files = std::map<std::string, SimulatedFile>;
  Files files_;
  std::vector<Files::node_type> nameless_;  // removed, and open still
  std::vector<Handle*> handles_;
  std::uint64_t boot_ = 0;
};

SimulatedDisk::State::State(Chance& chance)
    : name_("candela-simulated-" + std::to_string(chance.next()) + "-" +
            std::to_string(reinterpret_cast<std::uintptr_t>(this))),
      chance_(chance) {
  vfs_.iVersion = 1;
  vfs_.szOsFile = sizeof(Handle);
  vfs_.mxPathname = 1024;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = this;
  vfs_.xOpen = open;
  vfs_.xDelete = remove;
  vfs_.xAccess = access;
  vfs_.xFullPathname = full_path;
  vfs_.xRandomness = randomness;
  vfs_.xSleep = pause;
  vfs_.xCurrentTime = current_time;
  vfs_.xGetLastError = last_error;
  sqlite3_vfs_register(&vfs_, 0);
}

void SimulatedDisk::State::restart() {
  for (auto& [path, file] : files_)
    file.lose_power(chance_);
  ++boot_;
  powered_ = true;
  power_countdown_ = never;
  sync_countdown_ = never;
}

bool SimulatedDisk::State::survives_change() {
  ++changes_;
  if (reached(power_countdown_)) powered_ = false;
  return powered_;
}

bool SimulatedDisk::State::fits(const Handle& handle, std::uint64_t end) const {
  if (end <= handle.file->bytes().size()) return true;
  std::uint64_t used = end - handle.file->bytes().size();
  for (const auto& [path, file] : files_)
    used += file.bytes().size();
  for (const Files::node_type& file : nameless_)
    used += file.mapped().bytes().size();
  return used <= capacity_;
}

bool SimulatedDisk::State::is_open(const SimulatedFile& file) const {
  return std::any_of(handles_.begin(), handles_.end(),
                     [&file](const Handle* handle) { return handle->file == &file; });
}

const sqlite3_io_methods* SimulatedDisk::State::methods() {
  static const sqlite3_io_methods methods = [] {
    sqlite3_io_methods table{};
    table.iVersion = 1;
    table.xClose = close;
    table.xRead = read;
    table.xWrite = write;
    table.xTruncate = truncate;
    table.xSync = sync;
    table.xFileSize = file_size;
    table.xLock = lock;
    table.xUnlock = unlock;
    table.xCheckReservedLock = check_reserved_lock;
    table.xFileControl = file_control;
    table.xSectorSize = sector_size;
    table.xDeviceCharacteristics = characteristics;
    return table;
  }();
  return &methods;
}

int SimulatedDisk::State::open(sqlite3_vfs* vfs, const char* path, sqlite3_file* out, int flags,
                               int* out_flags) {
  State& disk = of(vfs);
  out->pMethods = nullptr;
  if (!disk.powered_) return SQLITE_IOERR;
  if (path == nullptr) return SQLITE_CANTOPEN;  // a temporary file: stores keep those in memory
  if (!disk.exists(path) && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
  Handle& handle = of(out);
  handle.disk = &disk;
  handle.file = &disk.file(path);
  handle.boot = disk.boot_;
  handle.lock = SQLITE_LOCK_NONE;
  disk.handles_.push_back(&handle);
  if (out_flags != nullptr) {
    const bool read_only = disk.read_only_path_ == path;
    *out_flags = read_only ? SQLITE_OPEN_READONLY : flags;
  }
  out->pMethods = methods();
  return SQLITE_OK;
}

int SimulatedDisk::State::remove(sqlite3_vfs* vfs, const char* path, int) {
  State& disk = of(vfs);
  if (!disk.powered_) return SQLITE_IOERR;
  if (!disk.exists(path)) return SQLITE_IOERR_DELETE_NOENT;
  if (!disk.survives_change()) return SQLITE_IOERR_DELETE;
  Files::node_type removed = disk.files_.extract(path);
  if (disk.is_open(removed.mapped())) disk.nameless_.push_back(std::move(removed));
  return SQLITE_OK;
}

int SimulatedDisk::State::access(sqlite3_vfs* vfs, const char* path, int flags, int* result) {
  State& disk = of(vfs);
  if (!disk.powered_) return SQLITE_IOERR_ACCESS;
  *result = disk.exists(path) ? 1 : 0;
  if (flags == SQLITE_ACCESS_READWRITE && disk.read_only_path_ == path) *result = 0;
  return SQLITE_OK;
}

int SimulatedDisk::State::full_path(sqlite3_vfs*, const char* path, int size, char* out) {
  const std::size_t length = std::strlen(path);
  if (length >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
  std::memcpy(out, path, length + 1);
  return SQLITE_OK;
}

int SimulatedDisk::State::randomness(sqlite3_vfs* vfs, int size, char* out) {
  of(vfs).chance_.fill(std::as_writable_bytes(std::span(out, static_cast<std::size_t>(size))));
  return size;
}

int SimulatedDisk::State::current_time(sqlite3_vfs*, double* days) {
  *days = 2460000.5;  // some day of 2023: nothing of the store's asks SQLite for the time
  return SQLITE_OK;
}

int SimulatedDisk::State::close(sqlite3_file* file) {
  Handle& handle = of(file);
  State& disk = *handle.disk;
  std::erase(disk.handles_, &handle);
  std::erase_if(disk.nameless_, [&disk](const Files::node_type& removed) {
    return !disk.is_open(removed.mapped());
  });
  return SQLITE_OK;
}

int SimulatedDisk::State::read(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
  const Handle& handle = of(file);
  if (handle.disk->dead(handle)) return SQLITE_IOERR_READ;
  const auto wanted = static_cast<std::size_t>(size);
  const std::string_view all = handle.file->bytes();
  const std::size_t start = std::min(all.size(), static_cast<std::size_t>(offset));
  const std::string_view found = all.substr(start, wanted);
  if (!found.empty()) std::memcpy(out, found.data(), found.size());
  if (found.size() == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + found.size(), 0, wanted - found.size());
  return SQLITE_IOERR_SHORT_READ;
}

int SimulatedDisk::State::write(sqlite3_file* file, const void* bytes, int size,
                                sqlite3_int64 offset) {
  const Handle& handle = of(file);
  State& disk = *handle.disk;
  if (disk.dead(handle)) return SQLITE_IOERR_WRITE;
  const std::string_view written(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  const auto start = static_cast<std::size_t>(offset);
  if (!disk.fits(handle, start + written.size())) return SQLITE_FULL;
  handle.file->write(start, written);
  return disk.survives_change() ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

int SimulatedDisk::State::truncate(sqlite3_file* file, sqlite3_int64 size) {
  const Handle& handle = of(file);
  if (handle.disk->dead(handle)) return SQLITE_IOERR_TRUNCATE;
  handle.file->truncate(static_cast<std::size_t>(size));
  return handle.disk->survives_change() ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int SimulatedDisk::State::sync(sqlite3_file* file, int) {
  const Handle& handle = of(file);
  State& disk = *handle.disk;
  if (disk.dead(handle) || !disk.survives_change()) return SQLITE_IOERR_FSYNC;
  ++disk.syncs_;
  if (!reached(disk.sync_countdown_)) {
    handle.file->sync();
    return SQLITE_OK;
  }
  if (disk.failed_sync_ == FailedSync::keeps_the_cache) {
    handle.file->keep_unsynced();
  } else {
    handle.file->drop_unsynced();
  }
  return SQLITE_IOERR_FSYNC;
}

int SimulatedDisk::State::file_size(sqlite3_file* file, sqlite3_int64* size) {
  const Handle& handle = of(file);
  if (handle.disk->dead(handle)) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(handle.file->bytes().size());
  return SQLITE_OK;
}

int SimulatedDisk::State::lock(sqlite3_file* file, int level) {
  Handle& handle = of(file);
  if (handle.disk->dead(handle)) return SQLITE_IOERR_LOCK;
  if (handle.lock >= level) return SQLITE_OK;
  const int allowed = level == SQLITE_LOCK_SHARED     ? SQLITE_LOCK_RESERVED
                      : level == SQLITE_LOCK_RESERVED ? SQLITE_LOCK_SHARED
                                                      : SQLITE_LOCK_NONE;
  for (const Handle* other : handle.disk->handles_) {
    if (other == &handle || other->file != handle.file || handle.disk->dead(*other)) continue;
    if (other->lock > allowed) return SQLITE_BUSY;
  }
  handle.lock = level;
  return SQLITE_OK;
}

int SimulatedDisk::State::unlock(sqlite3_file* file, int level) {
  Handle& handle = of(file);
  handle.lock = std::min(handle.lock, level);
  return SQLITE_OK;
}

int SimulatedDisk::State::check_reserved_lock(sqlite3_file* file, int* result) {
  const Handle& handle = of(file);
  *result = 0;
  for (const Handle* other : handle.disk->handles_) {
    if (other->file == handle.file && other->lock >= SQLITE_LOCK_RESERVED) *result = 1;
  }
  return SQLITE_OK;
}

SimulatedDisk::SimulatedDisk(Chance& chance) : state_(std::make_unique<State>(chance)) {}
SimulatedDisk::~SimulatedDisk() = default;

const std::string& SimulatedDisk::vfs_name() const {
  return state_->name_;
}
void SimulatedDisk::set_capacity(std::uint64_t bytes) {
  state_->capacity_ = bytes;
}
void SimulatedDisk::set_read_only(std::string_view path) {
  state_->read_only_path_ = path;
}

void SimulatedDisk::fail_sync_in(std::uint64_t syncs, FailedSync effect) {
  state_->sync_countdown_ = syncs;
  state_->failed_sync_ = effect;
}

void SimulatedDisk::lose_power_in(std::uint64_t changes) {
  state_->power_countdown_ = changes;
}
void SimulatedDisk::lose_power() {
  state_->lose_power();
}
void SimulatedDisk::restart() {
  state_->restart();
}
bool SimulatedDisk::has_power() const {
  return state_->powered_;
}
std::uint64_t SimulatedDisk::changes() const {
  return state_->changes_;
}
std::uint64_t SimulatedDisk::syncs() const {
  return state_->syncs_;
}

void SimulatedDisk::overwrite(std::string_view path, std::size_t offset, std::string_view bytes) {
  SimulatedFile& file = state_->file(path);
  file.write(offset, bytes);
  file.sync();
}

bool SimulatedDisk::exists(std::string_view path) const {
  return state_->exists(path);
}

}  // namespace candela
