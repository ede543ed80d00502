// The templates of nginx's files, as deploy/nginx/*.template has them: CMake writes edge_templates.cpp from those.
#pragma once

#include <string_view>

namespace ratestack::cli::templates {

extern const std::string_view kMain;
extern const std::string_view kApi;
extern const std::string_view kInternal;
extern const std::string_view kPortal;

}  // namespace ratestack::cli::templates
