/** The demo's pure parts: what it measures, shows and judges. */
@NullMarked
package penstock.routes.command.demo;

import org.jspecify.annotations.NullMarked;
