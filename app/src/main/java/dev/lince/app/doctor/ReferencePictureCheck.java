package dev.lince.app.doctor;

import dev.lince.app.doctor.ReferenceValues.Described;
import dev.lince.embed.EmbedException;
import dev.lince.embed.Embedder;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the picture of two cats is as near to words as others published. */
final class ReferencePictureCheck implements Check {
  private static final int MOST_BYTES = 1 << 20;

  private final FoundModel model;
  private final Optional<Path> picture;

  ReferencePictureCheck(FoundModel model, Optional<Path> picture) {
    this.model = model;
    this.picture = picture;
  }

  @Override
  public String name() {
    return "reference picture";
  }

  @Override
  public Outcome examine() {
    if (picture.isEmpty()) {
      return new Outcome.NotApplicable(
          "Give --picture FILE with COCO's val2017/000000039769.jpg to compare it.");
    }
    byte[] bytes = read(picture.get());
    if (!sha256(bytes).equals(ReferenceValues.PICTURE_SHA256)) {
      return new Outcome.Problem(
          "%s is another file: its SHA-256 is %s.".formatted(picture.get(), sha256(bytes)),
          "Take http://images.cocodataset.org/val2017/000000039769.jpg as it is.");
    }
    Optional<Embedder> clip = model.clip();
    if (clip.isEmpty()) {
      return new Outcome.NotApplicable("There is no CLIP model to compare.");
    }
    return clip.get().space().name().equals(ReferenceValues.SPACE)
        ? compare(clip.get(), bytes)
        : new Outcome.NotApplicable(
            "%s is not the published model: the reference values do not apply."
                .formatted(clip.get().space().name()));
  }

  private static Outcome compare(Embedder clip, byte[] bytes) {
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
    float[] image = clip.embedImage(decoder.decode(bytes));
    try {
      List<Double> cosines = new ArrayList<>();
      for (Described described : ReferenceValues.PICTURE_COSINES) {
        float[] text = clip.embedText(described.text()).vector();
        cosines.add(ReferenceValues.cosine(image, text));
      }
      return compare(cosines);
    } catch (EmbedException.ModelUnavailable noTextTower) {
      return new Outcome.NotApplicable(String.valueOf(noTextTower.getMessage()));
    }
  }

  /**
   * @param cosines in the order of {@link ReferenceValues#PICTURE_COSINES}
   */
  static Outcome compare(List<Double> cosines) {
    List<String> told = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < cosines.size(); i++) {
      Described published = ReferenceValues.PICTURE_COSINES.get(i);
      same &= ReferenceValues.isPublished(published, cosines.get(i));
      told.add(
          String.format(
              Locale.ROOT,
              "\"%s\" %.6f (published %.6f)",
              published.text(),
              cosines.get(i),
              published.cosine()));
    }
    String found = "Its cosines: " + String.join(", ", told) + ".";
    return same
        ? new Outcome.Ok(found)
        : new Outcome.Problem(
            found,
            "Fetch the model's files again; if that does not help, tell the project which processor and system this is.");
  }

  private static byte[] read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
