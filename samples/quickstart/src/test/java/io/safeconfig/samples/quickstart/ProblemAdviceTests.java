package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileNotFoundException;
import io.safeconfig.ConfigFileTooLargeException;
import io.safeconfig.ConfigFormatException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.FileState;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.LockLostException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every failure of the core has its status. */
class ProblemAdviceTests {

	private final ProblemAdvice advice = new ProblemAdvice();

	static Stream<Arguments> failures() {
		return Stream.of(arguments("PATCH", 400, new InvalidConfigNameException("..", "no")),
				arguments("PATCH", 404, new ConfigFileNotFoundException("a.txt", "update")),
				arguments("PATCH", 409, new ConfigConflictException("a.txt", "update", null, null, null)),
				arguments("PATCH", 409, new ConfigFormatException("a.txt", "odd", 3, 4, null)),
				arguments("PUT", 400, new ConfigFormatException("a.txt", "odd", 3, 4, null)),
				arguments("PUT", 413, new ConfigFileTooLargeException("a.txt", "write", 5)),
				arguments("PUT", 503, new LockTimeoutException("a.txt", "save", Duration.ofMillis(2_100), null)),
				arguments("PUT", 503, new LockInterruptedException("a.txt", "save", new InterruptedException())),
				arguments("PUT", 503, new LockLostException("a.txt", "a.lck")),
				arguments("PUT", 500, new ConfigStorageException("a.txt", "disk full", "Make room.", null)),
				arguments("PUT", 500, new CommitOutcomeUnknownException("a.txt", "odd", FileState.UNKNOWN,
						new IOException("broken"))));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void hasStatusAndTellsStateAndRetry(String method, int status, ConfigFileException failure) {
		ResponseEntity<ProblemDetail> response = handle(method, failure);
		ProblemDetail problem = response.getBody();
		assertThat(response.getStatusCode().value()).isEqualTo(status).isEqualTo(problem.getStatus());
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(problem.getDetail()).isEqualTo(
				(failure instanceof ConfigFileNotFoundException) ? failure.problem() + "." : failure.getMessage());
		assertThat(problem.getProperties()).containsEntry("retrySafe", failure.isRetrySafe())
			.containsEntry("fileState", failure.state().toString().toLowerCase());
		assertThat(response.getHeaders().containsHeader("Retry-After")).isEqualTo(status == 503);
	}

	@Test
	void clientIsToWaitAsLongAgain() {
		LockTimeoutException failure = new LockTimeoutException("a.txt", "save", Duration.ofMillis(2_100),
				LockOwner.ofPid(4711));
		ResponseEntity<ProblemDetail> response = handle("PUT", failure);
		assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("3");
		assertThat(response.getBody().getDetail()).contains("PID 4711");
	}

	@Test
	void positionIsToldWhereThereIsOne() {
		assertThat(handle("PUT", new ConfigFormatException("a", "odd", 3, 4, null)).getBody().getProperties())
			.containsEntry("line", 3)
			.containsEntry("column", 4);
		assertThat(handle("PUT", new ConfigFormatException("a", "odd", 0, 0, null)).getBody().getProperties())
			.doesNotContainKeys("line", "column");
	}

	@Test
	void conflictOfAConditionalRequestIsAFailedCondition() {
		MockHttpServletRequest request = new MockHttpServletRequest("PATCH", "/config/a.txt");
		request.addHeader("If-Match", "\"a\"");
		assertThat(this.advice.handle(new ConfigConflictException("a.txt", "update", null, null, null), request)
			.getStatusCode()
			.value()).isEqualTo(412);
	}

	private ResponseEntity<ProblemDetail> handle(String method, ConfigFileException failure) {
		return this.advice.handle(failure, new MockHttpServletRequest(method, "/config/a.txt"));
	}

}
