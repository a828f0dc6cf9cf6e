package dev.lince.app.config;

/** How the log looks. */
public enum LogFormat {
  /** Lines for people. */
  TEXT,
  /** One JSON object a line, for collectors of logs. */
  JSON
}
