package dev.lince.store.pgvector.url;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Database URLs as people break them: a sign forgotten, doubled, moved, a part cut off. */
final class UrlBreaker {
  /** Letters that no sentence of a refusal and no name of a parameter is made of. */
  private static final String LETTERS = "QXZJKVWYqxzjkv0123456789";

  private static final String SIGNS = "@:/?#%&=+,[]; ";

  private static final List<String> GOOD =
      List.of(
          "postgresql://ana:SECRET@db.example.org:5432/images?sslmode=require",
          "postgresql+psycopg2://ana:SECRET@h1:1,h2:2/images?application_name=a&connect_timeout=3",
          "postgres://h/images?user=ana&password=SECRET&sslmode=prefer",
          "jdbc:postgresql://[::1]:5432/images?user=ana&password=SECRET&sslpassword=SECRET",
          "postgresql:///images?host=h&port=5432&password=SECRET&target_session_attrs=any",
          "postgresql://:SECRET@/images");

  private UrlBreaker() {}

  static String password(Random random) {
    StringBuilder password = new StringBuilder();
    int length = 8 + random.nextInt(12);
    while (password.length() < length) {
      String from = random.nextInt(6) == 0 ? SIGNS : LETTERS;
      password.append(from.charAt(random.nextInt(from.length())));
    }
    return password.toString();
  }

  /** All pieces of four that have a letter: signs and digits alone stand in sentences too. */
  static List<String> telltalePieces(String password) {
    return IntStream.rangeClosed(0, password.length() - 4)
        .mapToObj(from -> password.substring(from, from + 4))
        .filter(piece -> piece.chars().anyMatch(Character::isLetter))
        .toList();
  }

  static String brokenUrl(String password, Random random) {
    StringBuilder url =
        new StringBuilder(GOOD.get(random.nextInt(GOOD.size())).replace("SECRET", password));
    for (int breaks = random.nextInt(4); breaks > 0 && !url.isEmpty(); breaks--) {
      breakOnce(url, random);
    }
    return url.toString();
  }

  private static void breakOnce(StringBuilder url, Random random) {
    int at = random.nextInt(url.length());
    switch (random.nextInt(5)) {
      case 0 -> url.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
      case 1 -> url.deleteCharAt(at);
      case 2 -> deleteSign(url, at);
      case 3 -> url.setLength(Math.max(1, at));
      default -> url.setCharAt(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
  }

  private static void deleteSign(StringBuilder url, int from) {
    for (int i = from; i < url.length(); i++) {
      if (SIGNS.indexOf(url.charAt(i)) >= 0) {
        url.deleteCharAt(i);
        return;
      }
    }
  }
}
