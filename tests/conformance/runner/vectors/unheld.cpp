// What C++ has no counterpart of, and the search through all tables.
#include <array>

#include "vector_table.hpp"

namespace candela::conformance {
namespace {

constexpr auto table = std::to_array<UnheldVector>({
    {"obj-null-proto", "a null prototype"},
    {"obj-symbol-key", "a symbol as a key"},
    {"symbol", "a symbol"},
    {"obj-inherited", "inherited properties"},
    {"err-subclass-noname", "an error of a subclass that has no name"},
    {"buffer-node", "a Buffer of Node"},
    {"sab", "a SharedArrayBuffer"},
    {"urlsearchparams", "URLSearchParams"},
    {"req-native", "a native Request"},
    {"req-native-body", "a native Request"},
    {"promise", "a promise"},
    {"proxy", "a proxy"},
    {"arguments", "an arguments object"},
    {"blob", "a Blob"},
    {"intl", "a formatter of Intl"},
});

template <typename Row>
const Row* find(std::span<const Row> rows, std::string_view name) {
  for (const Row& row : rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

}  // namespace

std::span<const UnheldVector> unheld_vectors() {
  return table;
}

const MadeVector* find_made_vector(std::string_view name) {
  for (const auto rows : {primitive_vectors(), container_vectors(), graph_vectors(),
                          error_vectors(), buffer_vectors(), http_vectors()}) {
    if (const MadeVector* found = find(rows, name)) return found;
  }
  return nullptr;
}

const UnheldVector* find_unheld_vector(std::string_view name) {
  return find(unheld_vectors(), name);
}

}  // namespace candela::conformance
