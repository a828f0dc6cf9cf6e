package dev.lince.app.aot;

/**
 * The two ways in which the program is started, each with its own options of Java and its cache.
 */
enum Role {
  SERVE,
  COMMANDS;

  /** The file with the options of Java, below the program's folder. */
  String optionsFile() {
    return "lib/" + label() + ".options";
  }

  /** The cache, below the folder of the caches. */
  String cacheFile() {
    return label() + ".aot";
  }

  String label() {
    return switch (this) {
      case SERVE -> "serve";
      case COMMANDS -> "commands";
    };
  }
}
