package dev.lince.app.http;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Tomcat's HTTP with a bound on the connections of one address, so that one client cannot take all
 * that there are: what is above it is closed at once. Connections over loopback are not counted: a
 * proxy there stands for all its clients. Public with a public constructor since Tomcat makes it by
 * its name.
 */
public final class BoundedHttpProtocol extends Http11NioProtocol {
  public BoundedHttpProtocol() {
    super(new Endpoint());
  }

  /** 0 for no bound; to be set before it starts. */
  void setConnectionsPerAddress(int most) {
    ((Endpoint) getEndpoint()).mostPerAddress = most;
  }

  private static final class Endpoint extends NioEndpoint {
    private volatile int mostPerAddress;

    /** For false, Tomcat closes only what it has taken up already. */
    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
      InetAddress peer = socket.socket().getInetAddress();
      if (peer == null || !hasRoomFor(peer)) {
        destroySocket(socket);
        return false;
      }
      return super.setSocketOptions(socket);
    }

    /** Those that are open are counted anew each time: nothing to keep in step with Tomcat. */
    private boolean hasRoomFor(InetAddress peer) {
      int most = mostPerAddress;
      if (most == 0 || connections.size() < most || peer.isLoopbackAddress()) {
        return true;
      }
      long open =
          connections.keySet().stream()
              .filter(other -> Objects.equals(other.socket().getInetAddress(), peer))
              .limit(most)
              .count();
      return open < most;
    }
  }
}
