package dev.lince.store;

import dev.lince.image.ImageType;
import java.time.Instant;
import java.util.List;

/**
 * Which images count. {@link #matches} is the meaning; stores translate a filter into what they
 * search fastest, and must agree with it.
 */
public sealed interface Filter {
  /** Every image. */
  Filter ALL = new And(List.of());

  /** Whether {@code image} counts. */
  boolean matches(ImageRecord image);

  /** Below a folder, at any depth; {@code folder} has no leading or trailing slash. */
  record InFolder(String folder) implements Filter {
    @Override
    public boolean matches(ImageRecord image) {
      return image.path().startsWith(folder + "/");
    }
  }

  /** Has the tag, to the letter. */
  record HasTag(String tag) implements Filter {
    @Override
    public boolean matches(ImageRecord image) {
      return image.tags().contains(tag);
    }
  }

  /** Has exactly this value under this key of its metadata. */
  record HasMetadata(String key, String value) implements Filter {
    @Override
    public boolean matches(ImageRecord image) {
      return value.equals(image.metadata().get(key));
    }
  }

  /** Is of this format. */
  record OfType(ImageType type) implements Filter {
    @Override
    public boolean matches(ImageRecord image) {
      return image.type() == type;
    }
  }

  /** Has an upright width of {@code min} to {@code max} pixels, both included. */
  record Width(int min, int max) implements Filter {
    @Override
    public boolean matches(ImageRecord image) {
      return image.width() >= min && image.width() <= max;
    }
  }

  /** Has an upright height of {@code min} to {@code max} pixels, both included. */
  record Height(int min, int max) implements Filter {
    @Override
    public boolean matches(ImageRecord image) {
      return image.height() >= min && image.height() <= max;
    }
  }

  /**
   * Was taken at {@code from} or later and before {@code until}; an image whose date is unknown
   * does not match.
   */
  record Taken(Instant from, Instant until) implements Filter {
    @Override
    public boolean matches(ImageRecord image) {
      Instant taken = image.taken();
      return taken != null && !taken.isBefore(from) && taken.isBefore(until);
    }
  }

  /** Was added at {@code from} or later and before {@code until}. */
  record Added(Instant from, Instant until) implements Filter {
    @Override
    public boolean matches(ImageRecord image) {
      return !image.added().isBefore(from) && image.added().isBefore(until);
    }
  }

  /** Matches all of them; of none at all: everything. */
  record And(List<Filter> all) implements Filter {
    /** Copies the list. */
    public And {
      all = List.copyOf(all);
    }

    @Override
    public boolean matches(ImageRecord image) {
      return all.stream().allMatch(filter -> filter.matches(image));
    }
  }

  /** Matches at least one of them; of none at all: nothing. */
  record Or(List<Filter> any) implements Filter {
    /** Copies the list. */
    public Or {
      any = List.copyOf(any);
    }

    @Override
    public boolean matches(ImageRecord image) {
      return any.stream().anyMatch(filter -> filter.matches(image));
    }
  }

  /** Matches what the other does not. */
  record Not(Filter filter) implements Filter {
    @Override
    public boolean matches(ImageRecord image) {
      return !filter.matches(image);
    }
  }
}
