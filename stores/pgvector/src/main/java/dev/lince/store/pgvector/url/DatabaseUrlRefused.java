package dev.lince.store.pgvector.url;

/**
 * A database URL that cannot be used. The message is one sentence to be put behind the name of the
 * setting: what is wrong and what is allowed. It repeats nothing of the URL's user, password and
 * values, since in a malformed URL the password may stand anywhere; for the same reason there is no
 * cause.
 */
public final class DatabaseUrlRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  DatabaseUrlRefused(String sentence) {
    super(sentence);
  }
}
