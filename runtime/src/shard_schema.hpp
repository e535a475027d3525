#pragma once
// What a shard's file holds, by version.
//
// Guarantee: a file is recognised by its application id before anything in it is changed, and is
// brought to the present version in one transaction, or not at all.

#include <cstdint>

#include "sqlite.hpp"

namespace candela {

/// "Cndl", in the database header.
inline constexpr std::int64_t shard_application_id = 0x436E646C;

enum class ShardIdentity : std::uint8_t { fresh, ours, foreign, newer };

/// Reads only.
ShardIdentity identify_shard(SqliteConnection& connection);

/// Requires: identify_shard said `fresh` or `ours`; no open transaction.
void migrate_shard(SqliteConnection& connection);

}  // namespace candela
