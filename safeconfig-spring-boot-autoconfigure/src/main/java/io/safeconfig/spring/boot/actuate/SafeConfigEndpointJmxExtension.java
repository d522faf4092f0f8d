package io.safeconfig.spring.boot.actuate;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.safeconfig.spring.monitor.StoreWatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/**
 * The endpoint over JMX. A path is one text, such as {@code locks/features.yml}: consoles
 * let people type a text, but no array. What there is not is {@code null}; what cannot be
 * done, also because the file system does not answer in time, is an exception.
 */
@EndpointJmxExtension(endpoint = SafeConfigEndpoint.class)
public final class SafeConfigEndpointJmxExtension {

	private final SafeConfigEndpoint endpoint;

	private final StoreWatch watch;

	/**
	 * Create an extension.
	 * @param endpoint the endpoint
	 * @param watch lets nobody wait too long
	 */
	public SafeConfigEndpointJmxExtension(SafeConfigEndpoint endpoint, StoreWatch watch) {
		this.endpoint = endpoint;
		this.watch = watch;
	}

	/**
	 * All at once.
	 * @return what is known of the store
	 */
	@ReadOperation
	public @Nullable StoreDescriptor overview() {
		return answer(this.endpoint::overview);
	}

	/**
	 * One part.
	 * @param path which one
	 * @return the part, {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable Object part(String path) {
		return answer(() -> this.endpoint.part(split(path)));
	}

	/**
	 * Clear a stale lock.
	 * @param path {@code locks/} and the name of the file
	 * @return what was done, {@code null} if there is no such part
	 */
	@DeleteOperation
	public SafeConfigEndpoint.@Nullable Cleared clear(String path) {
		return answer(() -> this.endpoint.clear(split(path)));
	}

	private static String[] split(String path) {
		return path.split("/", -1);
	}

	private <T> @Nullable T answer(Callable<@Nullable T> call) {
		try {
			return this.watch.call(call);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("The file system does not answer in time.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted.", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure
					: new IllegalStateException("The endpoint failed", ex.getCause());
		}
	}

}
