package dev.lince.app.config;

import java.util.Locale;

/** Every variable that Lince reads, in the order in which help lists them. */
public enum Variable {
  LINCE_IMAGES(
      "FOLDERS",
      "The image folders, comma-separated, each FOLDER or NAME=FOLDER. Never written to.",
      "example_images"),
  LINCE_DATA("FOLDER", "Where the index lives.", "data"),
  LINCE_PORT("PORT", "The port it listens on.", "8000"),
  LINCE_HOST("HOST", "The address it listens on; 0.0.0.0 for every one.", "127.0.0.1"),
  LINCE_EMBEDDER("NAME", "What makes the vectors: auto, clip or visual.", "auto"),
  LINCE_MODEL("FOLDER", "A model folder, for machines that cannot reach the hub.", ""),
  LINCE_DECODE(
      "HOW", "fast (large pictures shrink while they are decoded) or exact (to the bit).", "fast"),
  LINCE_DECODER(
      "WHO", "auto, or java (no native code touches a picture; no WebP, HEIC, AVIF).", "auto"),
  LINCE_EXCLUDE(
      "GLOBS",
      "Names of files and folders that are passed over, comma-separated.",
      ".*,@eaDir,node_modules,Thumbs.db"),
  LINCE_MAX_BYTES("SIZE", "The largest picture that is read, in bytes, KB, MB or GB.", "32MB"),
  LINCE_MAX_PIXELS("COUNT", "The most pixels that are decoded; 50M is 50 million.", "50M"),
  LINCE_THREADS("COUNT", "How many pictures are embedded at once.", ""),
  SIMILARITY_THRESHOLD(
      "NUMBER", "The least similarity of a result of /search-similar-images/, 0.0 to 1.0.", "0.2"),
  ALLOWED_ORIGINS(
      "ORIGINS",
      "The web pages that may call it (CORS), comma-separated.",
      "http://localhost:3000"),
  LINCE_ALLOWED_HOSTS(
      "NAMES",
      "The names it may be called by beside localhost, addresses and LINCE_HOST, comma-separated.",
      ""),
  LINCE_BASE_PATH(
      "PATH", "The path that a proxy in front puts it under and strips, for example /lince.", ""),
  LINCE_CONNECTIONS("COUNT", "The most connections that are open at once.", "4096"),
  LINCE_CONNECTIONS_PER_ADDRESS(
      "COUNT", "The most of them from one address; 0 for no bound.", "512"),
  LINCE_UPLOAD_SPACE(
      "SIZE", "The most disk space of uploads while they arrive, all together.", "512MB"),
  LINCE_READ_KEYS(
      "KEYS", "Keys that may read, comma-separated; better in the environment than here.", ""),
  LINCE_WRITE_KEYS(
      "KEYS", "Keys that may write too, comma-separated; better in the environment than here.", ""),
  LINCE_REQUIRE_KEY(
      "SWITCH",
      "Whether reading needs a key too, on this machine as well: true or false.",
      "false"),
  LINCE_THUMBNAIL_SPACE(
      "SIZE", "The most disk space of thumbnails, below LINCE_DATA; 0 keeps none.", "2GB"),
  LINCE_EXPOSE_GPS(
      "SWITCH",
      "Whether answers say where a picture was taken: true or false. Its file always does.",
      "false"),
  LINCE_KEY("KEY", "The key that commands show to the server; in the environment only.", ""),
  DATABASE_URL("URL", "A PostgreSQL database; unset, the embedded store is used.", ""),
  LINCE_DATABASE_WAIT(
      "SECONDS", "How long the start waits for a database that is still starting.", "60"),
  LINCE_DATABASE_INDEX(
      "HOW", "full (32 bits a value) or half (16 bits: half the memory for the index).", "full"),
  LINCE_ADOPT_SPACE(
      "NAME",
      "The model whose vectors are in a table that another program made.",
      "openai/clip-vit-base-patch32"),
  LINCE_METRICS("SWITCH", "Whether /metrics answers Prometheus: on or off.", "on"),
  LOG_LEVEL("LEVEL", "How much the log says: DEBUG, INFO, WARNING, ERROR or CRITICAL.", "INFO"),
  LINCE_LOG_FORMAT("FORMAT", "How the log says it: text, or json with one object a line.", "text");

  private final String label;
  private final String help;
  private final String defaultText;

  Variable(String label, String help, String defaultText) {
    this.label = label;
    this.help = help;
    this.defaultText = defaultText;
  }

  /** The option of the same name, for example {@code --max-bytes}. */
  public String option() {
    String name = name().startsWith("LINCE_") ? name().substring("LINCE_".length()) : name();
    return "--" + name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it may be an option: other users of the machine see command lines. */
  public boolean mayBeOption() {
    return this != LINCE_KEY;
  }

  /** What help calls the value. */
  public String label() {
    return label;
  }

  /** One sentence for help. */
  public String help() {
    return help;
  }

  /** The default as a person would write it; empty where unset is the default. */
  public String defaultText() {
    return defaultText;
  }
}
