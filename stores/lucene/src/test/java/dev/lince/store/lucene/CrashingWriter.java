package dev.lince.store.lucene;

import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.NewImage;
import dev.lince.store.RandomImages;
import dev.lince.store.Upserted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The program that {@link LuceneStoreCrashTest} kills: writes from several threads and prints every
 * acknowledgement, {@code stored ID PATH}, {@code deleting ID} and {@code deleted ID}, until it is
 * killed. Arguments: directory, seed, a name that no other run has.
 */
final class CrashingWriter {
  static final int DIMENSION = 16;
  private static final int THREADS = 4;

  private CrashingWriter() {}

  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    Random seeds = new Random(Long.parseLong(args[1]));
    LuceneStore store = LuceneStore.open(directory);
    for (int t = 0; t < THREADS; t++) {
      Random random = new Random(seeds.nextLong());
      String name = args[2] + "-" + t;
      Thread.ofPlatform().name(name).start(() -> writeForever(store, random, name));
    }
  }

  private static void writeForever(LuceneStore store, Random random, String name) {
    List<Integer> mine = new ArrayList<>();
    for (int n = 0; !System.out.checkError(); n++) {
      if (mine.size() > 5 && random.nextInt(4) == 0) {
        int id = mine.get(random.nextInt(mine.size()));
        mine.removeIf(other -> other == id);
        say("deleting " + id);
        if (store.delete(List.of(id), AfterDelete.FORGET) == 1) {
          say("deleted " + id);
        }
      } else {
        for (Upserted result : store.upsert(batch(name + "-" + n, 1 + random.nextInt(4)))) {
          int id = ((Upserted.Stored) result).id();
          say("stored " + id + " " + result.path());
          mine.add(id);
        }
      }
    }
  }

  private static List<NewImage> batch(String name, int size) {
    List<NewImage> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String path = name + "-" + i + ".png";
      batch.add(RandomImages.plain(path, vector(path)));
    }
    return batch;
  }

  /** The vector of the image of that path. */
  static float[] vector(String path) {
    return new RandomImages(new Random(path.hashCode()), DIMENSION).vector();
  }

  private static void say(String line) {
    System.out.print(line + "\n");
    System.out.flush();
  }
}
