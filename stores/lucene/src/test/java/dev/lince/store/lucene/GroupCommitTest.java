package dev.lince.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GroupCommitTest {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir Path path;
  private FailingDirectory directory;
  private IndexSession session;
  private Snapshots snapshots;
  private GroupCommit commits;

  @BeforeEach
  void open() throws IOException {
    directory = new FailingDirectory(FSDirectory.open(path));
    session = new IndexSession(path, directory);
    snapshots = new Snapshots(path, directory);
    commits = new GroupCommit(path, session, snapshots);
  }

  @AfterEach
  void close() throws IOException {
    callers.close();
    commits.close();
    session.close();
    snapshots.close();
    directory.close();
  }

  @Test
  void givesAllThatWaitOneCommit() throws Exception {
    List<Future<String>> written = new ArrayList<>();
    CountDownLatch release = holdTheWriter();
    for (int i = 0; i < 50; i++) {
      written.add(callers.submit(writeNote("note-" + i)));
    }
    untilWaiting(50);
    release.countDown();

    for (Future<String> one : written) {
      assertThat(note(one.get())).isPresent();
    }
    assertThat(commits.commits()).isEqualTo(2);
  }

  @Test
  void lastOfTwoWritersInOneCommitWins() throws Exception {
    CountDownLatch release = holdTheWriter();
    Future<String> first = callers.submit(writeNote("same", "1"));
    untilWaiting(1);
    Future<String> second = callers.submit(writeNote("same", "2"));
    untilWaiting(2);
    release.countDown();

    first.get();
    second.get();
    assertThat(note("same")).contains("2");
  }

  @Test
  void failsOnlyTheOneWhoseWorkFails() throws Exception {
    CountDownLatch release = holdTheWriter();
    Future<String> good = callers.submit(writeNote("good"));
    Future<String> bad =
        callers.submit(
            () ->
                commits.write(
                    changes -> {
                      changes.putNote("bad", "");
                      throw new IllegalStateException("cannot");
                    }));
    Future<String> other = callers.submit(writeNote("other"));
    untilWaiting(3);
    release.countDown();

    assertThat(note(good.get())).isPresent();
    assertThat(note(other.get())).isPresent();
    assertThatThrownBy(bad::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining("cannot");
    assertThat(note("bad")).isEmpty();
  }

  @Test
  void goesOnAfterTheDiskFailed() throws Exception {
    writeNote("before").call();
    int id = commits.write(Changes::nextId);
    directory.fail = true;

    assertThatThrownBy(() -> writeNote("lost").call())
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining(path.toString());
    assertThatThrownBy(() -> commits.write(Changes::nextId))
        .isInstanceOf(StoreException.Unavailable.class);
    directory.fail = false;

    assertThat(note("before")).isPresent();
    assertThat(note("lost")).isEmpty();
    assertThat(note(writeNote("after").call())).isPresent();
    assertThat(commits.write(Changes::nextId)).isGreaterThan(id);
  }

  @Test
  void writesWhatAnInterruptedCallerHandedOver() throws Exception {
    CountDownLatch release = holdTheWriter();
    Future<Boolean> caller =
        callers.submit(
            () -> {
              writeNote("interrupted").call();
              return Thread.interrupted();
            });
    untilWaiting(1);
    callers.shutdownNow();
    release.countDown();

    assertThat(caller.get()).as("the interrupt is passed on").isTrue();
    assertThat(note("interrupted")).isPresent();
  }

  @Test
  void writesWhatWaitsWhenItIsClosed() throws Exception {
    CountDownLatch release = holdTheWriter();
    Future<String> waiting = callers.submit(writeNote("waiting"));
    untilWaiting(1);
    Future<?> closing = callers.submit(commits::close);
    release.countDown();

    closing.get();
    assertThat(note(waiting.get())).isPresent();
    assertThatThrownBy(() -> writeNote("late").call())
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining("closed");
  }

  /** Keeps the writing thread busy until the latch is counted down. */
  private CountDownLatch holdTheWriter() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    var _ =
        Thread.ofVirtual()
            .start(
                () ->
                    commits.write(
                        changes -> {
                          busy.countDown();
                          awaitQuietly(release);
                          changes.putNote("hold", "");
                          return "";
                        }));
    busy.await();
    return release;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void untilWaiting(int count) {
    while (commits.waiting() < count) {
      Thread.onSpinWait();
    }
  }

  private Callable<String> writeNote(String name) {
    return writeNote(name, "text");
  }

  private Callable<String> writeNote(String name, String text) {
    return () ->
        commits.write(
            changes -> {
              changes.putNote(name, text);
              return name;
            });
  }

  private Optional<String> note(String name) {
    return snapshots.read(searcher -> new Lookup(searcher).note(name));
  }

  /** A directory whose disk can be made to fail when it is told to keep files for good. */
  private static final class FailingDirectory extends FilterDirectory {
    volatile boolean fail;

    FailingDirectory(Directory in) {
      super(in);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      if (fail) {
        throw new IOException("No space left on device");
      }
      super.sync(names);
    }
  }
}
