/**
 * What is made from what: bills of materials of several levels, their explosion and where something is used. The graph is
 * plain Java; {@code Boms} keeps it. Belongs to the catalogue.
 */
@NullMarked
package penstock.core.catalogue.bom;

import org.jspecify.annotations.NullMarked;
