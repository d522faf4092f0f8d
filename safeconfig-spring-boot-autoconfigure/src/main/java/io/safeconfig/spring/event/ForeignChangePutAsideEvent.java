package io.safeconfig.spring.event;

/**
 * A program that takes no lock wrote to a configuration file after a change of this
 * process had replaced or removed it: it had the old file open. The file has the change;
 * what the program wrote lies beside it, for people to look at. Published on a thread of
 * the store, or on one that makes a change and holds the lock of the file: a listener
 * does not keep it, and changes no configuration file on it. Immutable.
 *
 * @param fileName the name of the configuration file
 * @param copy the file with what was written; the store neither reads nor removes it
 */
public record ForeignChangePutAsideEvent(String fileName, String copy) {
}
