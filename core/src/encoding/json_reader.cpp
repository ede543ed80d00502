#include "ratestack/encoding/json.hpp"
