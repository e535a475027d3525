// The whole module: headers, URLs, bodies, requests and responses as plain values, and their way
// into documents.
#pragma once

#include <candela/request_sync/body.hpp>
#include <candela/request_sync/error.hpp>
#include <candela/request_sync/headers.hpp>
#include <candela/request_sync/host_types.hpp>
#include <candela/request_sync/request_sync.hpp>
#include <candela/request_sync/response_sync.hpp>
#include <candela/request_sync/url.hpp>
#include <candela/request_sync/url_search_params.hpp>
