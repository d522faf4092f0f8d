package io.safeconfig.samples.quickstart;

import java.util.Collections;
import java.util.List;

import io.safeconfig.ConfigVersion;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The conditions under which a request wants to be served (RFC 9110, 13).
 *
 * @param ifMatch the tags of which the file must have one, {@code null} if it may have
 * any or be absent
 * @param ifNoneMatch the tags of which the file must have none, {@code null} if it may
 * have any
 */
record Preconditions(@Nullable EntityTags ifMatch, @Nullable EntityTags ifNoneMatch) {

	static Preconditions of(HttpServletRequest request) {
		return new Preconditions(tags(request, HttpHeaders.IF_MATCH), tags(request, HttpHeaders.IF_NONE_MATCH));
	}

	private static @Nullable EntityTags tags(HttpServletRequest request, String header) {
		List<String> values = Collections.list(request.getHeaders(header));
		return values.isEmpty() ? null : EntityTags.parse(header, values);
	}

	boolean isEmpty() {
		return this.ifMatch == null && this.ifNoneMatch == null;
	}

	/** For a change: 412 unless all conditions hold. */
	void require(String name, @Nullable ConfigVersion current) {
		requireMatch(name, current);
		if (isNotModified(current)) {
			throw Problems.preconditionFailed(name, tag(current));
		}
	}

	/** For a read: 412 unless the file has one of the tags. */
	void requireMatch(String name, @Nullable ConfigVersion current) {
		if (this.ifMatch != null && !this.ifMatch.matchStrongly(current)) {
			throw Problems.preconditionFailed(name, tag(current));
		}
	}

	/** For a read: whether the client has the content already. */
	boolean isNotModified(@Nullable ConfigVersion current) {
		return this.ifNoneMatch != null && this.ifNoneMatch.matchWeakly(current);
	}

	private static @Nullable String tag(@Nullable ConfigVersion version) {
		return (version != null) ? EntityTags.of(version) : null;
	}

}
