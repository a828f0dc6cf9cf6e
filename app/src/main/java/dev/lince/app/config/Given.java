package dev.lince.app.config;

/**
 * A value as someone wrote it.
 *
 * @param variable what it is for
 * @param text as written, without surrounding white space
 * @param origin where it was written
 */
record Given(Variable variable, String text, Origin origin) {
  private static final int LONGEST_QUOTE = 200;

  /** Where a value was written. */
  enum Origin {
    OPTION,
    ARGUMENT,
    ENVIRONMENT,
    DOT_ENV,
    DEFAULT
  }

  /** The refusal of this value. */
  SettingRefused refuse(String whatIsAllowed) {
    return refuse(text, whatIsAllowed);
  }

  /** The refusal of a part of this value. */
  SettingRefused refuse(String part, String whatIsAllowed) {
    return new SettingRefused("%s is %s; %s".formatted(source(), quote(part), whatIsAllowed));
  }

  /** The refusal of a value that is not to be shown. */
  SettingRefused refuseSecret(String whatIsWrong) {
    return new SettingRefused("%s: %s".formatted(source(), whatIsWrong));
  }

  /** How a person finds the place: {@code --port (LINCE_PORT)}, {@code LINCE_PORT in .env}. */
  String source() {
    return switch (origin) {
      case OPTION -> "%s (%s)".formatted(variable.option(), variable);
      case ARGUMENT -> "DIR (%s)".formatted(variable);
      case ENVIRONMENT -> variable.name();
      case DOT_ENV -> variable + " in .env";
      case DEFAULT -> variable + " (the default)";
    };
  }

  /** In quotation marks, on one line, not endless. */
  static String quote(String text) {
    String shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    StringBuilder line = new StringBuilder("\"");
    shown
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                line.append("\\u%04x".formatted(c));
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.append('"').toString();
  }
}
