package dev.lince.app.http;

import dev.lince.app.observe.Observed;
import dev.lince.app.observe.StageTime;
import dev.lince.search.Stages;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request, and what becomes of it on its way. Made by {@link ExchangeValve} and found again by
 * whoever has the request. Safe for use by several threads: stages may end on another one, and
 * after the request where it did not wait for them.
 */
public final class Exchange implements Stages {
  public static final String SERVER_TIMING = "Server-Timing";

  private static final String ATTRIBUTE = Exchange.class.getName();

  private final String id;
  private final String method;
  private final String path;
  private final long begun;
  private final List<StageTime> stages = new ArrayList<>();
  private @Nullable String search;
  private @Nullable Problem problem;
  private int results;
  private @Nullable Long answered;

  private Exchange(String id, String method, String path, long begun) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.begun = begun;
  }

  /** Begins, and stays with the request. */
  static Exchange begin(ServletRequest request, String id, String method, String path) {
    Exchange exchange = new Exchange(id, method, path, System.nanoTime());
    request.setAttribute(ATTRIBUTE, exchange);
    return exchange;
  }

  /** That of a request which came in by our own door. */
  public static Exchange of(ServletRequest request) {
    return find(request).orElseThrow();
  }

  static Optional<Exchange> find(ServletRequest request) {
    return Optional.ofNullable((Exchange) request.getAttribute(ATTRIBUTE));
  }

  String id() {
    return id;
  }

  /** Puts its name into the answer. */
  void nameIn(HttpServletResponse response) {
    response.setHeader(RequestId.HEADER, id);
  }

  /** It is a search by {@code image} or {@code text}. */
  public synchronized void searches(String by) {
    search = by;
  }

  /** The picture has arrived, which began at {@code since}. */
  public void read(long since) {
    add("read", since, System.nanoTime());
  }

  @Override
  public void ended(Stage stage, long since, long until) {
    add(stage.name().toLowerCase(Locale.ROOT), since, until);
  }

  private synchronized void add(String stage, long since, long until) {
    stages.add(new StageTime(stage, since, until));
  }

  /** The search worked; gives back its stages as the header {@link #SERVER_TIMING} has them. */
  public synchronized String found(int hits) {
    results = hits;
    return stages.stream()
        .map(stage -> String.format(Locale.ROOT, "%s;dur=%.1f", stage.stage(), stage.millis()))
        .collect(Collectors.joining(", "));
  }

  /**
   * The answer has begun, and goes on for as long as its client listens: it counts as answered now,
   * since what comes after says nothing of how fast Lince is.
   */
  synchronized void goesOn() {
    answered = System.nanoTime();
  }

  /** It is answered with this. */
  synchronized void failed(Problem answer) {
    problem = answer;
  }

  /** The sentence of what went wrong. */
  synchronized Optional<String> failure() {
    return Optional.ofNullable(problem).map(Problem::detail).map(Objects::toString);
  }

  /** It is answered. */
  synchronized Observed end(int status, @Nullable String route) {
    return new Observed(
        id,
        method,
        path,
        route,
        status,
        begun,
        answered == null ? System.nanoTime() : answered,
        search,
        stages,
        results,
        problem == null ? null : problem.kind());
  }
}
