package dev.lince.app.doctor;

import dev.lince.image.ImageDecoder;

/** Whether pictures of telephones, HEIC and AVIF, can be read. */
final class HeifCheck implements Check {
  @Override
  public String name() {
    return "HEIC and AVIF";
  }

  @Override
  public Outcome examine() {
    return ImageDecoder.readsHeif()
        ? new Outcome.Ok("libheif is here.")
        : new Outcome.Warning(
            "There is no libheif here, so HEIC and AVIF pictures are refused.",
            "Install it: apt install libheif1 (and libheif-plugin-libde265, libheif-plugin-dav1d where"
                + " there are such), dnf install libheif libheif-freeworld, or brew install libheif.");
  }
}
