package dev.lince.app.http.explore;

class ExploreOnLuceneTest extends ExploreApiContract {
  @Override
  String database() {
    return "";
  }
}
