#include "ratestack/audit/verdict.hpp"
