package dev.lince.store.pgvector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** POSIX signals, of which Java itself knows only two. */
enum Signal {
  CONT,
  INT,
  KILL,
  STOP;

  /** Sends it; who is gone already is passed over. */
  void send(Collection<ProcessHandle> processes) {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "kill -s \"$@\" 2>/dev/null || :", "kill", name()));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    ProgramRun.output(command);
  }

  /** Waits until a process that need not be a child of this one has ended. */
  static void awaitEnd(ProcessHandle process, Duration patience) {
    long limit = System.nanoTime() + patience.toNanos();
    while (process.isAlive() && !isZombie(process)) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("Process " + process.pid() + " does not end.");
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  /** The dead stay listed where process 1 does not ask for their exit status, as in containers. */
  private static boolean isZombie(ProcessHandle process) {
    try {
      String status = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return status.startsWith(") Z", status.lastIndexOf(')'));
    } catch (IOException goneOrNotLinux) {
      return false;
    }
  }
}
