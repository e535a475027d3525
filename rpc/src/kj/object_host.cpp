#include <candela/rpc/kj/object_host.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <candela/rpc/kj/drive.hpp>
#include <candela/rpc/kj/exception.hpp>

namespace candela {

ObjectHost::ObjectHost(kj::Timer& timer, ObjectHostOptions options)
    : timer_(timer), options_(std::move(options)) {}

void ObjectHost::add(std::string binding, Factory factory) {
  if (std::find(bindings_.begin(), bindings_.end(), binding) != bindings_.end()) {
    throw std::invalid_argument("candela: the binding " + binding + " is there already");
  }
  bindings_.push_back(std::move(binding));
  factories_.push_back(std::move(factory));
}

Target ObjectHost::target_of(const CallRequest& request) const {
  const auto at = std::find(bindings_.begin(), bindings_.end(), request.binding);
  if (at == bindings_.end()) throw Error("No such binding: " + request.binding);
  Target target = factories_[static_cast<std::size_t>(at - bindings_.begin())](request.instance);
  if (!target) throw Error("No such instance of " + request.binding + ": " + request.instance);
  return target;
}

kj::Promise<std::unique_ptr<BatchExecution>> ObjectHost::call(CallRequest request) {
  std::unique_ptr<BatchExecution> batch;
  try {
    Target target = target_of(request);
    batch = std::make_unique<BatchExecution>(std::move(request.document), std::move(target),
                                             options_.execution);
  } catch (...) {
    return current_exception();
  }
  DriveOptions options;
  options.in_flight = std::move(request.in_flight);
  if (options_.deadline) {
    options.deadline.emplace(Deadline{timer_, timer_.now() + *options_.deadline});
  }
  auto done = drive(*batch, std::move(options));
  return done.then([batch = std::move(batch)]() mutable { return std::move(batch); });
}

}  // namespace candela
