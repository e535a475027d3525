#include <candela/ocan/expose.hpp>

namespace candela::detail {

void throw_bad_argument(const Callee& callee, std::size_t index) {
  const Error reason = Error::current();
  std::string message = "argument " + std::to_string(index + 1);
  if (callee.info && index < callee.info->parameters.size())
    message.append(" (").append(callee.info->parameters[index]).append(")");
  if (!callee.name.empty()) message.append(" of ").append(callee.name);
  std::string_view why = reason.what();
  // The place of the argument itself says nothing.
  constexpr std::string_view whole = ", at $";
  if (why.ends_with(whole)) why.remove_suffix(whole.size());
  throw Error("TypeError", message.append(": ").append(why));
}

std::shared_ptr<void> capability_of(const Call& call, Value value, const ExposedType& type,
                                    void*& object) {
  const Target target = call.target_of(value);
  if (!target || target.type() != &type) throw Error("TypeError", "expected another object");
  std::shared_ptr<void> owner = target.hold({});
  if (!owner || target.is_borrowed())
    throw Error("TypeError", "the object is only borrowed, and cannot be kept");
  object = target.object();
  return owner;
}

void require_callable(const Call& call, Value value) {
  if (!call.is_callable(value)) throw Error("TypeError", "expected a function");
}

Value finished_value(Call& call, Result result) {
  if (Target* target = result.target()) return call.object(std::move(*target));
  if (std::unique_ptr<Unfinished>* later = result.unfinished()) {
    if (!(*later)->ready()) throw Error("the result is not there yet");
    return finished_value(call, (*later)->take(call));
  }
  return *result.value();
}

}  // namespace candela::detail
