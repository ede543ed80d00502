// Secrets of an organisation, and the rotation of the key that seals them.
#include "native/http/handlers.hpp"
#include "native/http/routes/areas.hpp"
#include "native/http/routes/page_query.hpp"

namespace ratestack::http {
namespace {

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .pattern = "/v1/secrets",
     .id = "listSecrets",
     .access = Access::needs(Capability::integration_manage),
     .summary = "What secrets the organisation keeps; never their values",
     .query = kPageQuery,
     .request_schema = "",
     .success_status = 200,
     .response_schema = "SecretPage",
     .response_type = "application/json",
     .handler = list_secrets},
    {.method = Method::put,
     .pattern = "/v1/secrets/{kind}/{name}",
     .id = "putSecret",
     .access = Access::needs(Capability::integration_manage),
     .summary = "Store a secret, in place of an earlier one of that name",
     .query = {},
     .request_schema = "NewSecret",
     .success_status = 200,
     .response_schema = "Secret",
     .response_type = "application/json",
     .handler = put_secret},
    {.method = Method::get,
     .pattern = "/v1/secrets/{kind}/{name}",
     .id = "getSecret",
     .access = Access::needs(Capability::integration_manage),
     .summary = "Describe a secret; its value never leaves by the API",
     .query = {},
     .request_schema = "",
     .success_status = 200,
     .response_schema = "Secret",
     .response_type = "application/json",
     .handler = get_secret},
    {.method = Method::del,
     .pattern = "/v1/secrets/{kind}/{name}",
     .id = "deleteSecret",
     .access = Access::needs(Capability::integration_manage),
     .summary = "Delete a secret",
     .query = {},
     .request_schema = "",
     .success_status = 204,
     .response_schema = "",
     .response_type = "",
     .handler = delete_secret},
    {.method = Method::post,
     .pattern = "/v1/admin/secrets/rekey",
     .id = "rekeySecrets",
     .access = Access::needs(Capability::platform_operate),
     .summary = "Write under the current master key from now on, and seal every row under it again, in the background",
     .query = {},
     .request_schema = "",
     .success_status = 202,
     .response_schema = "Rekey",
     .response_type = "application/json",
     .handler = rekey_secrets},
    {.method = Method::get,
     .pattern = "/v1/admin/secrets/rotation",
     .id = "getRotation",
     .access = Access::needs(Capability::platform_operate),
     .summary = "How far a rotation of the master key is, and whether the previous key can go",
     .query = {},
     .request_schema = "",
     .success_status = 200,
     .response_schema = "Rotation",
     .response_type = "application/json",
     .handler = get_rotation},
};

}  // namespace

std::span<const Route> secrets_routes() noexcept { return kRoutes; }

}  // namespace ratestack::http
