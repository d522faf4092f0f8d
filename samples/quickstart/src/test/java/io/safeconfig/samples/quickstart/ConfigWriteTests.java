package io.safeconfig.samples.quickstart;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** PUT and DELETE. */
class ConfigWriteTests extends ServerTests {

	@Test
	void createsAndReplaces() throws Exception {
		HttpResponse<String> created = put("deep/er/write.json", "{}");
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(header(created, "Location")).isEqualTo("/config/deep/er/write.json");
		assertThat(header(created, "ETag")).isEqualTo(etag("deep/er/write.json"));
		HttpResponse<String> replaced = put("deep/er/write.json", "[]");
		assertThat(replaced.statusCode()).isEqualTo(204);
		assertThat(header(replaced, "ETag")).isEqualTo(etag("deep/er/write.json"));
		assertThat(file("deep/er/write.json")).hasContent("[]");
	}

	@Test
	void bodyIsTheContentWhateverTypeItClaims() throws Exception {
		put("form.txt", "a=b&c=d", "Content-Type", "application/x-www-form-urlencoded");
		assertThat(file("form.txt")).hasContent("a=b&c=d");
		put("part.txt", "--x", "Content-Type", "multipart/form-data; boundary=x");
		assertThat(file("part.txt")).hasContent("--x");
	}

	@Test
	void emptyBodyIsEmptyContent() throws Exception {
		assertThat(put("empty.txt", "").statusCode()).isEqualTo(201);
		assertThat(file("empty.txt")).isEmptyFile();
	}

	@Test
	void ifNoneMatchOnlyCreates() throws Exception {
		assertThat(put("once.txt", "first", "If-None-Match", "*").statusCode()).isEqualTo(201);
		assertProblem(put("once.txt", "second", "If-None-Match", "*"), 412, "\"fileState\":\"unchanged\"");
		assertThat(file("once.txt")).hasContent("first");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "*", "\"other\", %s", "\"a,b\" ,, %s" })
	void ifMatchReplaces(String tags) throws Exception {
		this.configFiles.save("match.txt", tags);
		assertThat(put("match.txt", "new", "If-Match", tags.formatted(etag("match.txt"))).statusCode()).isEqualTo(204);
		assertThat(file("match.txt")).hasContent("new");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"other\"", "W/%s" })
	void otherAndWeakTagsDoNotMatch(String tags) throws Exception {
		this.configFiles.save("keep.txt", "kept");
		String header = tags.formatted(etag("keep.txt"));
		assertProblem(put("keep.txt", "new", "If-Match", header), 412, "the file has the entity tag");
		assertProblem(delete("keep.txt", "If-Match", header), 412);
		assertThat(file("keep.txt")).hasContent("kept");
	}

	@Test
	void absentFileMatchesNothing() throws Exception {
		assertProblem(put("none.txt", "new", "If-Match", "*"), 412, "there is no such file");
		assertProblem(delete("none.txt", "If-Match", "*"), 412, "there is no such file");
		assertThat(file("none.txt")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "junk", "\"open", "\"a\" \"b\"", "*, \"a\"", "w/\"a\"", "," })
	void malformedConditionIsRefused(String header) throws Exception {
		this.configFiles.save("malformed.txt", "kept");
		assertProblem(put("malformed.txt", "new", "If-Match", header), 400, "If-Match is malformed");
		assertProblem(put("malformed.txt", "new", "If-None-Match", header), 400, "If-None-Match is malformed");
		assertProblem(delete("malformed.txt", "If-Match", header), 400, "If-Match is malformed");
		assertThat(file("malformed.txt")).hasContent("kept");
	}

	@Test
	void contentThatItsFormatCannotParse() throws Exception {
		this.configFiles.save("parse.properties", "ok=1");
		assertProblem(put("parse.properties", "ok = 1\nbroken = \\u12G4\n"), 400, "\"line\":2", "\"column\":10",
				"\"fileState\":\"unchanged\"");
		assertThat(file("parse.properties")).hasContent("ok=1");
	}

	@Test
	void pieceOfAFileOrCompressedContentIsRefused() throws Exception {
		assertProblem(put("whole.txt", "x", "Content-Range", "bytes 0-0/9"), 400);
		assertProblem(put("whole.txt", "x", "Content-Encoding", "gzip"), 415);
		assertThat(file("whole.txt")).doesNotExist();
	}

	@Test
	void largestContentIsAccepted() throws Exception {
		assertThat(put("largest.txt", "x".repeat(LIMIT)).statusCode()).isEqualTo(201);
	}

	@ParameterizedTest
	@ValueSource(ints = { LIMIT + 1, 20 * 1024 * 1024 })
	void contentPastTheLimitIsRefusedWithAndWithoutLength(int size) throws Exception {
		assertProblem(put("large.txt", "x".repeat(size)), 413, "limit of " + LIMIT + " bytes");
		HttpRequest chunked = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/config/large.txt"))
			.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size])))
			.build();
		assertProblem(HttpClient.newHttpClient().send(chunked, BodyHandlers.ofString()), 413);
		assertThat(file("large.txt")).doesNotExist();
	}

	@Test
	void deletes() throws Exception {
		this.configFiles.save("gone.txt", "x");
		assertThat(delete("gone.txt", "If-Match", etag("gone.txt")).statusCode()).isEqualTo(204);
		assertThat(file("gone.txt")).doesNotExist();
		assertProblem(delete("gone.txt"), 404);
		this.configFiles.save("gone.txt", "y");
		assertThat(delete("gone.txt").statusCode()).isEqualTo(204);
	}

}
