// Debian's libxml2 headers pull in ICU's, whose declarations clash with the ones
// inside Foundation.  rollcall needs none of the functions that mention ICU types.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

// Some encoding errors bypass the parser's own error handler and go to the thread's generic one,
// which prints to standard error.  Its type is variadic, which Swift cannot write.
static void discardGenericError(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

/// Keeps libxml2 from printing anything in the calling thread.
static inline void silenceGenericErrors(void) {
    xmlSetGenericErrorFunc(0, discardGenericError);
}
