package dev.lince.app.http.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.RandomImages;
import dev.lince.store.TestSeed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a search finds is read page by page. */
interface SearchPagingContract {
  SearchClient lince();

  /** The library's. */
  ImageStore store();

  @ParameterizedTest
  @CsvSource({"similarity", "date"})
  default void pagesHaveEveryPictureOnceWhileOthersComeAndGo(String sort) {
    Random random = TestSeed.random("pagesHaveEveryPictureOnceWhileOthersComeAndGo");
    RandomImages drawn = new RandomImages(random, 512);
    Set<Integer> stayed = new HashSet<>();
    store().scan(Filter.ALL, one -> stayed.add(one.image().id()));
    List<Integer> seen = new ArrayList<>();
    List<Integer> added = new ArrayList<>();
    JsonNode page =
        lince()
            .search("{\"query\":[{\"text\":\"x\"}],\"k\":9,\"sort\":\"%s\"}".formatted(sort))
            .ok();
    String token = page.get("query").asString();
    while (true) {
      seen.addAll(SearchClient.ids(page));
      if (page.get("cursor").isNull()) {
        break;
      }
      added.add(add(drawn, random));
      if (added.size() % 3 == 0) {
        store().delete(List.of(added.get(random.nextInt(added.size()))), AfterDelete.FORGET);
      }
      String next =
          "{\"query\":\"%s\",\"k\":9,\"sort\":\"%s\",\"cursor\":\"%s\"}"
              .formatted(token, sort, page.get("cursor").asString());
      page = lince().search(next).ok();
    }
    store().delete(added, AfterDelete.FORGET);

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen).containsAll(stayed);
  }

  private int add(RandomImages drawn, Random random) {
    store().upsert(List.of(drawn.at("drawn/" + random.nextLong() + ".jpg", drawn.vector())));
    int[] newest = new int[1];
    store().scan(new Filter.InFolder("drawn"), one -> newest[0] = one.image().id());
    return newest[0];
  }

  @Test
  default void aCursorOfAnotherSearchIsRefused() {
    JsonNode page = lince().search("{\"query\":[{\"text\":\"x\"}],\"k\":3}").ok();
    String other =
        "{\"query\":[{\"text\":\"y\"}],\"k\":3,\"cursor\":\"%s\"}"
            .formatted(page.get("cursor").asString());

    assertThat(lince().search(other).refusal(422)).contains("belongs to another search");
    assertThat(lince().search("{\"query\":[{\"text\":\"x\"}],\"cursor\":\"abc\"}").refusal(422))
        .contains("cursor is not one");
  }
}
