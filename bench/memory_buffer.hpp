#pragma once

// What a std::istream reads from, over bytes that are there already: nobody copies them first.
//
// Ownership: the bytes belong to the caller and outlive the buffer. Threads: one.

#include <streambuf>
#include <string_view>

namespace candela::bench {

class MemoryBuffer : public std::streambuf {
 public:
  explicit MemoryBuffer(std::string_view bytes) {
    char* const begin = const_cast<char*>(bytes.data());  // setg wants it; nothing is put back
    setg(begin, begin, begin + bytes.size());
  }
};

}  // namespace candela::bench
