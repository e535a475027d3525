#include <candela/runtime/store_error.hpp>

#include <utility>

namespace candela {
namespace {

std::string compose(StoreErrorCode code, std::string_view detail, const std::string& path) {
  std::string text = "store";
  if (!path.empty()) text.append(" ").append(path);
  text.append(": ").append(to_string(code));
  if (!detail.empty()) text.append(": ").append(detail);
  return text;
}

}  // namespace

std::string_view to_string(StoreErrorCode code) {
  switch (code) {
    case StoreErrorCode::owned_elsewhere: return "the file is owned by another process or store";
    case StoreErrorCode::cannot_open: return "the file cannot be opened";
    case StoreErrorCode::read_only: return "the file cannot be written";
    case StoreErrorCode::disk_full: return "the disk is full";
    case StoreErrorCode::io: return "the disk failed";
    case StoreErrorCode::corrupt: return "the file is damaged";
    case StoreErrorCode::not_a_shard: return "the file belongs to another program";
    case StoreErrorCode::newer_schema: return "the file was written by a newer version";
    case StoreErrorCode::out_of_memory: return "out of memory";
    case StoreErrorCode::unavailable: return "unavailable after an earlier failure";
    case StoreErrorCode::closed: return "closed before the commit";
    case StoreErrorCode::internal: return "internal error";
    case StoreErrorCode::key_too_long: return "the key is longer than max_key_bytes";
    case StoreErrorCode::value_too_large: return "the value is larger than max_value_bytes";
    case StoreErrorCode::name_too_long: return "the actor's name is longer than max_name_bytes";
    case StoreErrorCode::turn_too_large: return "the turn wrote more than max_turn_bytes";
    case StoreErrorCode::list_too_large: return "the list holds more than max_list_bytes";
    case StoreErrorCode::too_deep: return "transactions nest deeper than max_transaction_depth";
  }
  return "unknown error";
}

StoreError::StoreError(StoreErrorCode code, std::string_view detail, Site site)
    : std::runtime_error(compose(code, detail, site.path)), code_(code), site_(std::move(site)) {}

}  // namespace candela
