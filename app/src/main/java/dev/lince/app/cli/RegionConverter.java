package dev.lince.app.cli;

import dev.lince.search.Region;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code x,y,width,height}, each a fraction or a percentage. */
final class RegionConverter implements ITypeConverter<Region> {
  private static final int NUMBERS = 4;

  @Override
  public Region convert(String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == NUMBERS) {
        return new Region(
            fraction(parts[0]), fraction(parts[1]), fraction(parts[2]), fraction(parts[3]));
      }
    } catch (IllegalArgumentException notOne) {
      // The sentence below says the same of all that is no region.
    }
    throw new TypeConversionException(
        "\"%s\" is no region; X,Y,WIDTH,HEIGHT inside the picture are allowed, such as 0,0,0.5,1 or 0%%,0%%,50%%,100%%"
            .formatted(text));
  }

  private static double fraction(String text) {
    String plain = text.strip();
    return plain.endsWith("%")
        ? Double.parseDouble(plain.substring(0, plain.length() - 1)) / 100
        : Double.parseDouble(plain);
  }
}
