#include "caught.hpp"

#include "stacks.hpp"

namespace candela {

Caught Caught::of(const Error& error) {
  Failure failure;
  if (const auto* known = dynamic_cast<const ChainError*>(&error)) failure.code = known->code();
  if (const auto* limit = dynamic_cast<const LimitExceeded*>(&error))
    failure.limit = limit->limit();
  return {error, failure};
}

Caught Caught::current() {
  try {
    throw;
  } catch (const Error& error) {
    return of(error);
  } catch (...) {
    return {Error::current(), {}};
  }
}

Value Caught::make(Document& document, const ExecutionOptions& options) const {
  Value thrown = error.make(document);
  apply_stacks(thrown, options.stacks);
  // What failed for the sake of another chain has no place of its own.
  const bool has_place = options.places == FailurePlaces::exposed && !failure.path.empty();
  if (has_place && thrown.is_error() && !thrown.has("path")) thrown.set("path", failure.path);
  return thrown;
}

}  // namespace candela
