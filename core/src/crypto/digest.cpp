#include "ratestack/crypto/digest.hpp"
