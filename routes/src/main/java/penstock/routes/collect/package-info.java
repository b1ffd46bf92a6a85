/** What reaches us unasked: webhooks and files. Stored first, acknowledged after the commit, read later. */
@NullMarked
package penstock.routes.collect;

import org.jspecify.annotations.NullMarked;
