package dev.lince.app.engine;

import dev.lince.library.ImageFolder;
import dev.lince.library.IngestProgress;
import dev.lince.library.ReembedProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs, at one moment.
 *
 * @param space the name of the space that is searched; null while there is none
 * @param images how many pictures the library has; null where the store does not answer
 * @param store {@code lucene} or {@code postgresql}
 * @param model of the space that the library is to change over to; null where it is not
 * @param reembedding how far that is; null before it begins
 * @param failure why it ended without a switch; null where it did not
 * @param formerSpace the space before the last switch, whose vectors are kept; null where none are
 * @param folders the image folders
 */
public record EngineStatus(
    Readiness readiness,
    @Nullable String space,
    @Nullable Long images,
    String store,
    IngestProgress ingest,
    @Nullable ModelState model,
    @Nullable ReembedProgress reembedding,
    @Nullable String failure,
    @Nullable String formerSpace,
    List<ImageFolder> folders) {}
