package dev.lince.app.http.images;

class ImagesOnLuceneTest extends ImagesApiContract {
  @Override
  String database() {
    return "";
  }
}
