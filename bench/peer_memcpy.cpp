#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "inputs.hpp"
#include "native_peers.hpp"

namespace candela::bench {

Contender memcpy_of_numbers() {
  struct Blocks {
    std::vector<double> d;
    std::vector<std::int32_t> n;
    std::vector<char> to;
  };
  auto blocks = std::make_shared<Blocks>();
  const Document numbers = make_input("numbers");
  for (auto number = numbers.root()["d"].entries(); !number.done(); number.next())
    blocks->d.push_back(number.value().as_number());
  for (auto number = numbers.root()["n"].entries(); !number.done(); number.next())
    blocks->n.push_back(static_cast<std::int32_t>(number.value().as_number()));
  const std::size_t doubles = blocks->d.size() * sizeof(double);
  const std::size_t integers = blocks->n.size() * sizeof(std::int32_t);
  blocks->to.resize(doubles + integers);
  return in_process("memcpy", [blocks, doubles, integers] {
    std::memcpy(blocks->to.data(), blocks->d.data(), doubles);
    std::memcpy(blocks->to.data() + doubles, blocks->n.data(), integers);
    keep(blocks->to);
  });
}

}  // namespace candela::bench
