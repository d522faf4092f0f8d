package io.safeconfig.samples.quickstart;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.safeconfig.ConfigDocument;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigSnapshot;
import io.safeconfig.samples.quickstart.ConditionalChanges.Written;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Configuration files as web resources. The entity tag of a file is its version, so that
 * a client that sends it back in {@code If-Match} never overwrites what it did not read.
 */
@RestController
class ConfigController {

	private final ConfigFileRepository configFiles;

	private final ConditionalChanges changes;

	private final RequestBodies bodies;

	ConfigController(ConfigFileRepository configFiles, ConditionalChanges changes, RequestBodies bodies) {
		this.configFiles = configFiles;
		this.changes = changes;
		this.bodies = bodies;
	}

	@GetMapping("/config")
	List<String> list() {
		return this.configFiles.list();
	}

	@GetMapping("/config/{*path}")
	ResponseEntity<byte[]> read(@PathVariable String path, HttpServletRequest request) {
		String name = name(path);
		Preconditions conditions = Preconditions.of(request);
		ConfigSnapshot snapshot = this.configFiles.get(name);
		conditions.requireMatch(name, snapshot.version());
		if (conditions.isNotModified(snapshot.version())) {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
				.eTag(EntityTags.of(snapshot.version()))
				.cacheControl(CacheControl.noCache())
				.build();
		}
		return content(snapshot);
	}

	@PutMapping("/config/{*path}")
	ResponseEntity<Void> write(@PathVariable String path, HttpServletRequest request) {
		String name = name(path);
		Preconditions conditions = Preconditions.of(request);
		Written written = this.changes.write(name, this.bodies.read(name, request), conditions);
		ResponseEntity.BodyBuilder response = written.created()
				? ResponseEntity.created(URI.create(request.getRequestURI()))
				: ResponseEntity.status(HttpStatus.NO_CONTENT);
		return response.eTag(EntityTags.of(written.snapshot().version())).build();
	}

	@PatchMapping(path = "/config/{*path}", consumes = MergePatch.MEDIA_TYPE)
	ResponseEntity<byte[]> edit(@PathVariable String path, @RequestParam Optional<Integer> document,
			HttpServletRequest request) {
		String name = name(path);
		Preconditions conditions = Preconditions.of(request);
		MergePatch patch = MergePatch.parse(this.bodies.read(name, request));
		return content(this.changes.edit(name, (file) -> patch.applyTo(choose(file, document)), conditions));
	}

	/** Of a file with several documents, one must be chosen. */
	private static ConfigDocument choose(ConfigDocument file, Optional<Integer> document) {
		if (document.isEmpty()) {
			return file;
		}
		if (document.get() < 0 || document.get() >= file.documentCount()) {
			throw Problems.badRequest("The file has no document " + document.get() + ". Nothing was changed.", null);
		}
		return file.document(document.get());
	}

	@DeleteMapping("/config/{*path}")
	ResponseEntity<Void> delete(@PathVariable String path, HttpServletRequest request) {
		this.changes.delete(name(path), Preconditions.of(request));
		return ResponseEntity.noContent().build();
	}

	private static ResponseEntity<byte[]> content(ConfigSnapshot snapshot) {
		return ResponseEntity.ok()
			.eTag(EntityTags.of(snapshot.version()))
			.cacheControl(CacheControl.noCache())
			.header("X-Content-Type-Options", "nosniff")
			.contentType(ContentTypes.of(snapshot.name()))
			.body(snapshot.bytes());
	}

	/** The rest of the path comes with the slash before it. */
	private static String name(String path) {
		return path.startsWith("/") ? path.substring(1) : path;
	}

}
