/**
 * The engine: the only writer of stock. Drains the waiting commands of a seller into one transaction, decides them in
 * memory, writes each table in one statement, commits, answers.
 *
 * <p>Imports {@code book} and {@code store}; knows no command by name.
 */
@NullMarked
package penstock.core.engine;

import org.jspecify.annotations.NullMarked;
