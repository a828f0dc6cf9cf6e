package dev.lince.app.http.search;

class SearchOnLuceneTest extends SearchApiContract {
  @Override
  String database() {
    return "";
  }
}
