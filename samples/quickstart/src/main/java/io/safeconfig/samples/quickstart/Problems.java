package io.safeconfig.samples.quickstart;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * What the application itself refuses, as RFC 9457 problem details: nothing was changed,
 * and the same request would be refused again.
 */
final class Problems {

	private Problems() {
	}

	static ErrorResponseException badRequest(String detail, @Nullable Throwable cause) {
		return problem(HttpStatus.BAD_REQUEST, detail, cause);
	}

	static ErrorResponseException notFound(String detail) {
		return problem(HttpStatus.NOT_FOUND, detail, null);
	}

	static ErrorResponseException conflict(String detail) {
		return problem(HttpStatus.CONFLICT, detail, null);
	}

	static ErrorResponseException preconditionFailed(String name, @Nullable String etag) {
		String found = (etag != null) ? "the file has the entity tag " + etag : "there is no such file";
		return problem(HttpStatus.PRECONDITION_FAILED,
				"The condition of the request does not hold for '" + name + "': " + found + ". Nothing was changed.",
				null);
	}

	static ErrorResponseException tooLarge(String detail) {
		return problem(HttpStatus.CONTENT_TOO_LARGE, detail, null);
	}

	static ErrorResponseException unsupportedMediaType(String detail) {
		return problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail, null);
	}

	private static ErrorResponseException problem(HttpStatus status, String detail, @Nullable Throwable cause) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setProperty("fileState", "unchanged");
		problem.setProperty("retrySafe", true);
		return new ErrorResponseException(status, problem, cause);
	}

}
