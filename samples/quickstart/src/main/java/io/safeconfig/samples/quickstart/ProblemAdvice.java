package io.safeconfig.samples.quickstart;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileNotFoundException;
import io.safeconfig.ConfigFileTooLargeException;
import io.safeconfig.ConfigFormatException;
import io.safeconfig.ConfigValidationException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.LockLostException;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.TransactionTimeoutException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Says what went wrong with a file, in the words of SafeConfig: the detail names the
 * problem and the next step, {@code fileState} what is true of the file now, and
 * {@code retrySafe} whether the request may be repeated without doing its work twice.
 */
@RestControllerAdvice
class ProblemAdvice {

	private static final Logger logger = LoggerFactory.getLogger(ProblemAdvice.class);

	/** What is not named here is no fault of the client and no matter of time. */
	private static final Map<Class<?>, HttpStatus> STATUS = Map.ofEntries( //
			Map.entry(InvalidConfigNameException.class, HttpStatus.BAD_REQUEST), //
			Map.entry(ConfigFileNotFoundException.class, HttpStatus.NOT_FOUND), //
			Map.entry(ConfigConflictException.class, HttpStatus.CONFLICT), //
			Map.entry(ConfigValidationException.class, HttpStatus.BAD_REQUEST), //
			Map.entry(ConfigFormatException.class, HttpStatus.CONFLICT), //
			Map.entry(ConfigFileTooLargeException.class, HttpStatus.CONTENT_TOO_LARGE), //
			Map.entry(LockTimeoutException.class, HttpStatus.SERVICE_UNAVAILABLE), //
			Map.entry(LockInterruptedException.class, HttpStatus.SERVICE_UNAVAILABLE), //
			Map.entry(LockLostException.class, HttpStatus.SERVICE_UNAVAILABLE), //
			Map.entry(LockDeadlockException.class, HttpStatus.SERVICE_UNAVAILABLE), //
			Map.entry(TransactionTimeoutException.class, HttpStatus.SERVICE_UNAVAILABLE));

	@ExceptionHandler
	ResponseEntity<ProblemDetail> handle(ConfigFileException failure, HttpServletRequest request) {
		HttpStatus status = status(failure, request);
		if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
			logger.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
		}
		ResponseEntity.BodyBuilder response = ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			response.header(HttpHeaders.RETRY_AFTER, retryAfter(failure));
		}
		return response.body(problem(failure, status));
	}

	private static HttpStatus status(ConfigFileException failure, HttpServletRequest request) {
		boolean put = HttpMethod.PUT.matches(request.getMethod());
		if (failure instanceof ConfigFormatException && put) {
			return HttpStatus.BAD_REQUEST; // else it is the stored content
		}
		boolean conditional = request.getHeader(HttpHeaders.IF_MATCH) != null
				|| request.getHeader(HttpHeaders.IF_NONE_MATCH) != null;
		if (failure instanceof ConfigConflictException && conditional) {
			return HttpStatus.PRECONDITION_FAILED;
		}
		return STATUS.getOrDefault(failure.getClass(), HttpStatus.INTERNAL_SERVER_ERROR);
	}

	/** As long again as the lock was waited for, in whole seconds and at least one. */
	private static String retryAfter(ConfigFileException failure) {
		Duration waited = (failure instanceof LockTimeoutException timeout) ? timeout.waited() : Duration.ZERO;
		return Long.toString(Math.max(1, waited.plusMillis(999).toSeconds()));
	}

	private static ProblemDetail problem(ConfigFileException failure, HttpStatus status) {
		// where the files lie on the server is no concern of a client
		String detail = (failure instanceof ConfigFileNotFoundException) ? failure.problem() + "."
				: failure.getMessage();
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setProperty("fileState", failure.state().name().toLowerCase(Locale.ROOT));
		problem.setProperty("retrySafe", failure.isRetrySafe());
		if (failure instanceof ConfigFormatException format) {
			format.line().ifPresent((line) -> problem.setProperty("line", line));
			format.column().ifPresent((column) -> problem.setProperty("column", column));
		}
		return problem;
	}

}
