package io.safeconfig.spring.boot.actuate;

import java.security.Principal;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.safeconfig.ConfigFileException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.spring.monitor.StoreWatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The endpoint over HTTP: 404 for what there is not, 400 for what is no name of a file,
 * 409 with the holder where a lock is held, 503 where the file system fails or does not
 * answer in time.
 */
@EndpointWebExtension(endpoint = SafeConfigEndpoint.class)
public final class SafeConfigEndpointWebExtension {

	private static final int BAD_REQUEST = 400;

	private static final int CONFLICT = 409;

	private final SafeConfigEndpoint endpoint;

	private final StoreWatch watch;

	/**
	 * Create an extension.
	 * @param endpoint the endpoint
	 * @param watch lets nobody wait too long
	 */
	public SafeConfigEndpointWebExtension(SafeConfigEndpoint endpoint, StoreWatch watch) {
		this.endpoint = endpoint;
		this.watch = watch;
	}

	/**
	 * All at once.
	 * @return the response
	 */
	@ReadOperation
	public WebEndpointResponse<Object> overview() {
		return answer(this.endpoint::overview);
	}

	/**
	 * One part.
	 * @param path which one
	 * @return the response
	 */
	@ReadOperation
	public WebEndpointResponse<Object> part(@Selector(match = Match.ALL_REMAINING) String... path) {
		return answer(() -> this.endpoint.part(path));
	}

	/**
	 * Clear a stale lock.
	 * @param caller who wants it
	 * @param path {@code locks} and the name of the file
	 * @return the response
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> clear(SecurityContext caller,
			@Selector(match = Match.ALL_REMAINING) String... path) {
		Principal principal = caller.getPrincipal();
		return answer(() -> this.endpoint.clearFor((principal != null) ? principal.getName() : null, path));
	}

	private WebEndpointResponse<Object> answer(Callable<@Nullable Object> call) {
		try {
			Object body = this.watch.call(call);
			return (body != null) ? new WebEndpointResponse<>(body)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (TimeoutException ex) {
			return problem(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE,
					Map.of("problem", "The file system does not answer in time."));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return problem(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, Map.of("problem", "Interrupted."));
		}
		catch (ExecutionException ex) {
			return failure(ex.getCause());
		}
	}

	private static WebEndpointResponse<Object> failure(@Nullable Throwable cause) {
		if (cause instanceof LockTimeoutException held) {
			return problem(CONFLICT, held(held));
		}
		if (cause instanceof ConfigFileException failure) {
			int status = (failure instanceof InvalidConfigNameException) ? BAD_REQUEST
					: WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
			return problem(status, Map.of("problem", failure.problem(), "nextStep", failure.nextStep()));
		}
		throw new IllegalStateException("The endpoint failed", cause);
	}

	private static Map<String, Object> held(LockTimeoutException held) {
		return held.holder()
			.<Map<String, Object>>map((holder) -> Map.of("problem", "The lock is held.", "holder", holder))
			.orElseGet(() -> Map.of("problem", "The lock is held by a holder that the system does not name."));
	}

	private static WebEndpointResponse<Object> problem(int status, Map<String, ?> body) {
		return new WebEndpointResponse<>(body, status);
	}

}
