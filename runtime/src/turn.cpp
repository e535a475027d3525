#include "turn.hpp"

#include <candela/runtime/store_error.hpp>

namespace candela {

bool is_limit(StoreErrorCode code) noexcept {
  switch (code) {
    case StoreErrorCode::key_too_long:
    case StoreErrorCode::value_too_large:
    case StoreErrorCode::name_too_long:
    case StoreErrorCode::turn_too_large:
    case StoreErrorCode::list_too_large:
    case StoreErrorCode::too_deep: return true;
    default: return false;
  }
}

void throw_for_actors(const StoreError& error, const Logger& log) {
  if (is_limit(error.code())) throw error;
  CANDELA_LOG(log, error, "storage failed", {"code", to_string(error.code())},
              {"detail", error.what()});
  throw StorageFailed();
}

TurnOverlay& Turn::overlay() {
  if (!overlay_) throw NoTurn("This turn has ended; each turn has a kv() of its own");
  return *overlay_;
}

}  // namespace candela
