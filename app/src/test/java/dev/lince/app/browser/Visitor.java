package dev.lince.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** Who looks at the page: by which device, in which language, and on which ground. */
enum Visitor {
  DESKTOP_ENGLISH(false, "en"),
  DESKTOP_SPANISH(false, "es"),
  PHONE_ENGLISH(true, "en"),
  PHONE_SPANISH(true, "es");

  private final boolean phone;
  private final Words words;

  Visitor(boolean phone, String language) {
    this.phone = phone;
    words = Words.in(language);
  }

  boolean hasPhone() {
    return phone;
  }

  /** The text of a key in the visitor's language. */
  String reads(String key) {
    return words.of(key);
  }

  /** Those who speak Spanish like it dark. */
  Browser.NewContextOptions options() {
    return options(words.language().equals("en") ? ColorScheme.LIGHT : ColorScheme.DARK);
  }

  Browser.NewContextOptions options(ColorScheme scheme) {
    return new Browser.NewContextOptions()
        .setViewportSize(phone ? 390 : 1280, phone ? 844 : 800)
        .setDeviceScaleFactor(phone ? 2 : 1)
        .setHasTouch(phone)
        .setIsMobile(phone)
        .setColorScheme(scheme)
        .setLocale(words.language().equals("en") ? "en-GB" : "es-ES");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
