package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.image.AverageColour;
import dev.lince.store.ImageStore.AfterDelete;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written is given back, and what is deleted is not. */
public abstract class WritingContract extends StoreContract {
  private static final int DIMENSION = 8;

  @Test
  void isEmptyAtFirst() {
    assertThat(store.dimension()).isEmpty();
    assertThat(store.count(Filter.ALL)).isZero();
    assertThat(store.search(new NearestQuery(new float[] {1, 0}, 10))).isEmpty();
    assertThat(store.find(1)).isEmpty();
    assertThat(store.findByPath("a.png")).isEmpty();
    assertThat(store.sample(10, 1)).isEmpty();
    assertThat(scanned(Filter.ALL)).isEmpty();
    assertThat(store.upsert(List.of())).isEmpty();
    assertThat(store.delete(List.of(), AfterDelete.FORGET)).isZero();
    assertThat(store.delete(List.of(1, 2), AfterDelete.FORGET)).isZero();
  }

  @Test
  void givesBackWhatWasStored() {
    RandomImages images = new RandomImages(TestSeed.random("givesBackWhatWasStored"), DIMENSION);
    NewImage image = images.image("sunset.jpg");

    int id = upsertOne(image);

    ImageRecord expected = ImageRecord.created(id, image, NOW);
    assertThat(expected.added()).isEqualTo(Instant.parse("2001-02-13T00:00:00.123Z"));
    assertThat(store.find(id)).contains(expected);
    assertThat(store.findByPath(image.path())).contains(expected);
    StoredImage withVector = store.findWithVector(id).orElseThrow();
    assertThat(withVector.image()).isEqualTo(expected);
    assertThat(withVector.vector()).containsExactly(image.vector());
    assertThat(store.dimension()).hasValue(DIMENSION);
    reopen();
    assertThat(store.find(id)).contains(expected);
    assertThat(store.dimension()).hasValue(DIMENSION);
  }

  @Test
  void keepsTextsOfAnyLengthAndScript() {
    String endless = "é😀 long/".repeat(5_000);
    RandomImages images = new RandomImages(new Random(1), DIMENSION);
    NewImage drawn = images.image("x");
    NewImage image =
        new NewImage(
            endless + "x.png",
            drawn.contentHash(),
            drawn.type(),
            drawn.bytes(),
            drawn.width(),
            drawn.height(),
            drawn.colour(),
            drawn.modified(),
            null,
            Set.of("", endless),
            Map.of("", endless, "comment", "", "emoji", "😀"),
            drawn.vector());

    int id = upsertOne(image);

    assertThat(store.find(id)).contains(ImageRecord.created(id, image, NOW));
    assertThat(store.findByPath(image.path())).isPresent();
    assertThat(store.findByPath(image.path() + "x")).isEmpty();
    assertThat(store.count(new Filter.HasTag(endless))).isEqualTo(1);
    assertThat(store.count(new Filter.HasTag(""))).isEqualTo(1);
    assertThat(store.count(new Filter.HasMetadata("", endless))).isEqualTo(1);
    assertThat(store.ledger().find(image.path())).isPresent();
  }

  @Test
  void keepsIdTagsMetadataAndDateAddedOfAPathThatIsThere() {
    RandomImages images = new RandomImages(new Random(2), DIMENSION);
    NewImage first = images.at("a/b.png", images.vector());
    NewImage second = images.at("a/b.png", images.vector());

    int id = upsertOne(first);
    now = NOW.plusSeconds(60);
    List<Upserted> result = store.upsert(List.of(second));

    assertThat(result).containsExactly(new Upserted.Stored("a/b.png", id, false));
    ImageRecord record = store.find(id).orElseThrow();
    assertThat(record).isEqualTo(ImageRecord.created(id, first, NOW).replacedBy(second));
    assertThat(record.tags()).isEqualTo(first.tags());
    assertThat(record.contentHash()).isEqualTo(second.contentHash());
    assertThat(store.count(Filter.ALL)).isEqualTo(1);
    assertThat(store.findWithVector(id).orElseThrow().vector()).containsExactly(second.vector());
    assertThat(store.search(new NearestQuery(second.vector(), 10)))
        .containsExactly(new Hit(record, 1.0));
  }

  @Test
  void keepsTheColourOfThePictureThatIsThereNow() {
    RandomImages images = new RandomImages(new Random(5), DIMENSION);
    NewImage drawn = images.at("a/b.png", images.vector());
    AverageColour black = new AverageColour(0x000000);
    AverageColour white = new AverageColour(0xFFFFFF);

    for (@Nullable AverageColour colour : Arrays.asList(black, white, null, black)) {
      int id = upsertOne(coloured(drawn, colour));
      store.label(List.of(id), new LabelChange(Set.of("seen"), Set.of(), Map.of(), Set.of()));

      assertThat(store.find(id)).get().extracting(ImageRecord::colour).isEqualTo(colour);
      assertThat(store.search(new NearestQuery(drawn.vector(), 1)).getFirst().image().colour())
          .isEqualTo(colour);
      reopen();
      assertThat(scanned(Filter.ALL).getFirst().image().colour()).isEqualTo(colour);
    }
    int id =
        stored(store.upsert(List.of(coloured(drawn, white), coloured(drawn, null))).getFirst())
            .id();
    assertThat(store.find(id)).get().extracting(ImageRecord::colour).isNull();
  }

  private static NewImage coloured(NewImage image, @Nullable AverageColour colour) {
    return new NewImage(
        image.path(),
        image.contentHash(),
        image.type(),
        image.bytes(),
        image.width(),
        image.height(),
        colour,
        image.modified(),
        image.taken(),
        image.tags(),
        image.metadata(),
        image.vector());
  }

  @Test
  void deletesWhatIsThereAndCountsIt() {
    int first = upsertOne(RandomImages.plain("a.png", 1, 0));
    int second = upsertOne(RandomImages.plain("b.png", 0, 1));

    assertThat(store.delete(List.of(first, first, 999_999), AfterDelete.FORGET)).isEqualTo(1);

    assertThat(store.find(first)).isEmpty();
    assertThat(store.findWithVector(first)).isEmpty();
    assertThat(store.findByPath("a.png")).isEmpty();
    assertThat(ids(store.search(new NearestQuery(new float[] {1, 0}, 10)))).containsExactly(second);
    assertThat(store.delete(List.of(first), AfterDelete.FORGET)).isZero();
    reopen();
    assertThat(store.count(Filter.ALL)).isEqualTo(1);
  }

  @Test
  void saysThatItIsClosed() {
    store.ping();
    store.close();
    store.close();

    assertThatThrownBy(() -> store.ping()).isInstanceOf(StoreException.Unavailable.class);
    assertThatThrownBy(() -> store.count(Filter.ALL))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThatThrownBy(() -> store.upsert(List.of(RandomImages.plain("a.png", 1, 0))))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThatThrownBy(() -> store.notes().put("a", "b"))
        .isInstanceOf(StoreException.Unavailable.class);
  }
}
