package dev.lince.app.http.search;

class FilteredSearchOnLuceneTest extends FilteredSearchContract {
  @Override
  String database() {
    return "";
  }
}
