package dev.lince.store.pgvector;

/** The ways in which a database goes away, and comes back. */
public enum Outage {
  /** It is shut down in good order, and started. */
  STOPPED {
    @Override
    public void begin(PostgresServer server, SilentProxy proxy) {
      server.stop();
    }

    @Override
    public void end(PostgresServer server, SilentProxy proxy) {
      server.start();
    }
  },
  /** It crashes, and is started. */
  KILLED {
    @Override
    public void begin(PostgresServer server, SilentProxy proxy) {
      server.kill();
    }

    @Override
    public void end(PostgresServer server, SilentProxy proxy) {
      server.start();
    }
  },
  /** It takes connections and does nothing, as on a machine that hangs. */
  PAUSED {
    @Override
    public void begin(PostgresServer server, SilentProxy proxy) {
      server.pause();
    }

    @Override
    public void end(PostgresServer server, SilentProxy proxy) {
      server.resume();
    }
  },
  /** The network on the way to it swallows everything. */
  SILENT {
    @Override
    public void begin(PostgresServer server, SilentProxy proxy) {
      proxy.silence();
    }

    @Override
    public void end(PostgresServer server, SilentProxy proxy) {
      proxy.resume();
    }
  };

  /** It goes away for those who reach it through the proxy. */
  public abstract void begin(PostgresServer server, SilentProxy proxy);

  /** It is there again. */
  public abstract void end(PostgresServer server, SilentProxy proxy);
}
