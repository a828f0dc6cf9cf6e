package dev.lince.app.http.images;

import dev.lince.app.http.Backend;
import dev.lince.app.http.Query;
import dev.lince.app.http.Ready;
import dev.lince.app.http.Refused;
import dev.lince.library.Restored;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was taken out, and the way back. */
@RestController
class TrashController {
  private final Backend backend;
  private final LibraryAccess access;

  TrashController(Backend backend, LibraryAccess access) {
    this.backend = backend;
    this.access = access;
  }

  @GetMapping({"/api/v1/trash", "/api/v1/trash/"})
  ResponseEntity<Map<String, Object>> list(HttpServletRequest request) {
    new Query(request.getQueryString()).refuseAllBut(Set.of());
    List<Map<String, Object>> removals =
        access.ask((library, _) -> library.removals()).stream().map(RemovalJson::of).toList();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Map.of("removals", removals));
  }

  @PostMapping({"/api/v1/trash/{token}/restore", "/api/v1/trash/{token}/restore/"})
  Map<String, Object> restore(@PathVariable String token) {
    Ready.require(backend);
    Restored restored = access.ask((library, _) -> library.restore(token));
    return RemovalJson.of(restored);
  }

  @DeleteMapping({"/api/v1/trash/{token}", "/api/v1/trash/{token}/"})
  Map<String, Object> forget(@PathVariable String token) {
    if (!access.ask((library, _) -> library.forget(token))) {
      throw new Refused(
          404, "There is nothing of that name in the trash; GET /api/v1/trash lists what is.");
    }
    return Map.of("forgotten", token);
  }
}
