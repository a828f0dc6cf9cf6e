package dev.lince.app.config;

/**
 * A setting that stops the start. The message is one line that names the variable (and the option,
 * where it came from there), the value, and what is allowed.
 */
public final class SettingRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  SettingRefused(String sentence) {
    super(sentence);
  }
}
