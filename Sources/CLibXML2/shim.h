// Debian's libxml2 headers pull in ICU's, whose declarations clash with the ones
// inside Foundation.  rollcall needs none of the functions that mention ICU types.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
