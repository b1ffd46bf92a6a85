/** What the tests of several modules share: a database, sellers made for one test. */
@NullMarked
package penstock.test;

import org.jspecify.annotations.NullMarked;
