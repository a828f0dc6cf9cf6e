package dev.lince.app.http.explore;

class FailuresOnLuceneTest extends FailuresApiContract {
  @Override
  String database() {
    return "";
  }
}
