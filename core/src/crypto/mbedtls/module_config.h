/* What the WebAssembly module compiles of mbedTLS 2.28 (MBEDTLS_CONFIG_FILE): AES for GCM, with no file, clock, thread
 * or self test. Natively Debian's library has a configuration of its own. */
#ifndef RATESTACK_MBEDTLS_MODULE_CONFIG_H
#define RATESTACK_MBEDTLS_MODULE_CONFIG_H

#define MBEDTLS_AES_C
#define MBEDTLS_CIPHER_C
#define MBEDTLS_GCM_C

/* Without MBEDTLS_AES_ROM_TABLES: the tables of AES are computed at first use, into memory that costs the module no bytes. */

#endif
